// What the demo's drawer can do, and how each of it went: requests and sentences, no drawing.
import type { DemoState } from '#shared/contract/demo.ts';
import type { ringKinds } from '#shared/domain/calls/ring-kinds.ts';
import type { Result } from '#shared/domain/result.ts';
import type { TelephonyView } from '#shared/contract/telephony.ts';
import { useDeskView } from '../app/desk-store.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { useTelephony } from '../telephony/store.ts';
import { errorText, t, type TextKey } from '../text/t.ts';

export type RingKind = (typeof ringKinds)[number];
export type ActionId = `ring-${RingKind}` | 'backend' | 'ehr' | 'lease' | 'kill' | 'night' | 'real' | 'reset';

const mostSeed = 0xffffffff;
/** null = no seed typed; `wrong` = not a whole number that a seed can be. */
export function seedOf(typed: string): number | null | 'wrong' {
  const text = typed.trim();
  if (text === '') return null;
  if (!/^\d{1,10}$/.test(text)) return 'wrong';
  const seed = Number(text);
  return seed <= mostSeed ? seed : 'wrong';
}
export const seedError = (typed: string): string | undefined =>
  seedOf(typed) === 'wrong' ? t('demo.seed.wrong', { most: mostSeed }) : undefined;

export type Switched = 'backend' | 'ehr';
/** What the button of the backend, or of the record, does now: stops what runs, starts what doesn't. */
export const turnsTo = (what: Switched, demo: DemoState | null): 'on' | 'off' =>
  demo?.[what] === 'down' ? 'on' : 'off';
/** Back to the real time is on offer only while the clock is shifted. */
export const isShifted = (demo: DemoState | null): boolean => demo !== null && demo.clock !== null;
export const nightHour = '23:50';

/** The sentence after an action; a failure says its own sentence and next step. */
function told(done: Result<unknown>, key: TextKey): string {
  if (done.ok) return t(key);
  const { sentence, next } = errorText(done.code);
  return `${sentence} ${next}`;
}

export interface Outcome {
  ok: boolean;
  text: string;
}
const outcome = (done: Result<unknown>, key: TextKey): Outcome => ({ ok: done.ok, text: told(done, key) });

/**
 * A call waits in the queue while its agent can't be rung: then nothing rings, and the drawer must not say so. Where the phone is
 * not ready the practice line rings, at once, whatever the agent's state is.
 */
export function rungSentence(
  view: Pick<TelephonyView, 'line' | 'agent' | 'engine' | 'server'> | null,
): TextKey {
  if (view?.line !== 'live' || view.engine.state !== 'registered' || view.server.state !== 'fresh')
    return 'demo.ring.done';
  switch (view.agent?.state) {
    case 'available':
      return 'demo.ring.done';
    case 'on-call':
      return 'demo.ring.on-call';
    case 'wrap-up':
      return 'demo.ring.wrap-up';
    default:
      return 'demo.ring.away';
  }
}

export async function ring(kind: RingKind, seed: number | null): Promise<Outcome> {
  return outcome(await careline.demo.ring({ kind, seed }), rungSentence(useTelephony.getState().view));
}

export async function turn(what: Switched, to: 'on' | 'off'): Promise<Outcome> {
  const done = await careline.demo[what]({ on: to === 'on' });
  return outcome(done, to === 'on' ? `demo.${what}.started` : `demo.${what}.stopped`);
}

export const endLease = async (): Promise<Outcome> =>
  outcome(await careline.demo.endLease(), 'demo.lease.done');

/** A desk that dies can't answer: a lost answer is what was asked for. */
export const wasKilled = (done: Result<unknown>): boolean =>
  done.ok || done.code === 'interrupted' || done.code === 'desk-unavailable';

export async function killDesk(): Promise<Outcome> {
  const done = await careline.demo.killDesk();
  return wasKilled(done) ? { ok: true, text: t('demo.kill.done') } : outcome(done, 'demo.kill.done');
}

export async function turnClock(to: 'night' | 'real'): Promise<Outcome> {
  const done = await careline.demo.clock(
    to === 'real' ? { time: null } : { time: nightHour, ...(await zoneInForce()) },
  );
  return outcome(done, `demo.clock.${to}.done`);
}

/**
 * The hour is meant on the wall of the practice in force; without one known, on this computer's. A demo that was moved to the
 * last working day stays on that day.
 */
async function zoneInForce(): Promise<{ zone?: string; workday?: boolean }> {
  const accounts = await careline.accounts.list();
  if (!accounts.ok) return {};
  const { accountId } = useDeskView.getState();
  const zone = (accounts.value.find((a) => a.id === accountId) ?? accounts.value[0])?.zone;
  if (zone === undefined) return {};
  return isSameDay(zone, deskNow(), new Date()) ? { zone } : { zone, workday: true };
}

/** Whether two instants are one date on the wall of `zone`. */
export function isSameDay(zone: string, a: Date, b: Date): boolean {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
  return date.format(a) === date.format(b);
}

export async function resetDay(): Promise<Outcome> {
  return outcome(await careline.demo.reset(), 'demo.reset.done');
}
