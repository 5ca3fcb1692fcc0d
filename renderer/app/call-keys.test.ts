import { expect, it } from 'vitest';
import type { Call, CallState } from '#shared/domain/calls/call.ts';
import { targetOf } from './call-keys.ts';

const at = (state: CallState, rangAt: string): Call => ({
  id: crypto.randomUUID(),
  line: 'l1',
  direction: 'incoming',
  number: '+16175550142',
  dnis: '+16175550100',
  accountId: 'riverside',
  state,
  muted: false,
  rangAt,
  answeredAt: null,
  heldSince: null,
  heldSeconds: 0,
  endedAt: null,
  endedBy: null,
  wrapUpDoneAt: null,
  disposition: null,
  reasonCode: null,
  notes: '',
  waitedSeconds: null,
  patientId: null,
  asked: [],
});
const early = '2026-11-22T10:00:00.000Z';
const late = '2026-11-22T10:05:00.000Z';

it('answers the call that rings longest, not the one in hand', () => {
  const first = at('ringing', early);
  expect(targetOf('answer', [at('ringing', late), first, at('active', early)])).toBe(first);
  expect(targetOf('answer', [at('active', early), at('missed', early)])).toBeNull();
});

it('holds, mutes and ends the call in hand, never one that rings; hangs up nobody on hold beside another', () => {
  const active = at('active', late);
  const held = at('held', early);
  for (const key of ['hold', 'mute', 'hang-up'] as const) {
    expect(targetOf(key, [at('ringing', early), held, active])).toBe(active);
    expect(targetOf(key, [at('ringing', early), held])).toBe(key === 'hang-up' ? null : held);
    expect(targetOf(key, [at('ringing', early), at('wrap-up', early), at('ended', early)])).toBeNull();
  }
});

it('hangs up the only caller, on hold too; never one who waits where another was just ended', () => {
  const held = at('held', early);
  expect(targetOf('hang-up', [held])).toBe(held);
  for (const other of ['wrap-up', 'ringing', 'held'] as const)
    expect(targetOf('hang-up', [held, at(other, late)])).toBeNull();
});
