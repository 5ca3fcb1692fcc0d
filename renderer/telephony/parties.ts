// Who is in the call, each with what may be done to that leg alone: from the server's events, so that a hold never acts on
// the wrong person. Pure.
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';

const order = { caller: 0, target: 1, supervisor: 2, agent: 3 } as const;

/** Whom a transfer did not reach is told by the transfer's own sentence: nobody is left to hold or to remove. */
const toldByTransfer = (p: Party, { transfer }: Pick<LiveView, 'transfer'>): boolean =>
  p.state === 'failed' && transfer?.state === 'failed' && transfer.partyId === p.id;

/** Those who are in it or on their way; whom one added and did not reach is shown until the next one comes. */
export const partiesOf = (live: LiveView): Party[] =>
  live.parties
    .filter((p) => p.state !== 'left' && !toldByTransfer(p, live))
    .toSorted(
      (a, b) =>
        Number(a.self) - Number(b.self) || order[a.role] - order[b.role] || a.since.localeCompare(b.since),
    );

const isHere = (p: Party): boolean => p.state === 'connected' || p.state === 'held';
/** Who is really in it: whoever was busy or never answered is not counted. */
export const inCall = (live: Pick<LiveView, 'parties'>): number => live.parties.filter(isHere).length;
/** Leaving is offered only where two others talk on: with one alone it would hang up on them. */
export const mayLeave = (live: Pick<LiveView, 'parties'>): boolean =>
  live.parties.filter((p) => !p.self && p.role !== 'supervisor' && isHere(p)).length > 1;

/**
 * What hanging up ends, by key: the consultation while there is one, the own part where two others talk on, else the call.
 */
export const endOf = (live: Pick<LiveView, 'transfer' | 'parties'>): 'consult' | 'leave' | 'call' =>
  isConsulting(live) ? 'consult' : mayLeave(live) ? 'leave' : 'call';

/** All together only with somebody who has answered; handing over also while they are still being rung. */
export const mayDo = (what: 'hand-over' | 'all-together', live: Pick<LiveView, 'transfer'>): boolean =>
  what === 'hand-over' ? isConsulting(live) : live.transfer?.state === 'consulting';

/** Whom the transfer did not reach is told while the caller still waits from then; taken off hold, it is known. */
export const failedShown = ({ transfer, heldSince }: Pick<LiveView, 'transfer' | 'heldSince'>): boolean =>
  transfer?.state === 'failed' && heldSince !== null && heldSince <= transfer.since;

/** Shown once there is more than the caller and the own leg. */
export const hasMoreParties = (live: LiveView): boolean => partiesOf(live).filter((p) => !p.self).length > 1;

/** A number that was given as its own name is shown in groups, like every other. */
export const labelShown = (label: string): string => formatPhone(label);
const labelOf = (label: string | null): string | null => (label === null ? null : labelShown(label));

export const partyName = (p: Party): string =>
  p.self
    ? t('telephony.party.you')
    : (labelOf(p.label) ??
      (p.number === null || p.number === '' ? t(`telephony.party.${p.role}`) : formatPhone(p.number)));

/** Whoever is with the caller from outside and has not agreed to being recorded. */
export const unasked = (live: Pick<LiveView, 'parties' | 'consent'>): Party[] =>
  live.parties.filter(
    (p) =>
      p.role === 'target' &&
      !p.self &&
      p.number !== null &&
      (isHere(p) || p.state === 'ringing') &&
      live.consent.agreed?.includes(p.id) !== true,
  );

export function partyState(p: Party): string {
  if (p.state === 'failed' && p.why !== null) return t(`telephony.party.failed.${p.why}`);
  return t(`telephony.party.state.${p.state}`);
}

export interface PartyMay {
  hold: boolean;
  unhold: boolean;
  remove: boolean;
}
/** The own leg is left with End; everybody else has controls of their own. */
export function mayOf(p: Party): PartyMay {
  const others = !p.self;
  return {
    hold: others && p.state === 'connected',
    unhold: others && p.state === 'held',
    remove: others && p.role !== 'supervisor' && p.state !== 'left',
  };
}

/** In a consultation: whether the agent talks to the target now (the caller waits), or to the caller. */
export const talksTo = (live: LiveView): 'target' | 'caller' | null => {
  if (live.transfer?.state !== 'consulting') return null;
  const target = live.parties.find((p) => p.id === live.transfer?.partyId);
  return target?.state === 'held' ? 'caller' : 'target';
};

/** A transfer is under way: its own buttons end it, not those of the call. */
export const isConsulting = (live: Pick<LiveView, 'transfer'>): boolean =>
  live.transfer?.state === 'consulting' || live.transfer?.state === 'ringing';
