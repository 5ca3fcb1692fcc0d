// What raises a message's urgency: red flags, the emergency card, stated conditions, a medicine that ran out, a repeat
// call. Each function answers the same or a more urgent class, never a lower one (product.md 0.4, O4).
import type { Account } from '../accounts/account.ts';
import { lowestUrgency, mustDispatch, reasonOf } from '../accounts/rules.ts';
import { raiseFor } from '../redflags/raise.ts';
import { raise, type MessageRules } from './complete.ts';
import { urgencies, urgencyRank, type DraftFields, type Urgency } from './message.ts';

/** A reason that the account doesn't list counts as clinical: nobody judges it to be less (product.md 0.3). */
export const isClinical = (account: Account, code: string): boolean =>
  reasonOf(account, code)?.clinical ?? true;

/** M23: one step more urgent; an emergency stays one. */
export const oneStepUp = (urgency: Urgency): Urgency =>
  urgencies[Math.max(0, urgencyRank(urgency) - 1)] ?? urgency;

/**
 * M23: the class after a repeat call, at least one step above the earlier message. Where none was chosen that counts as
 * urgent, so a lower one is not filled in: it stays open until a person chooses.
 */
export function afterRepeat(urgency: Urgency | null, earlier: Urgency): Urgency | null {
  const step = oneStepUp(earlier);
  return urgency === null && urgencyRank(step) > urgencyRank('urgent-clinical') ? null : raise(urgency, step);
}

/** M12: somebody said yes to a condition that makes a symptom weigh more. */
const weighs = (c: DraftFields['conditions']): boolean =>
  [c.pregnant, c.recentBirth, c.recentSurgery, c.immuneProblem, c.bloodThinner, c.diabetes].includes('yes');

/**
 * The least urgent class that what may harm allows: red flags dismissed or not (M16), ticks of the card (4b), symptoms
 * together with a stated condition (M12), a medicine that is out now (row 10).
 */
function demanded(f: DraftFields): Urgency {
  let least = raiseFor(f.redFlags, 'non-clinical');
  if (f.emergency.length > 0) least = raise(least, 'emergency');
  if (f.symptoms.what.trim() !== '' && weighs(f.conditions)) least = raise(least, 'urgent-clinical');
  if (f.refill?.outNow === true) least = raise(least, 'urgent-clinical');
  return least;
}

/** The least urgent class that may be saved: what may harm, and what the account allows for the reason (M15). */
export const leastUrgency = (f: DraftFields, account: Account): Urgency =>
  raise(demanded(f), f.reasonCode === '' ? 'non-clinical' : lowestUrgency(account, f.reasonCode));

/** What the form shows and the desk makes sure of. Account and reason don't choose for the agent; what may harm does. */
export function withLeastUrgency(f: DraftFields): DraftFields {
  const least = demanded(f);
  const urgency = least === 'non-clinical' ? f.urgency : raise(f.urgency, least);
  return urgency === f.urgency ? f : { ...f, urgency };
}

/** Everything that `problems` asks about an account and a draft. `today`: in the account's zone, YYYY-MM-DD. */
export function rulesFor(
  f: DraftFields,
  account: Account,
  known: Pick<MessageRules, 'dialable' | 'today' | 'cardOpened'>,
): MessageRules {
  return {
    ...known,
    lowestUrgency: leastUrgency(f, account),
    clinical: isClinical(account, f.reasonCode),
    dispatched: mustDispatch(account, f.reasonCode, f.urgency ?? 'urgent-clinical'),
  };
}
