// What a batch says of one message, in words: who accepted, what came of it, the number as it is read aloud.
import type { BatchRow } from '#shared/contract/handover.ts';
import { toE164 } from '#shared/domain/phone/phone.ts';
import { formatPhone } from '../text/format.ts';
import { hasText, t } from '../text/t.ts';

/** `called-patient: at 20:57` as a sentence; an outcome that no sentence knows stays as it is written. */
export function outcomeWords(outcome: string): string {
  const colon = outcome.indexOf(':');
  if (colon < 0) return outcome;
  const key = `dispatch.outcome.${outcome.slice(0, colon)}`;
  if (!hasText(key)) return outcome;
  const text = outcome.slice(colon + 1).trim();
  return text === '' ? t(key) : t('handover.outcome', { what: t(key), text });
}

/** Nothing where nobody asked, or a code that no sentence knows. */
function relationWords(relation: string): string {
  const key = `messages.caller-is.${relation}`;
  return hasText(key) ? t(key) : '';
}

/** Who called, what they are to the patient, or that they would not give a name. */
export const callerWords = (row: Pick<BatchRow, 'callerName' | 'refusedName' | 'relation'>): string =>
  [row.refusedName ? t('handover.refused') : row.callerName, relationWords(row.relation)]
    .filter(Boolean)
    .join(', ');

/** What a practice needs to act on it, as sentences: place, red flags, refill, who was tried. */
export const moreWords = (row: Pick<BatchRow, 'location' | 'redFlags' | 'refill' | 'attempts'>): string[] =>
  [
    row.location === '' ? '' : t('handover.where', { place: row.location }),
    row.redFlags === '' ? '' : t('handover.red-flags', { groups: row.redFlags }),
    row.refill === '' ? '' : t('handover.refill', { what: row.refill }),
    row.attempts === '' ? '' : t('handover.attempts', { tries: row.attempts }),
  ].filter(Boolean);

export const acceptedWords = (accepted: string): string =>
  accepted === '' ? '' : t('handover.accepted', { name: accepted });

export const callbackWords = (row: Pick<BatchRow, 'callback'>): string =>
  formatPhone(toE164(row.callback) ?? row.callback);
