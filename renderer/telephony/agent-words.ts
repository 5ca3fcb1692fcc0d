// The agent's state in words, what may be asked for, and what is only asked. Pure.
import type { TelephonyView } from '#shared/contract/telephony.ts';
import { recoveryMinutes, type Agent, type Wanted } from '#shared/domain/telephony/agent.ts';
import { breakReasons } from '#shared/domain/telephony/break-reasons.ts';
import { isOut } from '#shared/domain/telephony/went-by.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

export type AgentTone = 'green' | 'accent' | 'amber' | 'neutral' | 'red';

/** Available in name only: the engine is not there, or has no microphone, so nothing rings here. */
export const cannotRing = (view: TelephonyView): boolean =>
  view.engine.state !== 'registered' || view.engine.audio === 'suspended';

export function stateTone(agent: Agent, view: TelephonyView): AgentTone {
  switch (agent.state) {
    case 'available':
      return cannotRing(view) ? 'red' : 'green';
    case 'on-call':
      return 'accent';
    case 'wrap-up':
      return 'amber';
    default:
      return agent.missed || isOut(agent) ? 'red' : 'neutral';
  }
}

/** No call comes because of what this agent asked for; a missed call has a banner of its own. */
export const isAway = ({ agent }: Pick<TelephonyView, 'agent'>): boolean =>
  agent !== null &&
  agent.missed === null &&
  !isOut(agent) &&
  (agent.state === 'break' ||
    agent.state === 'training' ||
    agent.state === 'recovery' ||
    agent.state === 'offline');

/** Why nothing would ring to somebody who is not away by choice; null when the next call rings. */
export function silentWhy(view: TelephonyView): 'missed' | 'stale' | 'no-phone' | null {
  if (view.agent !== null && (view.agent.missed !== null || isOut(view.agent))) return 'missed';
  if (view.server.state === 'stale') return 'stale';
  return cannotRing(view) ? 'no-phone' : null;
}

export const wantedWords = (w: Wanted): string =>
  w.state !== 'break'
    ? t(`telephony.state.${w.state}`)
    : w.reason === null
      ? t('telephony.state.missed')
      : t('telephony.state.break.of', { reason: t(`telephony.break.${w.reason}`) });

/** `Not available: missed a call at 10:41`: nobody asked for that, so it is called no break. */
const outWords = ({ missed }: Agent): string =>
  missed === null
    ? t('telephony.state.missed')
    : t(`telephony.state.missed.${missed.why}`, { time: formatTime(missed.at) });

/** Where there is little room: the banner and the menu say the whole of it. Null = the state's own words are short. */
export const shortWords = (agent: Agent): string | null =>
  isOut(agent) && agent.missed !== null ? t(`telephony.state.missed.${agent.missed.why}.short`) : null;

/** `On a call · next: Available`; `Break: meal`; while a state is asked for it says so and nothing else. */
export function stateWords(agent: Agent, asked: Wanted | null, breath = false): string {
  if (breath && asked === null) return t('telephony.state.breath');
  const now = isOut(agent)
    ? outWords(agent)
    : agent.state === 'break' && agent.reason !== null
      ? t('telephony.state.break.of', { reason: t(`telephony.break.${agent.reason}`) })
      : t(`telephony.state.${agent.state}`);
  if (asked !== null) return t('telephony.state.asked', { now, asked: wantedWords(asked) });
  return agent.next === null ? now : t('telephony.state.next', { now, next: wantedWords(agent.next) });
}

/** Available in a moment: nothing is offered yet. One that begins later than now is of a clock that was set back since. */
export const isBreath = (agent: Agent, nowMs: number): boolean =>
  agent.state === 'available' &&
  agent.readyAt !== null &&
  Date.parse(agent.readyAt) > nowMs &&
  Date.parse(agent.since) <= nowMs + 2000;

/** What is timed beside the state: what is left of wrap-up, breath or recovery, or how long a break lasts. */
export function stateTimer(agent: Agent, breath = false): { until: string } | { since: string } | null {
  if (breath && agent.readyAt !== null) return { until: agent.readyAt };
  if (agent.state === 'wrap-up') return agent.wrapUpEndsAt === null ? null : { until: agent.wrapUpEndsAt };
  if (agent.state === 'recovery')
    return { until: new Date(Date.parse(agent.since) + recoveryMinutes * 60_000).toISOString() };
  return agent.state === 'break' || agent.state === 'training' ? { since: agent.since } : null;
}

/** During a call a state is queued: it counts when the call and its wrap-up are over. */
export const isQueued = (agent: Agent): boolean => agent.state === 'on-call' || agent.state === 'wrap-up';

export interface StateChoice {
  id: string;
  wanted: Wanted;
  title: string;
}
export const stateChoices = (): StateChoice[] => [
  { id: 'available', wanted: { state: 'available', reason: null }, title: t('telephony.state.available') },
  ...breakReasons.map((reason) => ({
    id: `break-${reason}`,
    wanted: { state: 'break' as const, reason },
    title: wantedWords({ state: 'break', reason }),
  })),
  { id: 'training', wanted: { state: 'training', reason: null }, title: t('telephony.state.training') },
  { id: 'recovery', wanted: { state: 'recovery', reason: null }, title: t('telephony.state.recovery') },
  { id: 'offline', wanted: { state: 'offline', reason: null }, title: t('telephony.state.offline') },
];
