// What may be said of a call's recording now, with the clock and the freshness of the server's word.
import type { LiveView } from '#shared/contract/telephony.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { useNow } from '../ui/index.ts';
import { recordingAsked, recordingOf, type RecordingShown } from './recording.ts';
import { useTelephony } from './store.ts';

export function useRecording(live: LiveView): RecordingShown {
  const wish = useTelephony((s) => s.recordingWish[live.callId]);
  const asking = useTelephony((s) => recordingAsked(s.asking, live.callId));
  const served = useTelephony((s) => s.view?.server.state === 'fresh');
  const running = useDesk().state === 'running';
  return recordingOf({ live, wish, asking, fresh: served && running, nowMs: useNow().getTime() });
}
