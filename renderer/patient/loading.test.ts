// Order of answers: the copy first, then the server; never an answer for somebody who is gone.
import { expect, test } from 'vitest';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { kindOf, type Loads } from './card-state.ts';
import { createCardLoader } from './loading.ts';

const view = (from: 'server' | 'cache', stale = false): CardView => ({
  card: 'conditions',
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
/** Answers are given by hand, in any order. */
function desk<Answer>() {
  const waiting: { what: string; give(answer: Answer): void; signal: AbortSignal | undefined }[] = [];
  const ask = (what: string, signal?: AbortSignal): Promise<Answer> =>
    new Promise((give) => waiting.push({ what, give, signal }));
  return { waiting, ask };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a card is shown from this computer first and then renewed once', async () => {
  const { waiting, ask } = desk<Result<CardView>>();
  let shown: Loads = {};
  const loader = createCardLoader(
    (card, fresh, signal) => ask(`${card} ${fresh}`, signal),
    (loads) => (shown = loads),
  );
  loader.start(['conditions']);
  expect(kindOf(shown.conditions ?? { view: null, failure: null, busy: false })).toBe('loading');
  waiting[0]?.give(ok(view('cache', true)));
  await settled();
  expect(shown.conditions).toMatchObject({ busy: true, view: { from: 'cache' } });
  waiting[1]?.give(ok(view('server')));
  await settled();
  expect(shown.conditions).toEqual({ view: view('server'), failure: null, busy: false });
  expect(waiting.map((w) => w.what)).toEqual(['conditions false', 'conditions true']);
});

test('what the server just said is not asked twice; a failed renewal keeps the copy', async () => {
  const { waiting, ask } = desk<Result<CardView>>();
  let shown: Loads = {};
  const loader = createCardLoader(
    (card, fresh) => ask(`${card} ${fresh}`),
    (loads) => (shown = loads),
  );
  loader.start(['conditions', 'medicines']);
  waiting[0]?.give(ok(view('server')));
  waiting[1]?.give(fail('ehr-offline'));
  await settled();
  expect(waiting).toHaveLength(2);
  loader.renew(['conditions']);
  waiting[2]?.give(fail('ehr-offline'));
  await settled();
  expect(shown.conditions).toMatchObject({ view: { from: 'server' }, failure: { code: 'ehr-offline' } });
});

test('an answer for a patient who was put away is dropped and not asked on', async () => {
  const { waiting, ask } = desk<Result<CardView>>();
  const seen: Loads[] = [];
  const loader = createCardLoader(
    (card, fresh, signal) => ask(`${card} ${fresh}`, signal),
    (l) => seen.push(l),
  );
  loader.start(['conditions']);
  const before = seen.length;
  loader.stop();
  expect(waiting[0]?.signal?.aborted).toBe(true);
  waiting[0]?.give(ok(view('cache')));
  await settled();
  expect(seen).toHaveLength(before);
  expect(waiting).toHaveLength(1);
});
