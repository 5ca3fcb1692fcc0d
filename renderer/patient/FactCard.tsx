// The frame of every card: its truthful state, age, source, and what is withheld, unreadable, cut out or behind "more".
import { Clock, CopyCheck, EyeOff, FileWarning, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Card as CardName } from '#shared/domain/disclosure/table.ts';
import { errorText, hasText, t } from '../text/t.ts';
import { Button, Card, Chip, Icon, useNow, type CardStatus } from '../ui/index.ts';
import { fold, isStale, kindOf, refusalOf, shownIn, type CardLoad, type Loads } from './card-state.ts';
import { Source, type SourceRow } from './cards/Source.tsx';
import { asOfText } from './dates.ts';
import { insteadOf } from './instead.ts';

/** What each card is drawn with. */
export interface OneCardProps {
  loads: Loads;
  load: CardLoad;
  onRetry: () => void;
  /** Time zone of the account, IANA. */
  zone: string | undefined;
}

export interface FactCardProps {
  name: CardName;
  icon: LucideIcon;
  load: CardLoad;
  onRetry: () => void;
  chip?: ReactNode;
  action?: ReactNode;
  /** Where each row comes from, told on demand. */
  sources?: readonly SourceRow[];
  children?: ReactNode;
}

function statusOf({ name, load, onRetry }: Pick<FactCardProps, 'name' | 'load' | 'onRetry'>): CardStatus {
  const title = t(`patient-cards.title.${name}`);
  switch (kindOf(load)) {
    case 'loading':
      return { kind: 'loading' };
    case 'failed': {
      const { sentence, next } = errorText(load.failure?.code ?? 'unexpected');
      return {
        kind: 'failed',
        text: t('patient.card.failed', { title }),
        next: `${sentence} ${next}`,
        onRetry,
      };
    }
    case 'none-recorded':
      return { kind: 'none-recorded', text: t(`patient-cards.none.${name}`) };
    case 'known-none':
      return { kind: 'known-none', text: t('patient.known.allergies') };
    case 'refused':
      return insteadOf([name], refusalOf(load) ?? 'call');
    case 'not-for-role':
      return insteadOf([name], 'role');
    case 'withheld':
    case 'rows':
      return { kind: 'ready' };
  }
}

export function FactCard({ name, icon, load, onRetry, chip, action, sources = [], children }: FactCardProps) {
  const now = useNow(15_000);
  const stale = isStale(load, now);
  const { view } = load;
  const kind = kindOf(load);
  return (
    <Card
      title={t(`patient-cards.title.${name}`)}
      icon={icon}
      level={3}
      tone={stale ? 'amber' : 'neutral'}
      status={statusOf({ name, load, onRetry })}
      chip={
        <>
          {kind === 'withheld' && (
            <Chip icon={EyeOff} outline>
              {t('patient-cards.withheld')}
            </Chip>
          )}
          {kind === 'rows' && chip}
          {kind === 'rows' && view?.from === 'desk' && (
            <Chip icon={Clock} tone="amber">
              {t('patient-cards.desk')}
            </Chip>
          )}
          {stale ? (
            <Chip icon={Clock} tone="amber">
              {t('patient-cards.stale', { time: view?.asOf ? asOfText(view.asOf, now) : '' })}
            </Chip>
          ) : (
            view?.from === 'cache' && (
              <Chip icon={CopyCheck}>{t(`patient-cards.copy.${load.busy ? 'renewing' : 'kept'}`)}</Chip>
            )
          )}
          {view && (view.asOf !== null || view.from === 'desk') && (
            <Source
              name={name}
              view={view}
              rows={kind === 'rows' && shownIn(view)('provenance') ? sources : []}
              showsAge={!stale}
            />
          )}
        </>
      }
      {...(kind === 'rows' || kind === 'none-recorded' ? { action } : {})}
    >
      {kind === 'withheld' && (
        <p className="cl-patient-note">
          <Icon of={EyeOff} size={14} />
          <span>{t('patient.card.withheld')}</span>
        </p>
      )}
      {kind === 'rows' && (
        <>
          {children}
          <Notes load={load} onRetry={onRetry} />
        </>
      )}
    </Card>
  );
}

/** What the rows don't say by themselves, once a card. */
function Notes({ load: { view, busy }, onRetry }: Pick<OneCardProps, 'load' | 'onRetry'>) {
  if (view === null) return null;
  const missing = (view.notOffered ?? []).map((kind) => {
    const key = `patient-cards.kind.${kind}`;
    return hasText(key) ? t(key) : kind;
  });
  const cut = cutWords(view.hidden ?? []);
  return (
    <>
      {view.from === 'desk' && (
        <div className="cl-patient-note cl-ink-amber">
          <Icon of={FileWarning} size={14} />
          <span>
            {t('patient-cards.desk.note', { because: errorText(view.because ?? 'ehr-offline').sentence })}
          </span>
          <Button size="small" isDisabled={busy} onPress={onRetry}>
            {t('patient.retry')}
          </Button>
        </div>
      )}
      {view.withheldSome && (
        <p className="cl-patient-note">
          <Icon of={EyeOff} size={14} />
          <span>{t('patient.card.withheld.some')}</span>
        </p>
      )}
      {view.unreadable > 0 && (
        <p className="cl-patient-note cl-ink-amber">
          <Icon of={FileWarning} size={14} />
          <span>{t('patient.card.unreadable', { count: view.unreadable })}</span>
        </p>
      )}
      {missing.length > 0 && (
        <p className="cl-patient-note cl-detail-quiet">
          {t('patient-cards.not-offered', { kinds: missing.join(', ') })}
        </p>
      )}
      {cut.length > 0 && (
        <p className="cl-patient-note cl-detail-quiet">
          {t('patient-cards.hidden', { fields: cut.join(', ') })}
        </p>
      )}
      {view.more && (
        <p className="cl-patient-note cl-detail-quiet">
          {t('patient-cards.more', { count: view.rows.length })}
        </p>
      )}
    </>
  );
}

/** Fields that are no facts of their own are not named. */
const unsaid = ['provenance', 'code', 'kind', 'rule', 'end'];
const cutWords = (hidden: readonly string[]): string[] =>
  hidden
    .filter((field) => !unsaid.includes(field))
    .map((field) => {
      const key = `patient-cards.field.${field}`;
      return hasText(key) ? t(key) : field;
    });

/** A list that folds when it is long; what is folded is counted. */
export function Folding<Row extends { id: string }>({
  rows,
  shown,
  draw,
  className = 'cl-patient-list',
}: {
  rows: readonly Row[];
  shown: number;
  draw: (row: Row, before: Row | undefined) => ReactNode;
  className?: string;
}) {
  const [open, setOpen] = useState(false);
  const folded = fold(rows, shown, open);
  const wasLong = fold(rows, shown, false).rest > 0;
  return (
    <>
      <ul className={className}>
        {folded.rows.map((row, i, all) => (
          // Records may hold two entries under one id.
          <li key={`${row.id} ${i}`}>{draw(row, all[i - 1])}</li>
        ))}
      </ul>
      {wasLong && (
        <Button kind="plain" size="small" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? t('patient.card.less') : t('patient.card.rest', { count: folded.rest })}
        </Button>
      )}
    </>
  );
}
