// A protocol that was begun stays in sight in the call after the card was closed: how far it is, and how long help has been
// on its way without anybody on the spot saying that it is there.
import { ListChecks } from 'lucide-react';
import { isHelpOpen } from '#shared/domain/emergency/ticks.ts';
import { useDeskView } from '../app/desk-store.ts';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Timer } from '../ui/index.ts';
import { useProtocol } from './use-protocol.ts';
import './end-ask.css';

export function ProtocolLine({ callId }: { callId: string }) {
  const protocol = useProtocol(callId);
  if (protocol === null || protocol.done === 0) return null;
  const { done, total, help } = protocol;
  const isOpen = isHelpOpen(protocol);
  return (
    <div className="cl-em-line" role="group" aria-label={t('emergency.line')}>
      <Icon of={ListChecks} size={15} tone={isOpen ? 'amber' : 'neutral'} />
      <p>
        {t('emergency.line.steps', { done, total })}
        {' · '}
        {help.confirmedAt !== null ? (
          t('emergency.line.there', { time: formatTime(help.confirmedAt) })
        ) : help.dialledAt === null ? (
          <span className="cl-ink-amber">{t('emergency.line.not-called')}</span>
        ) : (
          <span className="cl-ink-amber">
            {t('emergency.line.called')}{' '}
            <Timer since={help.dialledAt} tone="amber" label={t('emergency.help.timer')} />{' '}
            {t('emergency.line.ago')}
          </span>
        )}
      </p>
      <Button
        size="small"
        kind="plain"
        keys={keysOf('emergency', isMac)}
        onPress={() => useDeskView.getState().setEmergency(true)}
      >
        {t('emergency.line.go')}
      </Button>
    </div>
  );
}
