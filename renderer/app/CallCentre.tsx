// The centre during a call: who is on the line, what was said, the next thing to say, and the note line.
import { CallCard, CaptionStrip, NoteLine, ScriptPane } from './rooms.ts';
import { useWork } from '../work/store.ts';
import { useDeskView } from './desk-store.ts';

export function CallCentre() {
  const callId = useDeskView((s) => (s.centre.kind === 'call' ? s.centre.callId : null));
  const call = useWork((s) => s.calls.find((each) => each.id === callId));
  return (
    <div className="cl-call-centre">
      <CallCard />
      <CaptionStrip />
      {/* After the call there is nothing more to say: the wrap-up has the room. */}
      {call && call.state !== 'wrap-up' && (
        <ScriptPane callId={call.id} accountId={call.accountId} reasonCode={call.reasonCode} />
      )}
      <NoteLine />
    </div>
  );
}
