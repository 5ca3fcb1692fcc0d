import { expect, it } from 'vitest';
import { refusalWords } from './Refusal.tsx';
import { forgetAway, forgetGone, forgetOf, keyOfTrouble, refusedAt, speaksFor } from './refusals.ts';
import { submitOf, type SubmitPress } from './submit-keys.ts';

const id = '0190c6a0-0000-7000-8000-000000000001';
const other = '0190c6a0-0000-7000-8000-000000000002';
const refused = {
  [`transfer ${id}`]: { code: 'skill-missing' },
  [`hold ${id} p1`]: { code: 'telephony-down' },
  [`hold ${other}`]: { code: 'call-state' },
  'dial x': { code: 'busy' },
};

it('a place speaks for its own asks and no others', () => {
  expect(speaksFor(`transfer ${id}`, `transfer ${id}`)).toBe(true);
  expect(speaksFor(`transfer ${id}`, `transfer ${other}`)).toBe(false);
  // Every party's, but not the call's own hold.
  expect(speaksFor(`hold ${id} *`, `hold ${id} p1`)).toBe(true);
  expect(speaksFor(`hold ${id} *`, `hold ${id}`)).toBe(false);
  expect(refusedAt(refused, [`hold ${id} *`])).toEqual({ code: 'telephony-down' });
  expect(refusedAt(refused, [`add ${id}`])).toBeNull();
});

it('what was refused is gone with the next ask of that call, with the call, and with the server that was away', () => {
  expect(Object.keys(forgetOf(refused, `add ${id}`, id))).toEqual([`hold ${other}`, 'dial x']);
  expect(Object.keys(forgetOf(refused, 'dial y', null))).not.toContain('dial x');
  expect(Object.keys(forgetOf(refused, 'state', null))).toEqual(Object.keys(refused));
  expect(Object.keys(forgetAway(refused))).not.toContain(`hold ${id} p1`);
  const none = { a: { code: 'busy' } };
  expect(forgetAway(none)).toBe(none);
  const live = (callId: string) => ({ callId }) as never;
  expect(Object.keys(forgetGone(refused, [live(id), live(other)], [live(id)]))).not.toContain(
    `hold ${other}`,
  );
});

it('what came to nothing later is the ask that it was', () => {
  const trouble = { id, at: '', callId: id, what: 'act', act: 'transfer', code: 'x', count: 1 } as const;
  expect(keyOfTrouble(trouble)).toBe(`transfer ${id}`);
  expect(keyOfTrouble({ ...trouble, what: 'hold', act: null })).toBe(`hold ${id}`);
  expect(keyOfTrouble({ ...trouble, callId: null, act: 'state' })).toBe('state');
  expect(keyOfTrouble({ ...trouble, act: null })).toBeNull();
});

it('says who still has the caller; without words of its own the error’s', () => {
  expect(refusalWords('transfer', 'skill-missing')).toMatch(/^Not handed over: .* The caller is still yours/);
  expect(refusalWords('transfer', 'no-such-target')).toMatch(/can’t be handed there/);
});

it('Ctrl+Enter is the form’s, with Shift its other end; held, unfinished or plain it is nobody’s', () => {
  const press: SubmitPress = {
    key: 'Enter',
    ctrlKey: true,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
  };
  expect(submitOf(press)).toBe('submit');
  expect(submitOf({ ...press, ctrlKey: false, metaKey: true })).toBe('submit');
  expect(submitOf({ ...press, shiftKey: true })).toBe('other');
  for (const none of [
    { ctrlKey: false },
    { altKey: true },
    { repeat: true },
    { isComposing: true },
    { key: 'a' },
  ])
    expect(submitOf({ ...press, ...none })).toBeNull();
});
