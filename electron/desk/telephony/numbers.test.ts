// An agent's own figures count a call where its wrap-up ended, and a wrap-up no longer than the server lets it be: as the
// backend's quarter hours do (`backend/telephony/intervals.ts`).
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import type { Agent } from '#shared/domain/telephony/agent.ts';
import { addEvent, putCall } from '../calls/store.ts';
import { liveLine } from './call-log.ts';
import { createNumbers, keepAgentState } from './numbers.ts';
import { startVault } from './testing.ts';

let kept: Awaited<ReturnType<typeof startVault>>;
beforeAll(async () => {
  kept = await startVault();
});
afterAll(() => kept.end());
beforeEach(() => kept.empty());

const midnight = Temporal.Instant.from('2026-11-22T12:00:00Z')
  .toZonedDateTimeISO(Temporal.Now.timeZoneId())
  .startOfDay()
  .toInstant().epochMilliseconds;
/** Seconds after this computer's midnight. */
const at = (seconds: number): string => new Date(midnight + seconds * 1000).toISOString();
let n = 0;
/** A call of `p-1` whose events happen at these seconds. */
function had(...events: [kind: CallEventKind, second: number][]): void {
  const id = `00000000-0000-4000-8000-${String(++n).padStart(12, '0')}`;
  let c: Call | null = null;
  for (const [kind, second] of events) {
    const when = at(second);
    c =
      c === null
        ? ringing({
            id,
            line: liveLine,
            number: '+16175550142',
            dnis: '+16175550120',
            accountId: 'harbor',
            rangAt: when,
            waitedSeconds: null,
          })
        : step(c, kind, when);
    if (c === null) throw new Error(kind);
    putCall(kept.vault.core, c, 'p-1');
    addEvent(kept.vault.core, id, kind, when);
  }
}
const numbersAt = (second: number) =>
  createNumbers({
    core: () => kept.vault.core,
    client: { ask: async () => ({ ok: false, code: 'offline', message: '', retryable: true }) },
    now: () => at(second),
    aheadMs: () => 0,
    after: () => () => undefined,
    changed: () => undefined,
  }).read('p-1');
const wrapUp = (since: number, ends: number | null): Agent => ({
  state: 'wrap-up',
  reason: null,
  since: at(since),
  next: null,
  wrapUpEndsAt: ends === null ? null : at(ends),
  readyAt: null,
  missed: null,
  skills: [],
});

it('a call that rang before midnight counts today when its wrap-up ended today, and one that ended before does not', () => {
  had(['ring', -300], ['answer', -290], ['hang-up-caller', -20], ['wrap-up-done', 40]);
  had(['ring', -900], ['answer', -890], ['hang-up-caller', -700], ['wrap-up-done', -600]);
  expect(numbersAt(3600)).toMatchObject({ handled: 1, acwSeconds: 60, ahtSeconds: 330 });
});

it('a wrap-up counts to the server’s cap at most, also while it is still open', () => {
  had(['ring', 0], ['answer', 10], ['hang-up-caller', 110], ['wrap-up-done', 410]);
  expect(numbersAt(3600)).toMatchObject({ handled: 1, acwSeconds: 300 });
  keepAgentState(kept.vault.core, 'p-1', wrapUp(110, 230), 0);
  expect(numbersAt(3600)).toMatchObject({ handled: 1, acwSeconds: 120, ahtSeconds: 220 });
  had(['ring', 1000], ['answer', 1010], ['hang-up-caller', 1100]);
  expect(numbersAt(1150)).toMatchObject({ handled: 1 });
  expect(numbersAt(1300)).toMatchObject({ handled: 2, acwSeconds: 120 });
  // A shorter one is what it was; a server without a cap cuts nothing.
  had(['ring', 2000], ['answer', 2010], ['hang-up-caller', 2100], ['wrap-up-done', 2130]);
  expect(numbersAt(3600)).toMatchObject({ handled: 3, acwSeconds: 90 });
  keepAgentState(kept.vault.core, 'p-1', wrapUp(2100, null), 0);
  expect(numbersAt(3600)).toMatchObject({ handled: 2, acwSeconds: 165 });
});

it('who was taken out by a call that went by is counted as that, and no break of theirs is', () => {
  const out = (
    second: number,
    why: 'no-answer' | 'declined' | null,
    reason: Agent['reason'] = null,
  ): Agent => ({
    ...wrapUp(second, null),
    state: 'break',
    reason,
    missed: why === null ? null : { callId: '0190a1b2-0000-7000-8000-000000000001', at: at(second), why },
  });
  const keep = (agent: Agent): void => keepAgentState(kept.vault.core, 'p-1', agent, 0);
  keep({ ...out(0, null), state: 'available' });
  keep(out(600, 'no-answer'));
  keep({ ...out(660, null), state: 'available' });
  keep(out(900, 'declined'));
  // They dialled, and are out still: no second ring.
  keep({ ...out(1000, null), state: 'on-call' });
  keep(out(1100, null));
  keep(out(1200, null, 'other'));
  // A server of before called it a break.
  keep(out(2000, 'no-answer', 'other'));
  keep({ ...out(2100, null), state: 'offline' });
  const rows = kept.vault.core.prepare('SELECT state FROM agent_states ORDER BY since');
  expect(rows.pluck().all()).toEqual([
    'available',
    'missed',
    'available',
    'missed',
    'on-call',
    'missed',
    'break',
    'missed',
    'offline',
  ]);
  // 60 + 100 + 100 + 100 out; occupancy 100 / (840 available + 100 on a call + 360).
  const numbers = numbersAt(3600);
  expect(numbers).toMatchObject({ missed: 2, declined: 1, outSeconds: 360 });
  expect(numbers.occupancy).toBeCloseTo(100 / 1300, 9);
});
