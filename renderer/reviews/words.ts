// Sentences of a review that several parts say.
import type { IncidentRow } from '#shared/contract/reviews.ts';
import { cards as cardNames } from '#shared/domain/disclosure/table.ts';
import type { AccessEnd } from '#shared/protocol/report-ends.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';

export const at = (iso: string): { date: string; time: string } => ({
  date: formatDate(iso),
  time: formatTime(iso),
});

/** How long it was open, what ended it, and what was read: the facts of the review. */
export function endedText({ by, seconds, cards }: AccessEnd): string {
  const read = cardNames
    .filter((name) => cards.includes(name))
    .map((name) => t(`patient-cards.title.${name}`));
  return [
    seconds < 60
      ? t('reviews.end.seconds', { seconds })
      : t('reviews.end.minutes', { minutes: Math.round(seconds / 60) }),
    t(`reviews.end.${by}`),
    read.length === 0 ? t('reviews.end.none') : t('reviews.end.read', { cards: read.join(', ') }),
  ].join(' · ');
}

/** How the keys of the desk stood, as far as desk and backend know: evidence about an encrypted store. */
export function keysText({ keys }: Pick<IncidentRow, 'keys'>): string {
  return [
    t(`reviews.keys.${keys.lease}`),
    t(keys.locked ? 'reviews.keys.locked' : 'reviews.keys.unlocked'),
    keys.lastSeenAt === null
      ? t('reviews.keys.contact.never')
      : t('reviews.keys.contact', at(keys.lastSeenAt)),
    keys.revokedAt === null ? null : t('reviews.keys.revoked', at(keys.revokedAt)),
    keys.wipedAt === null ? null : t('reviews.keys.wiped', at(keys.wipedAt)),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
