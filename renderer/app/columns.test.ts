import { expect, it } from 'vitest';
import { settingsValue } from '#shared/contract/settings.ts';
import { clampColumns } from './columns.ts';

it('keeps widths that the settings accept, whatever was measured', () => {
  const columns = settingsValue.shape.columns;
  for (const widths of [
    { left: 272, right: 376 },
    { left: 1, right: 9999 },
    { left: 271.6, right: 300.2 },
  ])
    expect(columns.safeParse(clampColumns(widths)).success).toBe(true);
  expect(clampColumns({ left: 271.6, right: 300.2 })).toEqual({ left: 272, right: 300 });
});

it('keeps nothing of a page that is not drawn', () => {
  expect(clampColumns({ left: 0, right: 376 })).toBeNull();
  expect(clampColumns({ left: Number.NaN, right: 376 })).toBeNull();
});
