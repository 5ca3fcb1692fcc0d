// What a red flag does to the urgency (product.md 0.4, M15): it may only raise it. Dismissing a mark is a note with a
// reason; it is not an argument here, so it can't lower anything.
import { urgencyRank, type Urgency } from '../messages/message.ts';
import { isRedFlagGroup, onCard } from './groups.ts';

/** The least urgent class that a group of 4b allows. Unknown groups (newer rules) count as urgent. */
export function leastUrgencyFor(group: string): Urgency {
  if (!isRedFlagGroup(group)) return 'urgent-clinical';
  return onCard[group].action === 'treat-as-urgent' ? 'urgent-clinical' : 'emergency';
}

/**
 * The urgency after these hits or marks: the same or more urgent, never less. Marks that were dismissed count as well
 * (O4): pass them like the others.
 */
export function raiseFor(hits: readonly { group: string }[], urgency: Urgency): Urgency {
  let now = urgency;
  for (const hit of hits) {
    const least = leastUrgencyFor(hit.group);
    if (urgencyRank(least) < urgencyRank(now)) now = least;
  }
  return now;
}
