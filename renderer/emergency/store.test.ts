// Ticks on their way to a desk that is slow, gone, or back: none is lost, none overtakes another.
import own from '../../data/emergency/card.json' with { type: 'json' };
import { beforeEach, expect, it } from 'vitest';
import { emergencyCard } from '#shared/domain/emergency/card.ts';
import { openCard, tick, tickedAt, type EmergencyState } from '#shared/domain/emergency/ticks.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { answerLater, type Waiting } from '../bridge/testing.ts';
import { isPending, newBoard, shown, type Board } from './board.ts';
import { again, carryTo, clearPage, openBoard, pageBoard, pressTick, useBoards } from './store.ts';

const card = emergencyCard.parse(own);
const contextId = '0190c6a0-0000-7000-8000-000000000001';
const at = '2026-11-22T03:50:00.000Z';

interface Input {
  contextId: string;
  stepId?: string;
  on?: boolean;
}
let sent: Waiting<Input>[] = [];
answerLater<Input>((request) => sent.push(request));

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
let desk: EmergencyState;
/** The desk does what it was asked first and answers. */
async function serve(): Promise<string> {
  const next = sent.shift();
  if (!next) throw new Error('nothing was asked');
  if (next.name === 'emergency.tick') desk = tick(desk, next.input.stepId ?? '', at);
  next.answer(ok(desk));
  await settled();
  return `${next.name} ${next.input.stepId ?? ''}`.trim();
}
async function refuse(): Promise<void> {
  sent.shift()?.answer(fail('desk-unavailable'));
  await settled();
}
const board = (key = contextId): Board => useBoards.getState().by[key] ?? newBoard(at);

beforeEach(() => {
  sent = [];
  desk = openCard(card, at);
  useBoards.setState({ by: {} });
});

it('shows a card before the desk has answered, and then what the desk had', async () => {
  desk = tick(desk, 'calm', at);
  void openBoard(contextId);
  expect(shown(card, board()).history).toEqual([]);
  expect(await serve()).toBe('emergency.open');
  expect(tickedAt(shown(card, board()), 'calm')).toBe(at);
});

it('sends ticks one by one in the order pressed, and marks each until it is kept', async () => {
  for (const stepId of ['calm', 'where', 'dial']) pressTick(contextId, stepId, true);
  expect(sent.length).toBe(1);
  expect(['calm', 'where', 'dial'].map((s) => tickedAt(shown(card, board()), s) !== null)).toEqual([
    true,
    true,
    true,
  ]);
  expect([await serve(), isPending(board(), 'calm'), isPending(board(), 'where')]).toEqual([
    'emergency.tick calm',
    false,
    true,
  ]);
  expect([await serve(), await serve()]).toEqual(['emergency.tick where', 'emergency.tick dial']);
  expect([board().pending, sent]).toEqual([[], []]);
});

it('a desk that is gone loses nothing: the tick stays with its reason, and again sends it', async () => {
  pressTick(contextId, 'calm', true);
  await refuse();
  expect([board().failed, board().pending.length]).toEqual(['desk-unavailable', 1]);
  expect(tickedAt(shown(card, board()), 'calm')).not.toBe(null);
  const retried = again(contextId);
  expect([await serve(), await serve()]).toEqual(['emergency.open', 'emergency.tick calm']);
  await retried;
  expect([board().failed, board().pending]).toEqual([null, []]);
});

it('without a call the ticks stay on the page, until somebody puts them on one', async () => {
  await openBoard(null);
  pressTick(null, 'calm', true);
  expect([sent, board(pageBoard).pending.length]).toEqual([[], 1]);
  carryTo(contextId);
  expect(board(pageBoard).pending).toEqual([]);
  expect(await serve()).toBe('emergency.tick calm');
  expect(tickedAt(shown(card, board()), 'calm')).toBe(at);
});

it('cleared means cleared: the next caller’s card is empty', async () => {
  await openBoard(null);
  pressTick(null, 'dial', true);
  clearPage();
  expect(shown(card, board(pageBoard)).history).toEqual([]);
});
