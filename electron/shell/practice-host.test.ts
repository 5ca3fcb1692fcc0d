import { expect, it, vi } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';
import { practiceHost } from './practice-host.ts';

it('keeps a practice desk from the windows of the live one, and passes everything else on', async () => {
  const windows = vi.fn(async () => ok({}));
  const setBadge = vi.fn(async () => ok({}));
  const host = practiceHost({ showWindow: windows, closeWindow: windows, setBadge } as unknown as Host);
  for (const surface of ['main', 'panel', 'compact', 'phone'] as const)
    expect(await host.showWindow({ surface })).toMatchObject({ ok: false, code: 'host-cannot' });
  expect(await host.closeWindow({ surface: 'compact' })).toMatchObject({ code: 'host-cannot' });
  expect(windows).not.toHaveBeenCalled();
  expect(await host.setBadge({ count: 2 })).toEqual(ok({}));
  expect(setBadge).toHaveBeenCalledWith({ count: 2 });
});
