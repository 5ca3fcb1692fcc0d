// Why the newest attempt of a scenario does not count, in whole sentences with its own figures.
import type { CertificateNeeds } from '#shared/contract/training-shapes.ts';
import { t } from '../../text/t.ts';

type Need = CertificateNeeds['needs'][number];
interface Asked {
  level: number;
  score: number;
  days: number;
  ownWords: number;
}

export function lackText({ lacks, newest }: Pick<Need, 'lacks' | 'newest'>, asked: Asked): string {
  if (lacks === null || newest === null) return t('trainer.lacks.none-yet');
  const { human, missed, rules } = newest;
  const values = {
    ...asked,
    was: newest.level,
    age: newest.days,
    own: newest.ownWords,
    human: human ?? 0,
    total: rules.total ?? 0,
    mark: rules.passMark,
  };
  if (lacks !== 'not-passed') {
    const both = lacks === 'critical' && missed.length > 0;
    return [t(`trainer.lacks.${lacks}`, values), ...(both ? [missedText(missed)] : [])].join(' ');
  }
  const why =
    missed.length > 0
      ? missedText(missed)
      : t(rules.total === null ? 'trainer.lacks.no-total' : 'trainer.lacks.not-passed', values);
  const stays = human === null ? [] : [t('trainer.lacks.human-stays', { human })];
  return [why, ...stays, t('trainer.lacks.next')].join(' ');
}

const missedText = (missed: readonly string[]): string =>
  t('trainer.lacks.rules-critical', {
    count: missed.length,
    list: missed.map((title) => `“${title}”`).join(', '),
  });
