import { expect, it } from 'vitest';
import { fileHandles, handleLife } from './handles.ts';

function made() {
  let n = 0;
  const clock = { now: 0 };
  return {
    clock,
    handles: fileHandles(
      () => `handle-${++n}`,
      () => clock.now,
    ),
  };
}

it('gives the path once', () => {
  const { handles } = made();
  const handle = handles.issue('/somewhere/list.csv');
  expect(handles.redeem(handle)).toEqual({ ok: true, value: { path: '/somewhere/list.csv' } });
  expect(handles.redeem(handle)).toMatchObject({ ok: false, code: 'handle-spent' });
});

it('knows no handle it did not give, and none that is old', () => {
  const { clock, handles } = made();
  expect(handles.redeem('/etc/passwd')).toMatchObject({ ok: false, code: 'handle-spent' });
  const handle = handles.issue('/x');
  clock.now = handleLife;
  expect(handles.redeem(handle)).toMatchObject({ ok: false });
});

it('keeps a bounded number, the newest ones', () => {
  const { handles } = made();
  const all = Array.from({ length: 40 }, (_, i) => handles.issue(`/f${i}`));
  expect(handles.redeem(all[0] ?? '')).toMatchObject({ ok: false });
  expect(handles.redeem(all[39] ?? '')).toMatchObject({ ok: true });
});
