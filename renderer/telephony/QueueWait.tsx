// How many wait for this agent and how long, in the top bar; each queue one click away, those of others apart (row 59).
import { useTelephony } from './store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Pop } from '../ui/index.ts';
import { queueLine, queuesFor, queueSum, queueSumWords } from './queue-words.ts';
import type { TelephonyView } from '#shared/contract/telephony.ts';
import type { QueueState } from '#shared/domain/telephony/live.ts';

export function QueueWait() {
  const view = useTelephony((s) => s.view);
  if (view === null || view.queues.length === 0) return null;
  const sum = queueSum(queuesFor(view.queues, view.agent?.skills ?? []).mine);
  return (
    <Pop
      className="cl-tel-queue"
      title={t('telephony.queues')}
      label={t('telephony.queues.spoken', { words: queueSumWords(sum) })}
      trigger={queueSumWords(sum)}
    >
      <QueueDetails />
    </Pop>
  );
}

export function QueueDetails() {
  const view = useTelephony((s) => s.view);
  if (view === null) return null;
  const { mine, others } = queuesFor(view.queues, view.agent?.skills ?? []);
  return (
    <>
      <QueueList queues={mine} />
      {others.length > 0 && (
        <>
          <p className="cl-detail">{t('telephony.queues.others')}</p>
          <QueueList queues={others} />
        </>
      )}
      <p className="cl-detail-quiet">{freshness(view)}</p>
    </>
  );
}

const QueueList = ({ queues }: { queues: readonly QueueState[] }) => (
  <ul className="cl-tel-queues">
    {queues.map((q) => (
      <li key={q.id}>
        <strong>{q.label}</strong>
        {q.skill !== null && <span className="cl-detail"> {t('telephony.skill', { skill: q.skill })}</span>}
        <p className="cl-detail">{queueLine(q)}</p>
      </li>
    ))}
  </ul>
);

const freshness = ({ server }: TelephonyView): string =>
  server.state === 'fresh'
    ? t('telephony.server.fresh')
    : server.since === null
      ? t('telephony.server.never')
      : t('telephony.server.stale', { time: formatTime(server.since) });
