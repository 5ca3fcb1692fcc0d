// Which screen shows: one pure decision from what is known of the desk, the session and the address.
import type { Role } from '#shared/contract/kinds.ts';
import type { SessionState, SittingPerson } from '#shared/contract/session.ts';
import type { DeskState } from '../bridge/index.ts';
import type { Place } from './place.ts';

export type Screen =
  | 'starting'
  | 'no-desk'
  | 'preview-ended'
  | 'broken'
  | 'first'
  | 'create'
  | 'unlock'
  | 'locked'
  | 'people'
  | 'desk'
  | 'office'
  | 'proof'
  | 'practice'
  | 'practice-start';

export interface ScreenFacts {
  desk: Pick<DeskState, 'state' | 'reason'>;
  session: Pick<SessionState, 'phase' | 'person' | 'demo' | 'practice'> | null;
  place: Place;
}

/** Who works with the desk and not at the telephone: no call, no patient (C18: a trainer needs no real person's). */
const officeRoles: readonly Role[] = ['trainer', 'auditor', 'administrator'];

/** What was shown stays while the desk restarts (a banner says so); only a page that never had a state waits. */
export function screenOf({ desk, session, place }: ScreenFacts): Screen {
  if (desk.reason === 'preview-session') return 'preview-ended';
  if (session === null) return desk.state === 'down' ? 'no-desk' : 'starting';
  // It said why it can't start, and nobody has anything open here: the page that says so, not one that can do nothing.
  if (isGone(desk) && !(session.phase === 'open' && session.person !== null)) return 'no-desk';
  if (session.phase === 'broken') return 'broken';
  if (session.practice) {
    if (session.phase === 'open' && session.person !== null) return 'practice';
    return session.phase === 'locked' ? 'locked' : session.demo ? 'practice-start' : entry(session);
  }
  if (session.phase === 'locked') return 'locked';
  if (session.phase !== 'open') return session.demo ? 'first' : entry(session);
  if (place.page === 'proof') return 'proof';
  if (session.person !== null) return officeRoles.includes(session.person.role) ? 'office' : 'desk';
  return session.demo ? 'first' : 'people';
}

/** Over by themselves: a socket that is made anew, an app that is just ending. */
const passing: readonly string[] = ['connection-lost', 'stopped'];
/** The desk has ended and does not come back by itself: a person must do something. */
export const isGone = ({ state, reason }: ScreenFacts['desk']): boolean =>
  state === 'down' && reason !== null && !passing.includes(reason);

function entry(session: NonNullable<ScreenFacts['session']>): Screen {
  if (session.phase === 'first-run') return 'create';
  return session.phase === 'closed' ? 'unlock' : 'people';
}

type Who = Pick<SessionState, 'phase'> & {
  lease?: Pick<SessionState['lease'], 'state'> | undefined;
  person: Pick<SittingPerson, 'id' | 'role'> | null;
};
/**
 * A page that has shown patient data is replaced when the desk locks, so that nothing of it stays in memory (C3, C4), and
 * when somebody else sits down: nobody finds the view, the message or the caller of another. `was` is what this page knew.
 */
export const mustReload = (was: Who | null, is: Who): boolean =>
  was?.phase === 'open' && (is.phase !== 'open' || (was.person !== null && was.person.id !== is.person?.id));
/** Sits where patients and calls are shown. */
const inDesk = (person: Who['person']): boolean => person !== null && !officeRoles.includes(person.role);
/**
 * The same when the read-lease ends (C10), and when who sits here has no calls from now on (C11): what is being typed is
 * handed over first, since it may be kept.
 */
export const mustRenew = (was: Who | null, is: Who): boolean =>
  was?.phase === 'open' &&
  ((was.lease?.state !== 'ended' && is.lease?.state === 'ended') ||
    (inDesk(was.person) && is.person !== null && !inDesk(is.person)));
