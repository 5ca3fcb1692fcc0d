// After a call with a protocol: what of it is open, whom to call back, and which ending fits. It keeps nobody from closing.
import { CircleCheck, PhoneCall, Siren } from 'lucide-react';
import type { Call } from '#shared/domain/calls/call.ts';
import { isHelpOpen, openSteps, type EmergencyProgress } from '#shared/domain/emergency/ticks.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { useTelephony } from '../telephony/store.ts';
import { openDialler } from '../telephony/dialling.ts';
import { formatPhone, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, cx, Icon } from '../ui/index.ts';
import { useProtocol } from './use-protocol.ts';
import './end-ask.css';

/** `Help was called at 22:51, not confirmed. Open: Where, and which number; Supervisor note.` */
export function openWords(protocol: EmergencyProgress): string {
  const { help } = protocol;
  const about =
    help.confirmedAt !== null
      ? t('emergency.left.there', { time: formatTime(help.confirmedAt) })
      : help.dialledAt === null
        ? t('emergency.left.not-called')
        : t('emergency.left.called', { time: formatTime(help.dialledAt) });
  const open = openSteps(protocol).map((s) => s.title);
  return open.length === 0 ? about : `${about} ${t('emergency.left.steps', { steps: open.join('; ') })}`;
}

/** The number that this call came from; a button where this desk can dial. */
export function CallBack({ call }: { call: Pick<Call, 'number' | 'accountId'> }) {
  const live = useTelephony((s) => s.view?.line === 'live');
  if (call.number === '') return null;
  const { number, accountId } = call;
  if (!live)
    return (
      <span>
        {t('emergency.back')} <strong className="cl-mono">{formatPhone(number)}</strong>
      </span>
    );
  return (
    <Button
      size="small"
      icon={PhoneCall}
      onPress={() => {
        useDeskView.getState().setEmergency(false);
        openDialler({ number, accountId });
      }}
    >
      {t('emergency.back')} {formatPhone(number)}
    </Button>
  );
}

export function OpenPoints({ call }: { call: Call }) {
  const protocol = useProtocol(call.id);
  if (protocol === null || protocol.done === 0) return null;
  const isOpen = isHelpOpen(protocol);
  return (
    <div
      className={cx('cl-em-left', !isOpen && 'cl-em-left-known')}
      role="group"
      aria-label={t('emergency.left')}
    >
      <Icon of={isOpen ? Siren : CircleCheck} size={16} tone={isOpen ? 'red' : 'green'} />
      <p>
        <strong>{openWords(protocol)}</strong> {t('emergency.left.suggest')}
      </p>
      {isOpen && <CallBack call={call} />}
      <Button
        size="small"
        keys={keysOf('emergency', isMac)}
        onPress={() => useDeskView.getState().setEmergency(true)}
      >
        {t('emergency.line.go')}
      </Button>
    </div>
  );
}
