// One change of a rule's phrases in words: only what it did.
import type { Correction } from '#shared/domain/training/records.ts';
import { t } from '../../text/t.ts';

const quoted = (phrases: readonly string[]): string => phrases.map((phrase) => `“${phrase}”`).join(', ');

export function changeText({ ruleId, add, remove }: Pick<Correction, 'ruleId' | 'add' | 'remove'>): string {
  const done = [
    ...(add.length > 0 ? [t('trainer.corrections.change.added', { phrases: quoted(add) })] : []),
    ...(remove.length > 0 ? [t('trainer.corrections.change.removed', { phrases: quoted(remove) })] : []),
  ];
  return t('trainer.corrections.change', { rule: ruleId, what: done.join(' ') });
}
