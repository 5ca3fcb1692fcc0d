// Who the record is about. Address and phone numbers stay folded: they are also what a third fact is asked for with.
import { IdCard } from 'lucide-react';
import { useState } from 'react';
import type { IdentityRow } from '#shared/domain/patient/card.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, DefinitionRows, type DefinitionRow } from '../ui/index.ts';
import { viewOf } from './card-state.ts';
import { recordDate } from './dates.ts';
import { FactCard, type OneCardProps } from './FactCard.tsx';

export function IdentityCard({ loads, load, onRetry }: OneCardProps) {
  const [open, setOpen] = useState(false);
  const row = viewOf(loads, 'identity')?.rows[0];
  return (
    <FactCard
      name="identity"
      icon={IdCard}
      load={load}
      onRetry={onRetry}
      {...(row === undefined
        ? {}
        : {
            action: (
              <Button kind="plain" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>
                {t(open ? 'patient.identity.less' : 'patient.identity.more')}
              </Button>
            ),
          })}
    >
      {row !== undefined && <DefinitionRows rows={open ? [...plain(row), ...details(row)] : plain(row)} />}
    </FactCard>
  );
}

const unknown = () => t('patient.identity.unknown');
const genders = ['male', 'female', 'other', 'unknown'] as const;

function plain(row: IdentityRow): DefinitionRow[] {
  return [
    { label: t('patient.identity.legal'), value: row.legalName || unknown() },
    {
      label: t('patient.identity.born'),
      value: row.birthDate === null ? unknown() : recordDate(row.birthDate),
    },
  ];
}

function details(row: IdentityRow): DefinitionRow[] {
  const phones = row.phones.map((phone) => {
    const number = phone.e164 === null ? phone.number : formatPhone(phone.e164);
    return phone.old ? t('patient.identity.phone.old', { number }) : number;
  });
  const gender = genders.find((g) => g === row.gender);
  return [
    ...(row.otherNames.length > 0
      ? [{ label: t('patient.identity.others'), value: row.otherNames.join(', ') }]
      : []),
    ...(gender === undefined
      ? []
      : [{ label: t('patient.identity.gender'), value: t(`patient.identity.gender.${gender}`) }]),
    { label: t('patient.identity.phone'), value: phones.join(', ') || unknown() },
    { label: t('patient.identity.address'), value: row.address.join(', ') || unknown() },
    { label: t('patient.identity.email'), value: row.email ?? unknown() },
    ...(row.mrn === null ? [] : [{ label: t('patient.identity.mrn'), value: row.mrn }]),
  ];
}
