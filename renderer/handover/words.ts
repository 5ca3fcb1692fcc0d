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

export const acceptedWords = (accepted: string): string =>
  accepted === '' ? '' : t('handover.accepted', { name: accepted });

export const callbackWords = (row: Pick<BatchRow, 'callback'>): string =>
  formatPhone(toE164(row.callback) ?? row.callback);
