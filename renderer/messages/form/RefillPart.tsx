// M14: a refill as it is asked for. Being out of it now raises the urgency (row 10); nothing here is advice.
import { ClipboardList, PackagePlus } from 'lucide-react';
import { use } from 'react';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { Checkbox, Icon, PhoneField, TextField } from '../../ui/index.ts';
import { Fold } from './Fold.tsx';
import { contentOf, type Folds } from './folds.ts';
import { Field } from './Part.tsx';
import { errorOf, Lacking, part, type PartProps } from './part.ts';
import { tidyNumber } from './tidy.ts';

/** The fields that it draws. */
const keys = ['refill'] as const;
type Key = (typeof keys)[number];

type Refill = NonNullable<DraftFields['refill']>;
const empty: Refill = {
  drug: '',
  strength: '',
  lastDose: '',
  daysLeft: '',
  outNow: false,
  pharmacyName: '',
  pharmacyPhone: '',
  pharmacyHours: '',
  prescriber: '',
};

function Drawn({ f, change, folds, account }: PartProps<Key> & { folds: Folds }) {
  const lacking = use(Lacking);
  const r = f.refill ?? empty;
  const patch = (more: Partial<Refill>): void =>
    change((now) => ({ ...now, refill: { ...(now.refill ?? empty), ...more } }));
  const content = contentOf.refill(f);
  const text = (
    key: 'strength' | 'lastDose' | 'pharmacyHours' | 'prescriber',
    field: string,
    most: number,
  ) => (
    <Field name={field}>
      <TextField
        label={t(`messages.refill.${key}`)}
        maxLength={most}
        value={r[key]}
        onChange={(value) => patch({ [key]: value })}
      />
    </Field>
  );
  return (
    <Fold
      id="refill"
      folds={folds}
      title={t('messages.part.refill')}
      icon={PackagePlus}
      summary={content || t('messages.refill.none')}
      empty={content === ''}
    >
      <p className="cl-messages-instruction cl-messages-wide">
        <Icon of={ClipboardList} size={14} />
        <span>{account.refills.text}</span>
      </p>
      <Field name="refill-drug">
        <TextField
          label={t('messages.refill.drug')}
          maxLength={160}
          value={r.drug}
          onChange={(drug) => patch({ drug })}
          {...errorOf(lacking, 'refill-drug')}
        />
      </Field>
      <div className="cl-messages-pair">
        {text('strength', 'refill-strength', 80)}
        {text('lastDose', 'refill-last', 120)}
      </div>
      <Field name="refill-days-left">
        <TextField
          label={t('messages.refill.daysLeft')}
          maxLength={40}
          isDisabled={r.outNow}
          value={r.daysLeft}
          onChange={(daysLeft) => patch({ daysLeft })}
          {...errorOf(lacking, 'refill-days-left')}
        />
      </Field>
      <div className="cl-messages-ticks">
        <Checkbox isSelected={r.outNow} onChange={(outNow) => patch({ outNow })}>
          {t('messages.refill.outNow')}
        </Checkbox>
      </div>
      <Field name="refill-pharmacy">
        <TextField
          label={t('messages.refill.pharmacyName')}
          maxLength={160}
          value={r.pharmacyName}
          onChange={(pharmacyName) => patch({ pharmacyName })}
          {...errorOf(lacking, 'refill-pharmacy')}
        />
      </Field>
      <div className="cl-messages-pair">
        <Field name="refill-pharmacy-phone">
          <PhoneField
            label={t('messages.refill.pharmacyPhone')}
            maxLength={40}
            format={tidyNumber}
            value={r.pharmacyPhone}
            onChange={(pharmacyPhone) => patch({ pharmacyPhone })}
            {...errorOf(lacking, 'refill-pharmacy-phone')}
          />
        </Field>
        {text('pharmacyHours', 'refill-hours', 80)}
      </div>
      {text('prescriber', 'refill-prescriber', 160)}
    </Fold>
  );
}

export const RefillPart = part(keys, Drawn);
