// A record that is closed: by this call for everyone, by earlier calls for one person only, with a way on to another.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LockedRecord, type LockedRecordProps } from './LockedRecord.tsx';

const draw = (over: Omit<LockedRecordProps['verification'], 'contextId'>): string =>
  renderToStaticMarkup(
    <LockedRecord
      verification={{ contextId: '0192f0c0-0000-7000-8000-000000000001', ...over }}
      onChange={async () => undefined}
    />,
  ).replaceAll(/<[^>]+>/g, ' ');

test('closed by this call: for no one, and nobody else can be chosen', () => {
  const drawn = draw({ lockedBy: 'call', lockedUntil: null });
  expect(drawn).toContain('for no one');
  expect(drawn).not.toContain('Choose another person');
  expect(draw({})).toBe(drawn);
});

test('closed by earlier calls: until when, and another person may be chosen', () => {
  const drawn = draw({ lockedBy: 'patient', lockedUntil: '2026-11-23T03:00:00.000Z' });
  expect(drawn).toContain('on other calls');
  expect(drawn).toMatch(/until .*2[23]/);
  expect(drawn).toContain('Choose another person');
  expect(draw({ lockedBy: 'patient', lockedUntil: null })).not.toContain('until');
});
