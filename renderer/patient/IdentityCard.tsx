// Who the record is about. Address and phone numbers stay folded: they are also what a third fact is asked for with.
import { IdCard } from 'lucide-react';
import { useState } from 'react';
import type { IdentityRow } from '#shared/domain/patient/card.ts';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, DefinitionRows, type DefinitionRow } from '../ui/index.ts';
import { MaskedNumber } from './caller/MaskedNumber.tsx';
import { viewOf } from './card-state.ts';
import { recordDate } from './dates.ts';
import { FactCard, type OneCardProps } from './FactCard.tsx';

export function IdentityCard({ loads, load, onRetry }: OneCardProps) {
  const [open, setOpen] = useState(false);
  const view = viewOf(loads, 'identity');
  const row = view?.rows[0];
  /** A field that this call isn't shown stands empty in the row, which says nothing of the record: its line is left out. */
  const shows = (field: keyof IdentityRow): boolean => view?.hidden?.includes(field) !== true;
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
      {row !== undefined && (
        <DefinitionRows rows={open ? [...plain(row, shows), ...details(row, shows)] : plain(row, shows)} />
      )}
    </FactCard>
  );
}

const unknown = () => t('patient.identity.unknown');
const genders = ['male', 'female', 'other', 'unknown'] as const;

type Shows = (field: keyof IdentityRow) => boolean;

function plain(row: IdentityRow, shows: Shows): DefinitionRow[] {
  return [
    { label: t('patient.identity.legal'), value: row.legalName || unknown() },
    ...(shows('birthDate')
      ? [
          {
            label: t('patient.identity.born'),
            value: row.birthDate === null ? unknown() : recordDate(row.birthDate),
          },
        ]
      : []),
  ];
}

function details(row: IdentityRow, shows: Shows): DefinitionRow[] {
  const phones = row.phones.map((phone) => {
    const number = phone.e164 === null ? phone.number : formatPhone(phone.e164);
    return phone.old ? t('patient.identity.phone.old', { number }) : number;
  });
  const gender = genders.find((g) => g === row.gender);
  const all: readonly (DefinitionRow & { field: keyof IdentityRow; there?: boolean })[] = [
    {
      field: 'otherNames',
      there: row.otherNames.length > 0,
      label: t('patient.identity.others'),
      value: row.otherNames.join(', '),
    },
    {
      field: 'gender',
      there: gender !== undefined,
      label: t('patient.identity.gender'),
      value: gender === undefined ? '' : t(`patient.identity.gender.${gender}`),
    },
    { field: 'phones', label: t('patient.identity.phone'), value: phones.join(', ') || unknown() },
    { field: 'address', label: t('patient.identity.address'), value: row.address.join(', ') || unknown() },
    { field: 'email', label: t('patient.identity.email'), value: row.email ?? unknown() },
    { field: 'mrn', there: row.mrn !== null, label: t('patient.identity.mrn'), value: row.mrn },
    ...(row.numbersOnFile ?? []).map((number) => ({
      field: 'numbersOnFile' as const,
      label: t(`caller.masked.${number}`),
      value: <MaskedNumber number={number} />,
    })),
  ];
  return all.filter(({ field, there }) => there !== false && shows(field));
}
