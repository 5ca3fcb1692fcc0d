// Where a card comes from, on demand: the age is the button. What the record says of each row's origin, never a guess.
import { Info } from 'lucide-react';
import type { Card as CardName } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import type { Provenance } from '#shared/domain/patient/panel-rows.ts';
import { formatAge, formatDate, formatTimeSeconds } from '../../text/format.ts';
import { errorText, hasText, t } from '../../text/t.ts';
import { AgeText, DefinitionRows, Icon, Pop, useNow } from '../../ui/index.ts';
import { recordDate } from '../dates.ts';

export interface SourceRow {
  id: string;
  /** What the row says, in a few words. */
  what: string;
  provenance?: Provenance | null | undefined;
}

/** Kinds of entry that this desk wrote down itself. */
const ownLogs = ['DeskCall', 'DeskMessage'];
/** More than these would be a list nobody reads. */
const most = 60;

export interface SourceProps {
  name: CardName;
  view: CardView;
  rows: readonly SourceRow[];
  /** False where the card's own mark says from when it is. */
  showsAge: boolean;
}

export function Source({ name, view, rows, showsAge }: SourceProps) {
  const now = useNow(15_000);
  const { asOf, from, because } = view;
  if (asOf === null && from !== 'desk') return null;
  const title = t(`patient-cards.title.${name}`);
  const told = rows.filter((row) => row.provenance).slice(0, most);
  const written = t(`patient-cards.source.${from ?? 'server'}`);
  const hasOwn = from !== 'desk' && rows.some((row) => ownLogs.includes(row.provenance?.kind ?? ''));
  return (
    <Pop
      className="cl-patient-source"
      label={
        asOf === null
          ? t('patient-cards.source.title', { title })
          : t('patient-cards.source.open', { title, age: formatAge(asOf, now) })
      }
      tip={t('patient-cards.source.tip')}
      title={t('patient-cards.source.title', { title })}
      trigger={
        <>
          {showsAge && asOf !== null && <AgeText at={asOf} />}
          <Icon of={Info} size={13} />
        </>
      }
    >
      <DefinitionRows
        rows={[
          {
            label: t('patient-cards.source.from'),
            value: hasOwn ? t('patient-cards.source.and-desk', { source: written }) : written,
          },
          ...(asOf === null
            ? []
            : [
                {
                  label: t('patient-cards.source.as-of'),
                  value: t('patient.visit.time', { day: formatDate(asOf), time: formatTimeSeconds(asOf) }),
                },
              ]),
          ...(because === null
            ? []
            : [{ label: t('patient-cards.source.because'), value: errorText(because).sentence }]),
        ]}
      />
      {told.length > 0 && (
        <ul className="cl-patient-sources" aria-label={t('patient-cards.source.rows')} tabIndex={0}>
          {told.map((row, i) => (
            <li key={`${row.id} ${i}`}>
              <strong>{row.what}</strong>
              <span className="cl-detail">{origin(row.provenance ?? null)}</span>
            </li>
          ))}
        </ul>
      )}
      {rows.length > told.length && (
        <p className="cl-detail-quiet">
          {t('patient-cards.source.untold', { count: rows.length - told.length })}
        </p>
      )}
    </Pop>
  );
}

function origin(from: Provenance | null): string {
  if (from === null) return '';
  const key = `patient-cards.kind.${from.kind}`;
  return [
    hasText(key) ? t(key) : from.kind,
    // Our own logs are their own source.
    ...(ownLogs.includes(from.kind)
      ? []
      : [
          from.source === null
            ? t('patient-cards.source.nobody')
            : t('patient-cards.source.by', { name: from.source }),
        ]),
    from.recorded === null
      ? t('patient-cards.source.undated')
      : t('patient-cards.source.recorded', { date: recordDate(from.recorded) }),
    ...(from.system === null ? [] : [t('patient-cards.source.system', { host: from.system })]),
  ].join(' · ');
}
