// The figures of product.md 6 from calls, queue entries and an agent's states. Nothing to divide by gives null, which is
// shown as "–", never as 0. Seconds throughout; an interval is from (inclusive) to (exclusive).
import type { Agent, AgentState } from './agent.ts';

type MissedWhy = NonNullable<Agent['missed']>['why'];

export interface Interval {
  from: string;
  to: string;
}
export interface Span {
  from: string;
  /** Null = still open. */
  to: string | null;
}
/** One agent's part of one call: a transferred call has one for each agent. */
export interface Leg {
  direction: 'incoming' | 'outgoing';
  /** When it rang here, or was dialled. */
  rangAt: string;
  /** Null = nobody talked. */
  answeredAt: string | null;
  endedAt: string | null;
  /** Seconds that the other side waited with music, a consultation not counted. */
  heldSeconds: number;
  /** Seconds that it waited for a consultation. */
  consultSeconds: number;
  /** Wrap-up; several when it was interrupted by another call, none for a voicemail. */
  wrapUps: readonly Span[];
  transferred: 'blind' | 'warm' | null;
  /** Went to the clinician on call by a ladder: no transfer of the agent's making. */
  escalated: boolean;
}

const ms = (at: string): number => Date.parse(at);
const between = (from: string, to: string): number => Math.max(0, (ms(to) - ms(from)) / 1000);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const within = (at: string, { from, to }: Interval): boolean => ms(at) >= ms(from) && ms(at) < ms(to);

export const acwSeconds = (leg: Leg): number =>
  sum(leg.wrapUps.map((w) => (w.to === null ? 0 : between(w.from, w.to))));
/** When its work ended: the end of its last wrap-up; null = not over, so it counts in no interval yet. */
export function handledAt(leg: Leg): string | null {
  if (leg.answeredAt === null || leg.endedAt === null || leg.wrapUps.some((w) => w.to === null)) return null;
  return leg.wrapUps.reduce((last, w) => (w.to !== null && w.to > last ? w.to : last), leg.endedAt);
}
export const talkOf = (leg: Leg): number =>
  leg.answeredAt === null || leg.endedAt === null
    ? 0
    : Math.max(0, between(leg.answeredAt, leg.endedAt) - leg.heldSeconds - leg.consultSeconds);
/** Dialling and waiting for an answer count for calls out only. */
const contacting = (leg: Leg): number =>
  leg.direction === 'outgoing' && leg.answeredAt !== null ? between(leg.rangAt, leg.answeredAt) : 0;

export interface HandlingFigures {
  handled: number;
  ahtSeconds: number | null;
  acwSeconds: number | null;
  /** Mean over calls that were held at all. */
  holdSeconds: number | null;
  holdPerHandledSeconds: number | null;
  /** Mean over calls with a consultation. */
  consultHoldSeconds: number | null;
  transferRate: number | null;
  blindRate: number | null;
  warmRate: number | null;
}
/** AHT = (talk + hold + wrap-up [+ dialling for calls out]) / handled, in the interval in which the wrap-up ended. */
export function handling(legs: readonly Leg[], interval: Interval): HandlingFigures {
  const done = legs.filter((leg) => {
    const at = handledAt(leg);
    return at !== null && within(at, interval);
  });
  const handled = done.length;
  const time = done.map(
    (leg) => talkOf(leg) + leg.heldSeconds + leg.consultSeconds + acwSeconds(leg) + contacting(leg),
  );
  const held = done.filter((leg) => leg.heldSeconds > 0);
  const consulted = done.filter((leg) => leg.consultSeconds > 0);
  const wrapped = done.filter((leg) => leg.wrapUps.length > 0);
  const heldSum = sum(held.map((leg) => leg.heldSeconds));
  const out = (kind: 'blind' | 'warm'): number =>
    done.filter((leg) => leg.transferred === kind && !leg.escalated).length;
  return {
    handled,
    ahtSeconds: ratio(sum(time), handled),
    acwSeconds: ratio(sum(wrapped.map(acwSeconds)), wrapped.length),
    holdSeconds: ratio(heldSum, held.length),
    holdPerHandledSeconds: ratio(heldSum, handled),
    consultHoldSeconds: ratio(sum(consulted.map((leg) => leg.consultSeconds)), consulted.length),
    transferRate: ratio(out('blind') + out('warm'), handled),
    blindRate: ratio(out('blind'), handled),
    warmRate: ratio(out('warm'), handled),
  };
}

/** One wait in a queue; it begins when the menus before it are over. */
export interface Wait {
  queueId: string;
  queuedAt: string;
  /** Null = waits still. */
  leftAt: string | null;
  /** `callback`: gave up the line and kept the place; `flowed-out`: went on to another queue or number. */
  left: 'answered' | 'abandoned' | 'callback' | 'voicemail' | 'flowed-out' | null;
  /** The second half of a callback: its wait is told apart. */
  callbackLeg: boolean;
}
export const waitedOf = (wait: Wait): number =>
  wait.leftAt === null ? 0 : between(wait.queuedAt, wait.leftAt);
const leftIn = (waits: readonly Wait[], interval: Interval): Wait[] =>
  waits.filter((w) => w.leftAt !== null && within(w.leftAt, interval));
const by = (waits: readonly Wait[], left: Wait['left']): Wait[] => waits.filter((w) => w.left === left);

/** Mean wait of those who were answered; who hung up does not count, nor do callbacks. */
export function asa(
  waits: readonly Wait[],
  interval: Interval,
): { seconds: number | null; callbackSeconds: number | null } {
  const answered = by(leftIn(waits, interval), 'answered');
  const mean = (some: Wait[]): number | null => ratio(sum(some.map(waitedOf)), some.length);
  return {
    seconds: mean(answered.filter((w) => !w.callbackLeg)),
    callbackSeconds: mean(answered.filter((w) => w.callbackLeg)),
  };
}

/** How those who hung up count: not at all, against, or for it when they did so within the threshold. */
export const serviceLevelVariants = ['abandons-ignored', 'abandons-negative', 'abandons-positive'] as const;
export type ServiceLevelVariant = (typeof serviceLevelVariants)[number];
export interface ServiceLevelOptions {
  /** "within T seconds", T itself included. */
  thresholdSeconds: number;
  variant: ServiceLevelVariant;
  /** Who hangs up before this is left out altogether; null = nobody is. */
  shortAbandonSeconds: number | null;
  /** Callbacks, voicemails and those who went on to another queue count as not answered in time. */
  flowOutsCount: boolean;
}
export function serviceLevel(
  waits: readonly Wait[],
  interval: Interval,
  options: ServiceLevelOptions,
): number | null {
  const { thresholdSeconds, variant, shortAbandonSeconds } = options;
  const gone = leftIn(waits, interval).filter((w) => !w.callbackLeg);
  const answered = by(gone, 'answered');
  const abandoned = by(gone, 'abandoned').filter(
    (w) => shortAbandonSeconds === null || waitedOf(w) >= shortAbandonSeconds,
  );
  const inTime = (some: Wait[]): number => some.filter((w) => waitedOf(w) <= thresholdSeconds).length;
  const others = options.flowOutsCount
    ? gone.filter((w) => w.left !== 'answered' && w.left !== 'abandoned').length
    : 0;
  const good = inTime(answered) + (variant === 'abandons-positive' ? inTime(abandoned) : 0);
  const all = answered.length + (variant === 'abandons-ignored' ? 0 : abandoned.length) + others;
  return ratio(good, all);
}

/** Abandoned / offered; short ones are in neither, and counted apart. A callback that was taken is not an abandon. */
export function abandonment(
  waits: readonly Wait[],
  interval: Interval,
  shortAbandonSeconds: number | null,
): { rate: number | null; offered: number; abandoned: number; short: number } {
  const gone = leftIn(waits, interval).filter((w) => !w.callbackLeg);
  const all = by(gone, 'abandoned');
  const short = all.filter((w) => shortAbandonSeconds !== null && waitedOf(w) < shortAbandonSeconds).length;
  const offered = gone.length - short;
  const abandoned = all.length - short;
  return { rate: ratio(abandoned, offered), offered, abandoned, short };
}

/** What an agent was doing; `ring` is the part of `available` in which a call rang here. */
export interface StateSpan extends Span {
  /** `missed`: taken out because an offer went by; nobody asked for a break, so it counts as time that was logged. */
  state: AgentState | 'ring' | 'missed';
  /** With `missed`: why the ring went by; null = back to it after a call that was dialled, no further ring. */
  why?: MissedWhy | null;
}
const busy: readonly StateSpan['state'][] = ['on-call', 'wrap-up', 'ring'];

/** Length of all spans together inside the interval, what overlaps counted once. `now` ends open ones. */
function covered(spans: readonly Span[], { from, to }: Interval, now: string): number {
  const cut = spans
    .map((s) => [Math.max(ms(from), ms(s.from)), Math.min(ms(to), ms(s.to ?? now))] as const)
    .filter(([start, end]) => end > start)
    .toSorted(([a], [b]) => a - b);
  let total = 0;
  let reached = -Infinity;
  for (const [start, end] of cut) {
    total += Math.max(0, end - Math.max(start, reached));
    reached = Math.max(reached, end);
  }
  return total / 1000;
}
const ofStates = (spans: readonly StateSpan[], states: readonly StateSpan['state'][]): StateSpan[] =>
  spans.filter((s) => states.includes(s.state));

export interface OutFigures {
  /** Time out after calls that went by, until the agent took calls again: in no break, and logged. */
  seconds: number;
  /** Rings that nobody answered, or that the phone or its microphone was not there for. */
  missed: number;
  declined: number;
}
/** What calls that went by cost, counted apart from breaks; each where it went by. */
export function outAfterMissed(spans: readonly StateSpan[], interval: Interval, now: string): OutFigures {
  const out = ofStates(spans, ['missed']);
  const here = out.filter((s) => (s.why ?? null) !== null && within(s.from, interval));
  const declined = here.filter((s) => s.why === 'declined').length;
  return { seconds: covered(out, interval, now), missed: here.length - declined, declined };
}

/** (talk + hold + wrap-up + ring) / (that + available + out after a missed call); breaks are in neither; never above 1. */
export function occupancy(spans: readonly StateSpan[], interval: Interval, now: string): number | null {
  const worked = covered(ofStates(spans, busy), interval, now);
  const logged = covered(ofStates(spans, [...busy, 'available', 'missed']), interval, now);
  return ratio(worked, logged);
}

/** Time in these follows the schedule; recovery is no absence. */
export const adherentStates: readonly AgentState[] = ['available', 'on-call', 'wrap-up', 'recovery'];
/** max(0, 1 − exceptions / scheduled); without a schedule it is not defined. */
export const adherence = (exceptionSeconds: number, scheduledSeconds: number): number | null =>
  scheduledSeconds > 0 ? Math.max(0, 1 - exceptionSeconds / scheduledSeconds) : null;
/** Actual / scheduled time on queue; may exceed 1. */
export const conformance = (actualSeconds: number, scheduledSeconds: number): number | null =>
  scheduledSeconds > 0 && actualSeconds > 0 ? actualSeconds / scheduledSeconds : null;
