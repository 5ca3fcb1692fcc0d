// M11: what is the matter as it was stated. Factual questions only; nothing here weighs the answers.
import { Activity } from 'lucide-react';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { TextField } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { Field } from './Part.tsx';
import { part, type PartProps } from './part.ts';
import { StatedRow } from './StatedRow.tsx';

/** The fields that it draws. */
const keys = ['symptoms'] as const;
type Key = (typeof keys)[number];

function Drawn({ f, change, folds }: PartProps<Key> & { folds: Folds }) {
  const patch = (more: Partial<DraftFields['symptoms']>): void =>
    change((now) => ({ ...now, symptoms: { ...now.symptoms, ...more } }));
  const content = contentOf.symptoms(f);
  return (
    <Fold
      id="symptoms"
      folds={folds}
      title={t('messages.part.symptoms')}
      icon={Activity}
      summary={content || t('messages.symptoms.none')}
      empty={content === ''}
    >
      <Field name="symptom">
        <TextField
          label={t('messages.symptoms.what')}
          optional
          maxLength={1000}
          placeholder={t('messages.symptoms.what.hint')}
          value={f.symptoms.what}
          onChange={(what) => patch({ what })}
        />
      </Field>
      <Field name="since">
        <TextField
          label={t('messages.symptoms.since')}
          optional
          maxLength={160}
          placeholder={t('messages.symptoms.since.hint')}
          value={f.symptoms.since}
          onChange={(since) => patch({ since })}
        />
      </Field>
      <Field name="tried">
        <TextField
          label={t('messages.symptoms.tried')}
          optional
          maxLength={600}
          value={f.symptoms.tried}
          onChange={(tried) => patch({ tried })}
        />
      </Field>
      <div className="cl-messages-stated-list cl-messages-stated-end">
        <StatedRow
          name="worse"
          label={t('messages.symptoms.worse')}
          value={f.symptoms.worse}
          onChange={(worse) => patch({ worse })}
        />
      </div>
    </Fold>
  );
}

export const SymptomsPart = part(keys, Drawn);
