// The frame of every card: its truthful state, age, source, and what is withheld, unreadable or behind "more".
import { Clock, EyeOff, type LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Card as CardName } from '#shared/domain/disclosure/table.ts';
import { errorText, t } from '../text/t.ts';
import { Button, Card, Chip, Icon, useNow, type CardStatus } from '../ui/index.ts';
import { fold, isStale, kindOf, type CardLoad, type Loads } from './card-state.ts';

/** What each card is drawn with. */
export interface OneCardProps {
  loads: Loads;
  load: CardLoad;
  onRetry: () => void;
  /** Time zone of the account, IANA. */
  zone: string | undefined;
}

export interface FactCardProps {
  name: Exclude<CardName, 'results'>;
  icon: LucideIcon;
  load: CardLoad;
  onRetry: () => void;
  chip?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
}

function statusOf({ name, load, onRetry }: Pick<FactCardProps, 'name' | 'load' | 'onRetry'>): CardStatus {
  const title = t(`patient.card.${name}`);
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
      return { kind: 'none-recorded', text: t(`patient.none.${name}`) };
    case 'known-none':
      return { kind: 'known-none', text: t('patient.known.allergies') };
    case 'not-for-role':
      return { kind: 'not-permitted', text: t('patient.cards.not-for-role') };
    case 'withheld':
    case 'rows':
      return { kind: 'ready' };
  }
}

export function FactCard({ name, icon, load, onRetry, chip, action, children }: FactCardProps) {
  const now = useNow(15_000);
  const stale = isStale(load, now);
  const { view } = load;
  const kind = kindOf(load);
  return (
    <Card
      title={t(`patient.card.${name}`)}
      icon={icon}
      level={3}
      tone={stale ? 'amber' : 'neutral'}
      status={statusOf({ name, load, onRetry })}
      {...(view?.asOf ? { at: view.asOf } : {})}
      {...(view?.from ? { source: t(`patient.card.source.${view.from}`) } : {})}
      chip={
        <>
          {chip}
          {stale && (
            <Chip icon={Clock} tone="amber">
              {t('patient.card.stale')}
            </Chip>
          )}
        </>
      }
      {...(kind === 'rows' ? { action } : {})}
    >
      {kind === 'withheld' && <p className="cl-patient-withheld">{t('patient.card.withheld')}</p>}
      {kind === 'rows' && (
        <>
          {children}
          {view?.withheldSome && (
            <p className="cl-patient-note">
              <Icon of={EyeOff} size={14} />
              {t('patient.card.withheld.some')}
            </p>
          )}
          {view !== null && view.unreadable > 0 && (
            <p className="cl-patient-note cl-ink-amber">
              {t('patient.card.unreadable', { count: view.unreadable })}
            </p>
          )}
          {view?.more && <p className="cl-detail-quiet cl-patient-more">{t('patient.card.more')}</p>}
        </>
      )}
    </Card>
  );
}

/** A list that folds when it is long; what is folded is counted. */
export function Folding<Row extends { id: string }>({
  rows,
  shown,
  draw,
}: {
  rows: readonly Row[];
  shown: number;
  draw: (row: Row) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const folded = fold(rows, shown, open);
  const wasLong = fold(rows, shown, false).rest > 0;
  return (
    <>
      <ul className="cl-patient-list">
        {folded.rows.map((row) => (
          <li key={row.id}>{draw(row)}</li>
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
