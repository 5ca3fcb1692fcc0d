// What becomes of an agent's state when something happens: the one place that decides it (the server applies it, nobody
// else changes a state). An agent flips by nothing but a call, a person's wish, a missed offer or the cap of a wrap-up.
import type { Agent, Wanted } from './agent.ts';
import { isOut } from './went-by.ts';

export type AgentNow = Omit<Agent, 'skills'>;
type Missed = NonNullable<Agent['missed']>;
export type AgentEvent =
  | { kind: 'asked'; wanted: Wanted }
  /** A call of theirs is open: answered, or dialled out. */
  | { kind: 'talking' }
  /** One of their calls is over; `others` = another one is open still. `wrapUp` false = it never was open. */
  | { kind: 'over'; others: boolean; wrapUp: boolean }
  | { kind: 'wrapped-up' }
  /** Time went by: a wrap-up may have reached its cap. */
  | { kind: 'time' }
  | { kind: 'missed'; callId: string; why: Missed['why'] }
  | { kind: 'missed-seen' };

const busy = (state: AgentNow['state']): boolean => state === 'on-call' || state === 'wrap-up';

function into(now: AgentNow, wanted: Wanted, at: string): AgentNow {
  return {
    ...now,
    state: wanted.state,
    reason: wanted.reason,
    since: at,
    next: null,
    wrapUpEndsAt: null,
    readyAt: null,
  };
}
const afterwards = (now: AgentNow, at: string): AgentNow =>
  into(now, now.next ?? { state: 'available', reason: null }, at);

/** Back from a call or a missed one: available, and a moment before the next one rings. */
const breathing = (now: AgentNow, seconds: number): AgentNow =>
  now.state !== 'available' || seconds <= 0
    ? now
    : { ...now, readyAt: new Date(Date.parse(now.since) + seconds * 1000).toISOString() };

/** A break has a reason, nothing else has; one without is what a call that went by makes (`isOut`), and can't be asked for. */
export const isSound = (wanted: Wanted): boolean => (wanted.state === 'break') === (wanted.reason !== null);

/**
 * The same object when nothing changes.
 * @param at ISO instant @param wrapUpSeconds the cap; null = a wrap-up ends only by the agent
 * @param breathSeconds so long nothing is offered after a wrap-up, or after a missed call was seen
 */
export function stepAgent(
  now: AgentNow,
  event: AgentEvent,
  at: string,
  wrapUpSeconds: number | null,
  breathSeconds = 0,
): AgentNow {
  switch (event.kind) {
    case 'asked': {
      const { wanted } = event;
      if (!isSound(wanted)) return now;
      if (busy(now.state)) return { ...now, next: wanted };
      if (now.state === wanted.state && now.reason === wanted.reason && now.missed === null)
        // Available asked for once more: ready at once.
        return now.readyAt === null ? now : { ...now, readyAt: null };
      const then = { ...into(now, wanted, at), missed: null };
      return now.missed === null ? then : breathing(then, breathSeconds);
    }
    case 'talking': {
      if (now.state === 'on-call') return now;
      // Dialled from a break, or after a missed call: back to it afterwards, unless something else is asked for meanwhile.
      const back: Wanted | null =
        now.state === 'available' || now.state === 'wrap-up'
          ? null
          : { state: now.state, reason: now.reason };
      return {
        ...now,
        state: 'on-call',
        reason: null,
        since: at,
        next: now.next ?? back,
        wrapUpEndsAt: null,
        readyAt: null,
        missed: null,
      };
    }
    case 'over': {
      if (now.state !== 'on-call' || event.others) return now;
      if (!event.wrapUp) return afterwards(now, at);
      const endsAt =
        wrapUpSeconds === null ? null : new Date(Date.parse(at) + wrapUpSeconds * 1000).toISOString();
      return { ...now, state: 'wrap-up', reason: null, since: at, wrapUpEndsAt: endsAt };
    }
    case 'wrapped-up':
      return now.state === 'wrap-up' ? breathing(afterwards(now, at), breathSeconds) : now;
    case 'time':
      return now.state === 'wrap-up' &&
        now.wrapUpEndsAt !== null &&
        Date.parse(at) >= Date.parse(now.wrapUpEndsAt)
        ? breathing(afterwards(now, now.wrapUpEndsAt), breathSeconds)
        : now;
    case 'missed': {
      const missed = { callId: event.callId, at, why: event.why };
      if (now.state !== 'available') return { ...now, missed };
      return { ...into(now, { state: 'break', reason: null }, at), missed };
    }
    case 'missed-seen':
      if (now.missed === null) return now;
      // A break that was asked for stays.
      return isOut(now)
        ? breathing({ ...into(now, { state: 'available', reason: null }, at), missed: null }, breathSeconds)
        : { ...now, missed: null };
  }
}
