// One lane: how much waits, since when, why, and its rows in the order in which they go.
import type { QueuedRow } from '#shared/contract/outbox.ts';
import type { Lane as LaneId } from '#shared/domain/messages/lane.ts';
import { useDeskView } from '../app/desk-store.ts';
import { useList } from '../messages/list-store.ts';
import { atPracticeDesk } from '../messages/kept-where.ts';
import { useStatus } from '../status/store.ts';
import { formatAge, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, useNow } from '../ui/index.ts';
import { useWork } from '../work/store.ts';
import type { OutboxState } from './store.ts';
import { whatOf, whyWaiting } from './words.ts';

export interface LaneProps {
  lane: LaneId;
  value: OutboxState['lanes'][number] | null;
  rows: readonly QueuedRow[];
}

/** Rows that are drawn at once; the rest is counted: nobody reads ten thousand. */
const shown = 100;

export function Lane({ lane, value, rows }: LaneProps) {
  const now = useNow(15_000);
  const backend = useStatus((s) => s.value?.backend.state ?? null);
  const waiting = value?.waiting ?? rows.length;
  return (
    <section className="cl-queue-lane" aria-label={t(`outbox.lane.${lane}`)}>
      <header>
        <h3>{t(`outbox.lane.${lane}`)}</h3>
        <Chip tone={waiting === 0 ? 'green' : lane === 'urgent' ? 'red' : 'amber'}>
          {t('outbox.waiting', { count: waiting })}
        </Chip>
      </header>
      <p className="cl-detail">
        {waiting === 0
          ? atPracticeDesk()
            ? t('outbox.practice')
            : t('outbox.lane.empty', { acknowledged: value?.acknowledged ?? 0 })
          : [
              whyWaiting(value?.paused ?? null, backend),
              value?.oldest ? t('outbox.oldest', { age: formatAge(value.oldest, now) }) : null,
            ]
              .filter(Boolean)
              .join(' ')}
      </p>
      {rows.length > 0 && (
        <ol className="cl-queue-rows">
          {rows.slice(0, shown).map((row) => (
            <li key={row.itemId}>
              <Row row={row} />
            </li>
          ))}
        </ol>
      )}
      {waiting > Math.min(rows.length, shown) && (
        <p className="cl-detail">{t('outbox.rest', { count: waiting - Math.min(rows.length, shown) })}</p>
      )}
    </section>
  );
}

/** Whom a row is about, where a list that is read anyway knows it: the queue itself holds no names. */
export function useNameOf(messageId: string): string | null {
  const listed = useList((s) => s.rows?.find((row) => row.id === messageId)?.patientName);
  const atWork = useWork((s) => s.messages.find((row) => row.id === messageId)?.patientName);
  return (listed ?? atWork) || null;
}

function Row({ row }: { row: QueuedRow }) {
  const now = useNow(15_000);
  const name = useNameOf(row.messageId);
  return (
    <div className="cl-queue-row">
      <span className="cl-mono cl-queue-seq">{row.seq}</span>
      <div>
        <strong>{whatOf(row)}</strong> {name !== null && <span>{name}</span>}
        <p className="cl-detail">
          {t('outbox.since', { time: formatTimeSeconds(row.savedAt), age: formatAge(row.savedAt, now) })}
        </p>
      </div>
      <Button
        size="small"
        kind="plain"
        onPress={() => useDeskView.getState().show({ kind: 'message', messageId: row.messageId })}
      >
        {t('outbox.open')}
      </Button>
    </div>
  );
}
