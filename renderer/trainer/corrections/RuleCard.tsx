// One rule: its phrases in force, those a trainer added or took out, and a field for a new one.
import { ChevronDown, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { CorrectionsOf } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { errorText, t } from '../../text/t.ts';
import { Button, Chip, Icon, IconButton, TextField, toast } from '../../ui/index.ts';
import { sayFailure } from '../../app/say.ts';

type Rule = CorrectionsOf['rules'][number];

export interface RuleCardProps {
  of: CorrectionsOf;
  rule: Rule;
  onAnswer: (now: CorrectionsOf) => void;
}

export function RuleCard({ of, rule, onAnswer }: RuleCardProps) {
  const [phrase, setPhrase] = useState('');
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const change = async (add: string[], remove: string[]): Promise<void> => {
    const result = await careline.training.correct({
      scenarioId: of.scenarioId,
      version: of.version,
      ruleId: rule.ruleId,
      add,
      remove,
    });
    if (!result.ok) {
      const { sentence, next } = errorText(result.code);
      return add.length > 0 ? setProblem(`${sentence} ${next}`) : sayFailure(result);
    }
    setPhrase('');
    setProblem(undefined);
    toast({ text: t('trainer.corrections.kept', { version: result.value.version }) });
    onAnswer(result.value);
  };
  const changed = rule.added.length + rule.removed.length > 0;
  return (
    <details className="cl-panel cl-trainer-rule">
      <summary>
        <Icon of={ChevronDown} size={14} />
        <span className="cl-trainer-rule-title">{rule.title}</span>
        <span className="cl-detail cl-mono">{rule.ruleId}</span>
        {changed && <Chip tone="violet">{t('trainer.corrections.changed')}</Chip>}
        <span className="cl-detail">{t('trainer.corrections.phrases', { count: rule.any.length })}</span>
      </summary>
      <ul className="cl-trainer-phrases" aria-label={t('trainer.corrections.phrases.label')}>
        {rule.any.map((one) => (
          <li key={one} className={rule.added.includes(one) ? 'cl-trainer-added' : undefined}>
            <span className="cl-mono">{one}</span>
            <IconButton
              icon={X}
              size="small"
              kind="plain"
              label={t('trainer.corrections.remove', { phrase: one })}
              onPress={() => void change([], [one])}
            />
          </li>
        ))}
        {rule.removed.map((one) => (
          <li key={`removed ${one}`} className="cl-trainer-removed">
            <s className="cl-mono">{one}</s>
            <Button size="small" kind="plain" onPress={() => void change([one], [])}>
              {t('trainer.corrections.put-back')}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="cl-trainer-inline"
        onSubmit={(event) => {
          event.preventDefault();
          if (phrase.trim() !== '') void change([phrase.trim()], []);
        }}
      >
        <TextField
          label={t('trainer.corrections.add')}
          maxLength={120}
          value={phrase}
          onChange={setPhrase}
          hint={t('trainer.corrections.add.hint')}
          error={problem}
        />
        <Button type="submit" size="small" icon={Plus} isDisabled={phrase.trim() === ''}>
          {t('trainer.corrections.add.do')}
        </Button>
      </form>
    </details>
  );
}
