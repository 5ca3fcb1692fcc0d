// One term and what it means.
import { useState } from 'react';
import type { TermEntry } from '#shared/domain/knowledge/terms.ts';
import { t } from '../../text/t.ts';
import { Button, Dialog, TextField, ToggleChips } from '../../ui/index.ts';
import { meaningsOf, meaningsText, termProblem } from './terms-edit.ts';

const kinds = ['abbreviation', 'synonym'] as const;

export function TermDialog({
  entry,
  others,
  onClose,
  onDone,
}: {
  /** null = a new one. */
  entry: TermEntry | null;
  others: readonly TermEntry[];
  onClose: () => void;
  onDone: (entry: TermEntry) => void;
}) {
  const [term, setTerm] = useState(entry?.term ?? '');
  const [means, setMeans] = useState(meaningsText(entry?.means ?? []));
  const [kind, setKind] = useState<TermEntry['kind']>(entry?.kind ?? 'abbreviation');
  const made: TermEntry = { term: term.trim(), means: meaningsOf(means), kind };
  const problem = termProblem(made, others);
  const isEmpty = problem === 'no-term' || problem === 'no-meaning';
  return (
    <Dialog
      isOpen
      size="small"
      onClose={onClose}
      title={t(entry === null ? 'authoring.terms.add' : 'authoring.terms.edit')}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button kind="primary" isDisabled={problem !== null} onPress={() => onDone(made)}>
            {t('authoring.terms.done')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <TextField
          label={t('authoring.terms.term')}
          autoFocus
          maxLength={80}
          value={term}
          onChange={setTerm}
        />
        <TextField
          label={t('authoring.terms.means')}
          hint={t('authoring.terms.means.hint')}
          error={problem === null || isEmpty ? undefined : t(`authoring.terms.problem.${problem}`)}
          value={means}
          onChange={setMeans}
        />
        <ToggleChips
          label={t('authoring.terms.kind')}
          mustChoose
          value={kind}
          onChange={(next) => next && setKind(next)}
          options={kinds.map((id) => ({ id, title: t(`authoring.terms.kind.${id}`) }))}
        />
      </div>
    </Dialog>
  );
}
