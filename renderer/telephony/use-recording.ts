// What may be said of a call's recording now, with the clock and the freshness of the server's word.
import type { LiveView } from '#shared/contract/telephony.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { useNow } from '../ui/index.ts';
import { recordingOf, type RecordingShown } from './recording.ts';
import { useTelephony } from './store.ts';

export function useRecording(live: LiveView): RecordingShown {
  const wish = useTelephony((s) => s.recordingWish[live.callId]);
  const asking = useTelephony((s) => s.asking[`recording ${live.callId}`] === true);
  const served = useTelephony((s) => s.view?.server.state === 'fresh');
  const running = useDesk().state === 'running';
  return recordingOf({ live, wish, asking, fresh: served && running, nowMs: useNow().getTime() });
}
