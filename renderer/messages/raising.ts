// What the words do to the draft: marks where the rules see something, and an urgency that goes up and never down (O4). Pure.
import { raise } from '#shared/domain/messages/complete.ts';
import type { DraftFields, Urgency } from '#shared/domain/messages/message.ts';
import { withLeastUrgency } from '#shared/domain/messages/urgency.ts';
import { allHits, marksAfter, rulesVersion, scannedText } from '#shared/domain/redflags/index.ts';

/** The draft with what the rules see in it now; the same object when that is nothing new. */
export function withScan(f: DraftFields, at: string): DraftFields {
  const seen = allHits(scannedText(f));
  const redFlags = marksAfter(f.redFlags, seen, { version: rulesVersion, at });
  return redFlags === f.redFlags ? f : withLeastUrgency({ ...f, redFlags });
}

/** What red flags raised stays raised, also when another reason is chosen or the words are changed. */
export function notBelow(f: DraftFields, raisedTo: Urgency | null): DraftFields {
  if (raisedTo === null) return f;
  const urgency = raise(f.urgency, raisedTo);
  return urgency === f.urgency ? f : { ...f, urgency };
}
