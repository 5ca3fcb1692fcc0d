// Who is on the line, as the page asks it: the choices with their keys, who is asked for a name, and which sentence is said
// to whom. What anybody may hear is the desk's to decide (C20).
import type { Hearing } from '#shared/contract/patient.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { inHandOf, onLine } from '../../calls/steer.ts';
import type { TextKey } from '../../text/t.ts';

/** In the order drawn; each with the one key that chooses it while the choice is open. */
export const choices: readonly { caller: Caller; key: string }[] = [
  { caller: 'self', key: '1' },
  { caller: 'parent', key: '2' },
  { caller: 'spouse', key: '3' },
  { caller: 'relative', key: '4' },
  { caller: 'guardian', key: '5' },
  { caller: 'proxy', key: '6' },
  { caller: 'carer', key: '7' },
  { caller: 'executor', key: '8' },
  { caller: 'provider', key: '9' },
  { caller: 'pharmacy', key: '0' },
  { caller: 'other', key: 'O' },
];

export const choiceFor = (pressed: string): Caller | null =>
  choices.find((c) => c.key === pressed.toUpperCase())?.caller ?? null;

/** Practices and pharmacies are called back instead: their names are on file for nobody (row 24). */
export const isProfessional = (caller: Caller): boolean => caller === 'provider' || caller === 'pharmacy';

/** Whether the caller's own name is asked for now: no other name opens anything where the one that was given is on file. */
export const asksName = (h: Hearing): boolean =>
  h.scope === 'nothing' &&
  h.caller !== 'self' &&
  !isProfessional(h.caller) &&
  (h.why.length === 0 || h.why.includes('not-on-file'));

/** They were not asked for their name yet: that comes before any refusal. */
export const nameFirst = (h: Hearing, named: boolean): boolean =>
  asksName(h) && !named && h.why.every((w) => w === 'not-on-file');

/** The ready line for this caller; null: there is nothing that must be said otherwise. `named`: a name was compared. */
export function sayFor(h: Hearing, named = true): TextKey | null {
  switch (h.scope) {
    case 'record':
      return null;
    case 'visits':
      return h.caller === 'self' ? null : 'caller.say.visits';
    case 'family':
      return 'caller.say.family';
    case 'treatment':
      return 'caller.say.treatment';
    case 'nothing':
      if (h.why.includes('call-back-first')) return 'caller.say.call-back';
      if (nameFirst(h, named)) return 'caller.say.name';
      return h.why.includes('patient-is-child') ? 'caller.say.child' : 'caller.say.nothing';
  }
}

/** The call that is spoken on now, where a panel is about another one: whoever reads it out would tell it to the wrong person. */
export function otherOnLine(calls: readonly Call[], contextId: string): Call | null {
  const hand = inHandOf(calls);
  return hand !== null && onLine(hand) && hand.id !== contextId ? hand : null;
}
