// The line is gone and the card is still open: it says so, and gives the number to call back.
import { PhoneOff } from 'lucide-react';
import { useSession } from '../app/session-store.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { CallBack } from './OpenPoints.tsx';
import { useCardCalls } from './use-card-calls.ts';

export function CallOver({ contextId }: { contextId: string | null }) {
  const call = useCardCalls().find((c) => c.id === contextId && c.state === 'wrap-up');
  const isOpen = useSession((s) => s.state?.phase === 'open');
  if (call === undefined) return null;
  return (
    <div className="cl-em-over" role="status">
      <Icon of={PhoneOff} size={16} />
      <p>
        <strong>{t('emergency.over', { time: formatTime(call.endedAt ?? call.rangAt) })}</strong>{' '}
        {t('emergency.over.what')}{' '}
        {call.number === '' && t(isOpen ? 'emergency.over.withheld' : 'emergency.over.locked')}
      </p>
      <CallBack call={call} />
    </div>
  );
}
