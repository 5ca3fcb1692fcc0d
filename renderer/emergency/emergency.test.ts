import own from '../../data/emergency/card.json' with { type: 'json' };
import riverside from '../../data/accounts/riverside.json' with { type: 'json' };
import harbor from '../../data/accounts/harbor.json' with { type: 'json' };
import ivyLane from '../../data/accounts/ivy-lane.json' with { type: 'json' };
import { expect, it } from 'vitest';
import { account as accountSchema, type Account } from '#shared/domain/accounts/account.ts';
import { emergencyCard } from '#shared/domain/emergency/card.ts';
import { openCard, progress, tick, tickedAt } from '#shared/domain/emergency/ticks.ts';
import { confirmed, isPending, newBoard, pressed, shown, ticksOf } from './board.ts';
import { useCardStore } from './card.ts';
import { toldAt } from '#shared/domain/emergency/on-call.ts';
import { numbersInForce } from './numbers.ts';

const card = emergencyCard.parse(own);
const a = accountSchema.parse(riverside);
const b = accountSchema.parse(harbor);
const opened = '2026-11-22T03:49:00.000Z';
const at = (second: number): string => `2026-11-22T03:50:0${second}.000Z`;
const on = (stepId: string, second: number) => ({ kind: 'tick', stepId, on: true, at: at(second) }) as const;

it('the copy that travels with the page is a whole card: F9 has something to show without a desk', () => {
  expect(useCardStore.getState()).toEqual({ card, from: 'page' });
});

it('a press shows at once with its time, and is marked until the desk has kept it', () => {
  const board = pressed(newBoard(opened), on('calm', 1));
  expect(tickedAt(shown(card, board), 'calm')).toBe(at(1));
  expect([isPending(board, 'calm'), isPending(board, 'where')]).toEqual([true, false]);
  const kept = confirmed(board, tick(openCard(card, opened), 'calm', at(2)));
  expect([tickedAt(shown(card, kept), 'calm'), isPending(kept, 'calm')]).toEqual([at(2), false]);
});

it('an answer to the first press takes nothing away from what was pressed after it', () => {
  const board = [on('calm', 1), on('where', 2), on('dial', 3)].reduce(pressed, newBoard(opened));
  const kept = confirmed(board, tick(openCard(card, opened), 'calm', at(1)));
  const seen = shown(card, kept);
  expect(['calm', 'where', 'dial'].map((id) => tickedAt(seen, id))).toEqual([at(1), at(2), at(3)]);
  expect(kept.pending.length).toBe(2);
});

it('ticked, taken back, ticked again: the last press counts and the history keeps all three', () => {
  const taken = { kind: 'tick', stepId: 'dial', on: false, at: at(2) } as const;
  const board = [on('dial', 1), taken, on('dial', 3)].reduce(pressed, newBoard(opened));
  const seen = shown(card, board);
  expect([tickedAt(seen, 'dial'), seen.history.length]).toEqual([at(3), 3]);
});

it('a refusal counts only once it is ticked, and choosing a group ticks nothing', () => {
  const group = { kind: 'group', groupId: 'chest' } as const;
  const board = pressed(newBoard(opened), group);
  const before = progress(card, shown(card, board));
  expect([before.done, before.total, before.refusedAt]).toEqual([0, 6, null]);
  const refused = progress(card, shown(card, pressed(board, on('refusal', 4))));
  expect([refused.done, refused.total, refused.refusedAt]).toEqual([1, 7, at(4)]);
});

it('counts what is ticked on this page alone', () => {
  const board = pressed(pressed(newBoard(opened), on('calm', 1)), { kind: 'group', groupId: null });
  expect([ticksOf(undefined), ticksOf(newBoard(opened)), ticksOf(board)]).toEqual([0, 0, 1]);
});

const abroad: Account = {
  ...b,
  name: 'Klinik',
  region: 'AT',
  emergencyNumbersByRegion: {
    AT: { ambulance: '144', poison: '01-4064343', crisis: '142', areas: [] },
  },
};

it('numbers are the account’s; without one the sets that differ stand side by side, never mixed', () => {
  expect(numbersInForce([a, abroad], abroad).map((n) => n.numbers.ambulance)).toEqual(['144']);
  const none = numbersInForce([a, b, abroad], null);
  expect(none.map((n) => [n.numbers.ambulance, n.practices])).toEqual([
    ['911', [a.name, b.name]],
    ['144', ['Klinik']],
  ]);
});

it('without a desk the page still has a number to dial: its own copy is what the accounts say', () => {
  const all = [harbor, ivyLane, riverside].map((each) => accountSchema.parse(each));
  expect(numbersInForce([], null)).toEqual(numbersInForce(all, null));
  expect(numbersInForce([], null).map((n) => n.numbers.ambulance)).toEqual(['911']);
});

it('dispatch numbers of practices that share a set are joined, each once', () => {
  const areas = numbersInForce([a, a, b], null)[0]?.numbers.areas.map((x) => x.number) ?? [];
  expect(new Set(areas).size).toBe(areas.length);
  expect(areas.length).toBeGreaterThanOrEqual(5);
});

it('told by phone is the last word of the clinician’s step', () => {
  const tick = (stepId: string, yes: boolean, minute: number) => ({ stepId, on: yes, at: at(minute) });
  expect(toldAt([], 'clinician')).toBeNull();
  expect(toldAt([tick('clinician', true, 1), tick('calm', true, 2)], 'clinician')).toBe(at(1));
  expect(toldAt([tick('clinician', true, 1), tick('clinician', false, 2)], 'clinician')).toBeNull();
});
