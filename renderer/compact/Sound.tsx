// In the compact phone and on the locked screen, on a real line: does the caller hear me, is it recorded, and the one key that makes card numbers safe.
import { TriangleAlert } from 'lucide-react';
import type { LiveView } from '#shared/contract/telephony.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { isAsked, useCallsStore } from '../calls/store.ts';
import { MicChip, RecordingButtons, RecordingChip } from '../telephony/CallStrip.tsx';
import { hearingOf, needsSentence } from '../telephony/hearing.ts';
import { talksTo } from '../telephony/parties.ts';
import { useRecording } from '../telephony/use-recording.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import '../telephony/telephony.css';

export function Sound({ call, live }: { call: Call; live: LiveView }) {
  const wished = useCallsStore((s) => s.wishedMute[call.id]);
  const asking = useCallsStore((s) => isAsked(s.asked, call.id, 'mute', 'unmute'));
  // Devices are told to the main window only; the track's own state is what counts here.
  const hearing = hearingOf({
    call,
    media: live.media,
    microphone: null,
    wished,
    asking,
    fresh: useDesk().state === 'running',
    talksTo: talksTo(live),
  });
  const recording = useRecording(live);
  return (
    <>
      <div className="cl-tel-sound">
        {hearing && <MicChip hearing={hearing} />}
        <RecordingChip live={live} shown={recording} />
      </div>
      {hearing && needsSentence(hearing) && (
        <p className="cl-tel-sound-warn" role="alert">
          <Icon of={TriangleAlert} size={14} />
          {t(`telephony.hearing.${hearing}.what`)}
        </p>
      )}
      {recording.word === 'may-record' && (
        <p className="cl-tel-sound-warn" role="alert">
          {t('telephony.recording.may-record.what')}
        </p>
      )}
      <div className="cl-tel-sound cl-tel-end">
        <RecordingButtons callId={call.id} shown={recording} />
      </div>
    </>
  );
}
