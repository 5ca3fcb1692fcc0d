// A card that is not shown says why, and what to do instead: the caller still has to be helped.
import type { Card } from '#shared/domain/disclosure/table.ts';
import { t } from '../text/t.ts';
import type { CardStatus } from '../ui/index.ts';
import type { Why } from './what.ts';

const money: readonly Card[] = ['coverage', 'benefits', 'money'];

/** `unstated`: nobody said yet what the call is about. */
export function insteadText(cards: readonly Card[], why: Why, unstated = false): string {
  switch (why) {
    case 'role':
      // Where to: results and other clinical facts are the nurse line's to give, money the office's.
      if (cards.length === 1 && cards[0] === 'labs') return t('patient-cards.why.role.labs');
      if (cards.every((card) => money.includes(card))) return t('patient-cards.why.role.money');
      return t(
        cards.some((card) => money.includes(card)) ? 'patient-cards.why.role.both' : 'patient-cards.why.role',
      );
    case 'call':
      return t(unstated ? 'patient-cards.why.unstated' : 'patient-cards.why.call');
    case 'caller':
      return t('patient-cards.why.caller');
    case 'level':
      return t('patient-cards.why.level');
  }
}

export const insteadOf = (cards: readonly Card[], why: Why, unstated = false): CardStatus => ({
  kind: 'not-permitted',
  text: insteadText(cards, why, unstated),
  mark: t(`patient-cards.mark.${why}`),
});
