// A card that is not shown says why, and what to do instead: the caller still has to be helped.
import type { Card } from '#shared/domain/disclosure/table.ts';
import { t } from '../text/t.ts';
import type { CardStatus } from '../ui/index.ts';
import type { Why } from './what.ts';

const money: readonly Card[] = ['coverage', 'benefits', 'money'];

/** `unstated`: nobody said yet what the call is about. */
export function insteadText(card: Card | null, why: Why, unstated = false): string {
  switch (why) {
    case 'role':
      if (card === 'labs') return t('patient-cards.why.role.labs');
      if (card !== null && money.includes(card)) return t('patient-cards.why.role.money');
      return t('patient-cards.why.role');
    case 'call':
      return t(unstated ? 'patient-cards.why.unstated' : 'patient-cards.why.call');
    case 'caller':
      return t('patient-cards.why.caller');
    case 'level':
      return t('patient-cards.why.level');
  }
}

export const insteadOf = (card: Card | null, why: Why, unstated = false): CardStatus => ({
  kind: 'not-permitted',
  text: insteadText(card, why, unstated),
  mark: t(`patient-cards.mark.${why}`),
});
