// Order of answers: copies first, then each card as the server answers; never an answer for somebody who is gone.
import { expect, test } from 'vitest';
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { kindOf, refusalOf, unasked, type Loads } from './card-state.ts';
import { createCardLoader, type PanelAnswer } from './loading.ts';

const view = (card: 'conditions' | 'medicines', from: 'server' | 'cache', stale = false): CardView => ({
  card,
  patientId: 'p1',
  state: 'none-recorded',
  from,
  asOf: '2026-11-22T15:00:00.000Z',
  stale,
  because: null,
  unreadable: 0,
  withheldSome: false,
  more: false,
  rows: [],
});
const answer = (over: Partial<PanelAnswer>): Result<PanelAnswer> =>
  ok({ panel: 'p', seen: 1, cards: [], failed: [], refused: [], waiting: [], ...over });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Answers are given by hand, in any order. */
function desk(oneByOne = false) {
  const waiting: { what: string; give(result: unknown): void; signal: AbortSignal }[] = [];
  const ask = <R>(what: string, signal: AbortSignal): Promise<R> =>
    new Promise((resolve) => waiting.push({ what, give: (r) => resolve(r as R), signal }));
  let shown: Loads = {};
  let draws = 0;
  const loader = createCardLoader(
    {
      panel: oneByOne ? null : (fresh, after, signal) => ask(`panel ${fresh} ${after?.seen ?? '-'}`, signal),
      card: (card, fresh, signal) => ask(`card ${card}${fresh ? '' : ' kept'}`, signal),
    },
    (loads) => {
      shown = loads;
      draws++;
    },
  );
  const kind = (card: Card) => kindOf(shown[card] ?? unasked);
  return { waiting, loader, kind, loads: () => shown, draws: () => draws };
}

test('copies are shown at once and renewed as each card arrives', async () => {
  const { waiting, loader, kind, loads } = desk();
  loader.start(['conditions', 'medicines', 'labs']);
  expect(kind('conditions')).toBe('loading');
  waiting[0]?.give(
    answer({
      cards: [view('conditions', 'cache', true)],
      refused: [{ card: 'labs', code: 'not-for-reason' }],
      waiting: ['conditions', 'medicines'],
      seen: 2,
    }),
  );
  await settled();
  expect(loads().conditions).toMatchObject({ busy: true, view: { from: 'cache' } });
  expect([kind('medicines'), kind('labs')]).toEqual(['loading', 'refused']);
  expect(refusalOf(loads().labs ?? unasked)).toBe('call');
  waiting[1]?.give(answer({ cards: [view('conditions', 'server')], waiting: ['medicines'], seen: 3 }));
  await settled();
  expect(loads().conditions).toEqual({ view: view('conditions', 'server'), failure: null, busy: false });
  waiting[2]?.give(answer({ failed: [{ card: 'medicines', code: 'ehr-offline', retryable: true }] }));
  await settled();
  expect(kind('medicines')).toBe('failed');
  expect(waiting.map((w) => w.what)).toEqual(['panel false -', 'panel false 2', 'panel false 3']);
});

test('one card is tried again by itself; a failed renewal keeps what stood there, a refused one does not', async () => {
  const { waiting, loader, loads, kind } = desk();
  loader.start(['conditions']);
  waiting[0]?.give(answer({ cards: [view('conditions', 'server')] }));
  await settled();
  loader.renew('conditions');
  waiting[1]?.give(fail('ehr-offline'));
  await settled();
  expect(loads().conditions).toMatchObject({ view: { from: 'server' }, failure: { code: 'ehr-offline' } });
  loader.renew();
  waiting[2]?.give(answer({ refused: [{ card: 'conditions', code: 'not-for-caller' }] }));
  await settled();
  expect(kind('conditions')).toBe('refused');
  expect(loads().conditions?.view).toBeNull();
  expect(waiting.map((w) => w.what)).toEqual(['panel false -', 'card conditions', 'panel true -']);
});

test('a panel that fails as a whole fails each card that is still open, and no other', async () => {
  const { waiting, loader, kind } = desk();
  loader.start(['conditions', 'medicines']);
  waiting[0]?.give(answer({ cards: [view('conditions', 'server')], waiting: ['medicines'] }));
  await settled();
  waiting[1]?.give(fail('conflict'));
  await settled();
  expect([kind('conditions'), kind('medicines')]).toEqual(['none-recorded', 'failed']);
});

test('an answer that was overtaken, or is for a patient who was put away, is dropped and not asked on', async () => {
  const { waiting, loader, draws } = desk();
  loader.start(['conditions']);
  loader.renew();
  const before = draws();
  waiting[0]?.give(answer({ cards: [view('conditions', 'cache')], waiting: ['conditions'] }));
  await settled();
  expect(draws()).toBe(before);
  loader.stop();
  expect(waiting[1]?.signal.aborted).toBe(true);
  waiting[1]?.give(answer({ waiting: ['conditions'] }));
  await settled();
  expect(draws()).toBe(before);
  expect(waiting).toHaveLength(2);
});

test('what one card answered by itself is not overwritten by a panel that was read before it', async () => {
  const { waiting, loader, loads } = desk();
  const newer = { ...view('conditions', 'server'), asOf: '2026-11-22T15:05:00.000Z' };
  loader.start(['conditions', 'medicines']);
  loader.renew('conditions');
  waiting[1]?.give(ok(newer));
  await settled();
  waiting[0]?.give(
    answer({
      cards: [view('conditions', 'server'), view('medicines', 'server')],
      waiting: ['conditions'],
      seen: 2,
    }),
  );
  await settled();
  expect(loads().conditions).toEqual({ view: newer, failure: null, busy: false });
  expect(loads().medicines?.view).toEqual(view('medicines', 'server'));
  waiting[2]?.give(answer({ failed: [{ card: 'conditions', code: 'ehr-offline', retryable: true }] }));
  await settled();
  expect(loads().conditions).toEqual({ view: newer, failure: null, busy: false });
});

test('of two questions for one card the later one counts, and it is busy until that is answered', async () => {
  const { waiting, loader, loads } = desk();
  const newer = { ...view('conditions', 'server'), asOf: '2026-11-22T15:05:00.000Z' };
  loader.start(['conditions']);
  waiting[0]?.give(answer({ cards: [view('conditions', 'cache')] }));
  await settled();
  loader.renew('conditions');
  loader.renew('conditions');
  waiting[1]?.give(fail('ehr-offline'));
  await settled();
  expect(loads().conditions).toMatchObject({ failure: null, busy: true });
  waiting[2]?.give(ok(newer));
  await settled();
  expect(loads().conditions).toEqual({ view: newer, failure: null, busy: false });
});

test('one by one: only what is in sight is asked for, a copy first; the rest once it is unfolded, once', async () => {
  const { waiting, loader, kind, loads } = desk(true);
  const asked = () => waiting.map((w) => w.what);
  loader.start(['conditions', 'medicines']);
  expect(asked()).toEqual(['card conditions kept', 'card medicines kept']);
  waiting[0]?.give(ok(view('conditions', 'cache', true)));
  waiting[1]?.give(ok(view('medicines', 'server')));
  await settled();
  expect(loads().conditions).toMatchObject({ busy: true, view: { from: 'cache' } });
  expect(asked().slice(2)).toEqual(['card conditions']);
  expect(kind('labs')).toBe(kindOf(unasked));
  loader.ask(['labs', 'medicines']);
  expect(asked().slice(3)).toEqual(['card labs kept']);
  loader.renew();
  expect(asked().slice(4)).toEqual(['card conditions', 'card medicines', 'card labs']);
  loader.stop();
});
