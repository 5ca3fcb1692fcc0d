// The queue in the centre: two lanes side by side, when the next try is, and two ways out: try now, and a rescue file.
import { CloudUpload, HardDriveDownload, RefreshCw, X } from 'lucide-react';
import { useState } from 'react';
import { lanes } from '#shared/domain/messages/lane.ts';
import { useDeskView } from '../app/desk-store.ts';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { useStatus } from '../status/store.ts';
import { formatAge, formatSpan, formatTime } from '../text/format.ts';
import { atPracticeDesk } from '../messages/kept-where.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, EmptyState, IconButton, Skeleton, useNow } from '../ui/index.ts';
import { Lane } from './Lane.tsx';
import { SetAside } from './SetAside.tsx';
import { readMore, readQueue, useFreshQueue, useQueue, type OutboxState } from './store.ts';
import './outbox.css';

export function QueuePage() {
  useFreshQueue();
  const { state, rows, next, failure } = useQueue();
  return (
    <section className="cl-queue" aria-label={t('outbox.title')}>
      <Head />
      {failure !== null && (
        <Banner
          tone="amber"
          title={t('outbox.failed')}
          action={
            <Button size="small" onPress={() => void readQueue()}>
              {t('outbox.again')}
            </Button>
          }
        >
          {errorText(failure.code).next}
        </Banner>
      )}
      {state !== null && state.unread > 0 && (
        <Banner tone="amber" title={t('outbox.unread', { count: state.unread })}>
          {t('outbox.unread.what')}
        </Banner>
      )}
      {state === null || rows === null ? (
        failure === null && <Skeleton lines={5} label={t('outbox.loading')} />
      ) : rows.length === 0 ? (
        <EmptyState icon={CloudUpload} title={t('outbox.empty')}>
          {atPracticeDesk()
            ? t('outbox.practice')
            : t('outbox.empty.what', {
                count: state.lanes.reduce((sum, lane) => sum + lane.acknowledged, 0),
              })}
        </EmptyState>
      ) : (
        <>
          <SetAside rows={rows.filter((row) => row.state === 'quarantined')} />
          <div className="cl-queue-lanes">
            {lanes.map((lane) => (
              <Lane
                key={lane}
                lane={lane}
                value={state.lanes.find((each) => each.lane === lane) ?? null}
                rows={rows.filter((row) => row.lane === lane && row.state === 'waiting')}
              />
            ))}
          </div>
          {next !== null && (
            <Button size="small" onPress={() => void readMore()}>
              {t('outbox.more')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function Head() {
  const { state } = useQueue();
  const backend = useStatus((s) => s.value?.backend.state ?? null);
  const tryNow = async (): Promise<void> => {
    const result = await careline.status.retry();
    if (result.ok) say(t('status.retried'));
    else sayFailure(result);
  };
  return (
    <header className="cl-queue-head">
      <div>
        <h2 className="cl-name">{t('outbox.title')}</h2>
        <p className="cl-detail">
          {t(
            atPracticeDesk()
              ? 'outbox.practice'
              : backend === 'online'
                ? 'outbox.lead.online'
                : 'outbox.lead',
          )}
          <Tries state={state} />
        </p>
      </div>
      <IconButton
        icon={X}
        label={t('outbox.close')}
        onPress={() => useDeskView.getState().show({ kind: 'none' })}
      />
      <div className="cl-queue-do">
        <Button kind="primary" icon={RefreshCw} onPress={() => void tryNow()}>
          {t('status.retry')}
        </Button>
        <Rescue />
      </div>
    </header>
  );
}

function Tries({ state }: { state: OutboxState | null }) {
  const now = useNow(1000);
  if (state === null) return null;
  const next =
    state.nextTryAt === null
      ? null
      : t('outbox.next', { span: formatSpan((Date.parse(state.nextTryAt) - now.getTime()) / 1000) });
  const last = state.lastTryAt === null ? null : t('outbox.last', { time: formatTime(state.lastTryAt) });
  const heard =
    state.lastAckAt === null
      ? t('outbox.ack.never')
      : t('outbox.ack', { age: formatAge(state.lastAckAt, now) });
  return <span className="cl-queue-tries">{[next, last, heard].filter(Boolean).join(' · ')}</span>;
}

/** The way out when the backend never comes back: one file that only the backend can read. */
function Rescue() {
  const [done, setDone] = useState<number | null>(null);
  const save = async (): Promise<void> => {
    setDone(0);
    const result = await careline.outbox.rescue({}, { onProgress: (progress) => setDone(progress.done) });
    setDone(null);
    if (!result.ok) return sayFailure(result);
    const { file } = result.value;
    if (file !== null) say(t('outbox.rescue.done', { name: file.name, items: file.items }));
  };
  return (
    <Button icon={HardDriveDownload} isPending={done !== null} onPress={() => void save()}>
      {done === null ? t('outbox.rescue') : t('outbox.rescue.busy', { done })}
    </Button>
  );
}
