// How many wait and how long, in the top bar; each queue one click away (row 59).
import { useTelephony } from './store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Pop } from '../ui/index.ts';
import { queueLine, queueSum, queueSumWords } from './queue-words.ts';
import type { TelephonyView } from '#shared/contract/telephony.ts';

export function QueueWait() {
  const queues = useTelephony((s) => s.view?.queues);
  if (queues === undefined || queues.length === 0) return null;
  const sum = queueSum(queues);
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
  return (
    <>
      <ul className="cl-tel-queues">
        {view.queues.map((q) => (
          <li key={q.id}>
            <strong>{q.label}</strong>
            {q.skill !== null && (
              <span className="cl-detail"> {t('telephony.skill', { skill: q.skill })}</span>
            )}
            <p className="cl-detail">{queueLine(q)}</p>
          </li>
        ))}
      </ul>
      <p className="cl-detail-quiet">{freshness(view)}</p>
    </>
  );
}

const freshness = ({ server }: TelephonyView): string =>
  server.state === 'fresh'
    ? t('telephony.server.fresh')
    : server.since === null
      ? t('telephony.server.never')
      : t('telephony.server.stale', { time: formatTime(server.since) });
