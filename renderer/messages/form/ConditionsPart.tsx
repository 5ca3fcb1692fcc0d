// M12: six conditions as stated, each one key. A yes may raise how the message is handled; none lowers it.
import { ListChecks } from 'lucide-react';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { TextField } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { part, type PartProps } from './part.ts';
import { StatedRow } from './StatedRow.tsx';

/** The fields that it draws. */
const keys = ['conditions'] as const;
type Key = (typeof keys)[number];

type Conditions = DraftFields['conditions'];
const rows = [
  { key: 'pregnant', field: 'pregnant', more: 'pregnantWeeks', most: 20 },
  { key: 'recentBirth', field: 'recent-birth', more: 'recentBirthWhen', most: 60 },
  { key: 'recentSurgery', field: 'recent-surgery', more: 'recentSurgeryWhen', most: 60 },
  { key: 'immuneProblem', field: 'immune', more: null, most: 0 },
  { key: 'bloodThinner', field: 'blood-thinner', more: null, most: 0 },
  { key: 'diabetes', field: 'diabetes', more: null, most: 0 },
] as const;

function Drawn({ f, change, folds }: PartProps<Key> & { folds: Folds }) {
  const patch = (more: Partial<Conditions>): void =>
    change((now) => ({ ...now, conditions: { ...now.conditions, ...more } }));
  const content = contentOf.conditions(f);
  return (
    <Fold
      id="conditions"
      folds={folds}
      title={t('messages.part.conditions')}
      icon={ListChecks}
      summary={content || t('messages.conditions.none')}
      empty={content === ''}
      note={<span className="cl-messages-part-note">{t('messages.conditions.note')}</span>}
    >
      <div className="cl-messages-stated-list cl-messages-wide">
        {rows.map(({ key, field, more, most }) => (
          <StatedRow
            key={key}
            name={field}
            label={t(`messages.conditions.${key}`)}
            value={f.conditions[key]}
            onChange={(value) => patch({ [key]: value })}
          >
            {more !== null && f.conditions[key] === 'yes' && (
              <TextField
                label={t(`messages.conditions.${more}`)}
                hideLabel
                maxLength={most}
                placeholder={t(`messages.conditions.${more}`)}
                value={f.conditions[more]}
                onChange={(text) => patch({ [more]: text })}
              />
            )}
          </StatedRow>
        ))}
      </div>
    </Fold>
  );
}

export const ConditionsPart = part(keys, Drawn);
