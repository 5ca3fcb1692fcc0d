// In danger the person comes first: whether help has reached the patient stands above the call to the clinician, as the
// emergency card has it for this message or its call.
import { CircleCheck, Siren } from 'lucide-react';
import { useEffect, useState } from 'react';
import { mergeTicks } from '#shared/domain/emergency/merge.ts';
import type { EmergencyTick } from '#shared/domain/emergency/ticks.ts';
import { useDeskView } from '../../app/desk-store.ts';
import { keysOf } from '../../app/keys.ts';
import { sayFailure } from '../../app/say.ts';
import { isMac } from '../../app/use-keys.ts';
import { careline } from '../../bridge/index.ts';
import { useTopic } from '../../bridge/use-desk.ts';
import { useCardStore } from '../../emergency/card.ts';
import { t } from '../../text/t.ts';
import { Button, cx, Icon } from '../../ui/index.ts';
import { timeOn } from '../clock-time.ts';

interface Known {
  zone: string;
  contextId: string;
  ticks: readonly EmergencyTick[];
}

/** The call it was taken on holds the ticks, and the message what was ticked until it was saved. */
async function read(messageId: string): Promise<Known | null> {
  const saved = await careline.messages.read({ id: messageId });
  if (!saved.ok) return null;
  const { message } = saved.value;
  const { origin } = message.fields;
  const contextId = origin?.kind === 'call' ? origin.callId : messageId;
  const state = await careline.emergency.state({ contextId });
  const since = state.ok && state.value !== null ? state.value.history : [];
  return { zone: message.fields.zone, contextId, ticks: mergeTicks(message.fields.emergency, since) };
}

export function HelpFirst({ messageId }: { messageId: string }) {
  const helpStepId = useCardStore((s) => s.card.helpStepId);
  const [known, setKnown] = useState<Known | null>(null);
  useEffect(() => void read(messageId).then(setKnown), [messageId]);
  useTopic(careline.emergency.changed, () => void read(messageId).then(setKnown));
  const last = known?.ticks.findLast((tick) => tick.stepId === helpStepId);
  const at = last?.on === true ? last.at : null;
  const confirm = async (): Promise<void> => {
    if (known === null) return;
    const { zone, contextId } = known;
    const done = await careline.emergency.tick(
      { contextId, stepId: helpStepId, on: true },
      { sureWithin: 60_000 },
    );
    if (!done.ok) return sayFailure(done);
    setKnown({ zone, contextId, ticks: mergeTicks(known.ticks, done.value.history) });
  };
  const openCard = (): void => {
    const { setContext, setEmergency } = useDeskView.getState();
    if (known !== null) setContext({ contextId: known.contextId });
    setEmergency(true);
  };
  return (
    <div className={cx('cl-dispatch-help', at !== null && 'cl-dispatch-help-known')}>
      <Icon of={at === null ? Siren : CircleCheck} size={18} />
      <p role="status">
        <strong>{t('dispatch.help')}</strong>{' '}
        {at === null ? t('dispatch.help.open') : t('dispatch.help.known', { time: timeOn(at, known?.zone) })}
      </p>
      {at === null && (
        <Button kind="danger-quiet" size="small" isDisabled={known === null} onPress={() => void confirm()}>
          {t('dispatch.help.tick')}
        </Button>
      )}
      <Button size="small" kind="plain" keys={keysOf('emergency', isMac)} onPress={openCard}>
        {t('dispatch.help.card')}
      </Button>
    </div>
  );
}
