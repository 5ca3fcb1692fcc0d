// What a colleague handed over with the call: verified how far, what it is about, what is open. Confirmed in one click, so
// that the caller is not asked again (row 42).
import { Check, CornerDownRight } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import { useSession } from '../app/session-store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { actAndTell, useTelephony } from './store.ts';

export function Handover({ live, short }: { live: LiveView; short?: boolean }) {
  const { handover, callId } = live;
  const asking = useTelephony((s) => s.asking[`handover-seen ${callId}`] === true);
  const me = useSession((s) => s.state?.person?.name ?? null);
  // What one wrote oneself for the next one is no news to oneself.
  if (handover === null || handover.fromName === me) return null;
  const busy = asking || live.asked.includes('handover-seen');
  return (
    <section className="cl-tel-handover" aria-label={t('telephony.handover')}>
      <Icon of={CornerDownRight} size={16} />
      <div className="cl-tel-row-text">
        <p>
          <strong>{t('telephony.handover.from', { name: handover.fromName })}</strong>{' '}
          <span className="cl-detail">{t(`telephony.handover.level.${String(handover.level) as '0'}`)}</span>
        </p>
        <p className={short ? 'cl-tel-oneline' : 'cl-tel-summary'}>
          {handover.summary === '' ? t('telephony.handover.no-summary') : handover.summary}
        </p>
        {!short && handover.openTasks.length > 0 && (
          <ul className="cl-tel-tasks" aria-label={t('telephony.handover.tasks')}>
            {handover.openTasks.map((task) => (
              <li key={task}>{task}</li>
            ))}
          </ul>
        )}
      </div>
      {short ? null : handover.acceptedAt !== null ? (
        <span className="cl-detail">
          {t('telephony.handover.seen', { time: formatTime(handover.acceptedAt) })}
        </span>
      ) : (
        <Button
          size="small"
          icon={Check}
          isPending={busy}
          onPress={() => void actAndTell({ kind: 'handover-seen', callId })}
        >
          {t('telephony.handover.confirm')}
        </Button>
      )}
    </section>
  );
}

/** `Results › 12 May 1961`: what the caller pressed on the way here, values as typed (row 44). */
export function IvrPath({ live }: { live: LiveView }) {
  if (live.path.length === 0) return null;
  return (
    <p className="cl-tel-path" title={t('telephony.path.title')}>
      <span className="cl-hidden">{t('telephony.path.title')}</span>
      {live.path.map((step, i) => (
        <span key={`${String(i)} ${step.prompt}`}>
          {i > 0 && ' › '}
          {step.prompt}
          {step.typed !== '' && <b className="cl-mono"> {step.typed}</b>}
        </span>
      ))}
    </p>
  );
}
