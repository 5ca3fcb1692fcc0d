// Whether a message may be closed in this way (M22). The desk decides the same again.
import type { MessageView } from '#shared/contract/messages.ts';
import type { dispositions } from '#shared/domain/messages/entry.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';

export type Disposition = (typeof dispositions)[number];

/** An urgent message needs the clinician's outcome, or the ladder's end. */
export const closable = (
  { urgency, entries }: Pick<MessageView, 'urgency' | 'entries'>,
  how: Disposition,
): boolean =>
  urgencyRank(urgency) > urgencyRank('urgent-clinical') ||
  how === 'ladder-ended' ||
  entries.some(({ entry }) => entry.body.kind === 'outcome');

/** These say nothing without a sentence. */
export const needsReason = (how: Disposition): boolean => how === 'ladder-ended' || how === 'other';
