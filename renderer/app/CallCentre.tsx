// The centre during a call: who is on the line, what was said, the next thing to say, and the note line.
import { PhoneIncoming } from 'lucide-react';
import { useCallback, useState } from 'react';
import { CallCard, CallPanel, CaptionStrip, NoteLine, ScriptPane } from './rooms.ts';
import { useCalls } from '../calls/store.ts';
import { notesOf } from '../calls/notes.ts';
import { usePanelOf } from '../telephony/panel.ts';
import { useLineLive } from '../telephony/store.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { TaskPane } from './TaskPane.tsx';
import { useDeskView } from './desk-store.ts';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';
import { t } from '../text/t.ts';
import { cx, EmptyState, Skeleton } from '../ui/index.ts';

/** All parts are of the call in hand, also when another one was chosen in the list: nobody speaks to two. */
export function CallCentre() {
  const { inHand, reading } = useCalls();
  const panel = usePanelOf(inHand?.id ?? '');
  const line = useLineLive();
  const task = useDeskView((s) => (s.contextId === inHand?.id ? s.task : null));
  const [place, roomy] = useRoomy();
  if (inHand === null)
    return reading ? (
      <Skeleton lines={4} label={t('calls.idle.reading')} />
    ) : (
      <EmptyState icon={PhoneIncoming} title={t('calls.none.title')}>
        {t('calls.none.what', { keys: keysOf('answer', isMac) })}
      </EmptyState>
    );
  const talks = inHand.state !== 'wrap-up';
  const open = line && talks ? panel : null;
  return (
    <div ref={place} className={cx('cl-call-centre', open !== null && roomy && 'cl-call-beside')}>
      <div className="cl-call-cards">
        <CallCard />
      </div>
      {open !== null && (
        <RoomEdge waiting={false}>
          <CallPanel call={inHand} notes={notesOf(inHand.id, inHand.notes)} />
        </RoomEdge>
      )}
      <CaptionStrip />
      {/* What is done at the record goes on after the call: it can be finished beside the wrap-up. */}
      {task !== null && <TaskPane task={task} contextId={inHand.id} accountId={inHand.accountId} />}
      {/* After the call there is nothing more to say: the wrap-up has the room. */}
      {/* A transfer needs its room where there is little: the caller's words stay. */}
      {task === null && talks && (roomy || (open !== 'transfer' && open !== 'add')) && (
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

/** So wide that what is open has a place beside the script, px. */
const enough = 960;
function useRoomy(): [(place: HTMLElement | null) => (() => void) | undefined, boolean] {
  const [roomy, setRoomy] = useState(false);
  const place = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const width = new ResizeObserver(() => setRoomy(element.clientWidth >= enough));
    width.observe(element);
    return () => width.disconnect();
  }, []);
  return [place, roomy];
}
