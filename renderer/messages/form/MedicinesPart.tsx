// M13: medicines and allergies as the caller states them; nothing here is checked against anything.
import { Pill } from 'lucide-react';
import { t } from '../../text/t.ts';
import { TextArea } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { Field } from './Part.tsx';
import { part, type PartProps } from './part.ts';

/** The fields that it draws. */
const keys = ['medicines', 'allergies'] as const;
type Key = (typeof keys)[number];

function Drawn({ f, set, folds }: PartProps<Key> & { folds: Folds }) {
  const content = contentOf.medicines(f);
  return (
    <Fold
      id="medicines"
      folds={folds}
      title={t('messages.part.medicines')}
      icon={Pill}
      summary={content || t('messages.medicines.none')}
      empty={content === ''}
    >
      <Field name="medicines">
        <TextArea
          label={t('messages.medicines')}
          mark={t('messages.as-stated')}
          rows={1}
          maxLength={2000}
          value={f.medicines}
          onChange={(medicines) => set({ medicines })}
        />
      </Field>
      <Field name="allergies">
        <TextArea
          label={t('messages.allergies')}
          mark={t('messages.as-stated')}
          rows={1}
          maxLength={1000}
          value={f.allergies}
          onChange={(allergies) => set({ allergies })}
        />
      </Field>
    </Fold>
  );
}

export const MedicinesPart = part(keys, Drawn);
