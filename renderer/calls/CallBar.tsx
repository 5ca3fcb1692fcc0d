// The call that goes on while something else is looked at: who, how long, muted, on hold, recorded, and its controls. Nobody is
// muted or on hold unseen, and the end of the call is never a view away.
import { ArrowLeft, MicOff, Pause } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { FlagLine } from '../assist/FlagLine.tsx';
import { useDeskView } from '../app/desk-store.ts';
import { useVerified } from '../app/verified.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { ProtocolLine } from '../emergency/ProtocolLine.tsx';
import { MicChip, RecordingButtons, RecordingChip, RecordingRefusal } from '../telephony/CallStrip.tsx';
import { hearingOf } from '../telephony/hearing.ts';
import { talksTo } from '../telephony/parties.ts';
import { useLive, useTelephony } from '../telephony/store.ts';
import { useRecording } from '../telephony/use-recording.ts';
import { t } from '../text/t.ts';
import { Button, Chip, cx, Timer } from '../ui/index.ts';
import { Controls } from './Controls.tsx';
import { SecondRing } from './IncomingCall.tsx';
import { onLine } from './steer.ts';
import { isAsked, useCalls, useCallsStore } from './store.ts';
import { aboutWhom, shownNumber } from './words.ts';
import './calls.css';

/** In every view but the call's own; nothing while nobody is on the line. */
export function CallBar() {
  const { inHand } = useCalls();
  if (inHand === null || !onLine(inHand)) return null;
  return <Bar key={inHand.id} call={inHand} />;
}

function Bar({ call }: { call: Call }) {
  const verified = useVerified(call.id);
  const live = useLive(call.id);
  const held = call.state === 'held';
  return (
    <>
      <section
        className={cx('cl-panel', 'cl-panel-active', 'cl-call', 'cl-call-bar', held && 'cl-call-held')}
        aria-label={t('calls.bar')}
      >
        <header className="cl-call-head cl-call-bar-head">
          <strong className={verified ? undefined : 'cl-mono'}>
            {verified ? aboutWhom(verified) : shownNumber(call)}
          </strong>
          <Timer since={call.answeredAt ?? call.rangAt} label={t('calls.timer')} />
          {call.state === 'dialling' && <Chip tone="accent">{t('calls.state.dialling')}</Chip>}
          {held && (
            <Chip tone="amber" icon={Pause}>
              {t('calls.state.held')}{' '}
              <Timer since={call.heldSince ?? call.rangAt} label={t('calls.state.held.timer')} />
            </Chip>
          )}
          {live === null && call.muted && (
            <Chip tone="amber" icon={MicOff}>
              {t('calls.state.muted.short')}
            </Chip>
          )}
          {live && <Sound call={call} live={live} />}
          <span className="cl-call-gap" />
          <Button
            size="small"
            icon={ArrowLeft}
            onPress={() => useDeskView.getState().show({ kind: 'call', callId: call.id })}
          >
            {t('calls.bar.back')}
          </Button>
        </header>
        <Controls call={call} short />
        <ProtocolLine callId={call.id} />
        <FlagLine callId={call.id} />
        {live && <RecordingRefusal callId={call.id} />}
      </section>
      <SecondRing />
    </>
  );
}

function Sound({ call, live }: { call: Call; live: LiveView }) {
  const wished = useCallsStore((s) => s.wishedMute[call.id]);
  const asking = useCallsStore((s) => isAsked(s.asked, call.id, 'mute', 'unmute'));
  const microphone = useTelephony((s) => s.devices?.microphone ?? null);
  const hearing = hearingOf({
    call,
    media: live.media,
    microphone,
    wished,
    asking,
    fresh: useDesk().state === 'running',
    talksTo: talksTo(live),
  });
  const recording = useRecording(live);
  return (
    <>
      {hearing && <MicChip hearing={hearing} />}
      <RecordingChip live={live} shown={recording} />
      <RecordingButtons callId={call.id} shown={recording} />
    </>
  );
}
