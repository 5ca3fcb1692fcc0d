// What was closed or accepted as one class is open again as a higher one: whoever closed it did not know (0.4, M22). The
// answer hangs on what the writer knew, not on which row came first, so that every desk and the backend agree.
import type { Entry } from './entry.ts';
import { urgencyRank, type Urgency } from './message.ts';

/** A message as it was saved; null = nobody chose a class. */
interface Saved {
  savedUrgency: Urgency | null;
}

/** How urgent the message was to whoever wrote `entry`: as its row says, else by the raises of an earlier clock. */
function rankKnownTo(entry: Entry, { savedUrgency }: Saved, entries: readonly Entry[]): number {
  if (entry.knownUrgency !== undefined) return urgencyRank(entry.knownUrgency);
  let rank = urgencyRank(savedUrgency ?? 'urgent-clinical');
  for (const { at, body } of entries) {
    const to = body.kind === 'raise' ? body.to : body.kind === 'version' ? body.fields.urgency : null;
    if (to !== null && at < entry.at) rank = Math.min(rank, urgencyRank(to));
  }
  return rank;
}

/** False: the message was raised to urgent or above beyond what this close, acceptance or outcome was about. */
export const stillCounts = (
  entry: Entry,
  message: Saved & { /** After every raise. */ urgency: Urgency },
  entries: readonly Entry[],
): boolean =>
  urgencyRank(message.urgency) > urgencyRank('urgent-clinical') ||
  rankKnownTo(entry, message, entries) <= urgencyRank(message.urgency);
