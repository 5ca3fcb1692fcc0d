// The alarm where there is little room or no name may show: a locked desk, the compact phone. How many, whom to call and the
// number when the desk is open; never a patient.
import { useSession } from '../app/session-store.ts';
import { Siren } from 'lucide-react';
import { formatPhone } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx, Icon, Timer } from '../ui/index.ts';
import { Muted } from './cards/Manual.tsx';
import { dialOf, needsHands } from './pick.ts';
import { useAlarmFacts, useDispatch, useKeepDispatch } from './store.ts';
import { useRinging } from './use-alarm.ts';
import './dispatch.css';
import './lines.css';

export function AlarmBand({ locked }: { locked: boolean }) {
  const isLocked = useSession((s) => s.state?.phase === 'locked');
  const { open, urgent, alarmAt } = useAlarmFacts();
  const rings = useRinging((s) => s.rings);
  if (open === 0 && urgent === 0) return null;
  return (
    <section
      className={cx('cl-dispatch-band', rings && 'cl-dispatch-rings')}
      aria-label={t('dispatch.alarm')}
    >
      <Icon of={Siren} size={18} />
      <div className="cl-dispatch-band-words">
        <strong>
          {open > 0
            ? t('dispatch.alarm.count', { count: open })
            : t('dispatch.alarm.standing', { count: urgent })}
        </strong>{' '}
        {!locked ? (
          <Whom />
        ) : isLocked ? (
          t(open > 0 ? 'dispatch.alarm.unlock' : 'dispatch.alarm.standing.unlock')
        ) : (
          t('dispatch.alarm.veil')
        )}{' '}
        <Muted />
      </div>
      {alarmAt !== null && <Timer until={alarmAt} tone="red" label={t('dispatch.countdown.alarm')} />}
    </section>
  );
}

function Whom() {
  useKeepDispatch();
  const card = useDispatch((s) => s.cards?.find(needsHands) ?? null);
  const dial = card === null ? null : dialOf(card);
  if (card === null) return null;
  if (dial === null) return t('dispatch.alarm.desk');
  return (
    <>
      {t('dispatch.alarm.call', { name: dial.contact.name })}
      <span className="cl-dispatch-band-number">{formatPhone(dial.phone.number)}</span>
    </>
  );
}
