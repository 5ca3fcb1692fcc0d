// The centre during a call: who is on the line, what was said, the next thing to say, and the note line.
import { PhoneIncoming } from 'lucide-react';
import { CallCard, CallPanel, CaptionStrip, NoteLine, ScriptPane } from './rooms.ts';
import { useCalls } from '../calls/store.ts';
import { notesOf } from '../calls/notes.ts';
import { usePanelOf } from '../telephony/panel.ts';
import { useLineLive } from '../telephony/store.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';
import { t } from '../text/t.ts';
import { EmptyState, Skeleton } from '../ui/index.ts';

/** All parts are of the call in hand, also when another one was chosen in the list: nobody speaks to two. */
export function CallCentre() {
  const { inHand, reading } = useCalls();
  const panel = usePanelOf(inHand?.id ?? '');
  const line = useLineLive();
  if (inHand === null)
    return reading ? (
      <Skeleton lines={4} label={t('calls.idle.reading')} />
    ) : (
      <EmptyState icon={PhoneIncoming} title={t('calls.none.title')}>
        {t('calls.none.what', { keys: keysOf('answer', isMac) })}
      </EmptyState>
    );
  return (
    <div className="cl-call-centre">
      <CallCard />
      {line && inHand.state !== 'wrap-up' && (
        <RoomEdge waiting={false}>
          <CallPanel call={inHand} notes={notesOf(inHand.id, inHand.notes)} />
        </RoomEdge>
      )}
      <CaptionStrip />
      {/* After the call there is nothing more to say: the wrap-up has the room. */}
      {/* A transfer needs its room: the caller's words stay. */}
      {inHand.state !== 'wrap-up' && !(line && (panel === 'transfer' || panel === 'add')) && (
        <ScriptPane
          key={inHand.id}
          callId={inHand.id}
          accountId={inHand.accountId}
          reasonCode={inHand.reasonCode}
        />
      )}
      <NoteLine />
    </div>
  );
}
