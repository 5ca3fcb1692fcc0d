// The centre during a call: who is on the line, what was said, the next thing to say, and the note line.
import { PhoneIncoming } from 'lucide-react';
import { useCallback, useState } from 'react';
import {
  CallCard,
  CallPanel,
  CaptionStrip,
  FlagLine,
  HintStrip,
  NoteLine,
  ScriptLeft,
  ScriptPane,
} from './rooms.ts';
import { useHearNotes } from '../assist/hear-notes.ts';
import { useCalls } from '../calls/store.ts';
import { notesOf } from '../calls/notes.ts';
import { usePanelOf } from '../telephony/panel.ts';
import { useLineLive } from '../telephony/store.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { TaskPane } from './TaskPane.tsx';
import { useDeskView } from './desk-store.ts';
import { useDeskSlots } from './slots.ts';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';
import { t } from '../text/t.ts';
import { Banner, Button, cx, EmptyState, Skeleton } from '../ui/index.ts';

/** All parts are of the call in hand, also when another one was chosen in the list: nobody speaks to two. */
export function CallCentre() {
  const { inHand, reading } = useCalls();
  const panel = usePanelOf(inHand?.id ?? '');
  const line = useLineLive();
  const task = useDeskView((s) => (s.contextId === inHand?.id ? s.task : null));
  const [place, roomy] = useRoomy();
  const slots = useDeskSlots();
  const InCall = slots?.inCall;
  const Hints = slots?.hints;
  const After = slots?.afterCall;
  useHearNotes(inHand);
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
  // After the call what is done at the record has the room, and its keys: the wrap-up is a press away.
  const after = task !== null && !talks;
  return (
    <div
      ref={place}
      className={cx(
        'cl-call-centre',
        open !== null && roomy && 'cl-call-beside',
        InCall !== undefined && 'cl-call-practised',
      )}
    >
      <div className="cl-call-cards">{after ? <AfterCall /> : <CallCard />}</div>
      {After && !talks && !after && <After call={inHand} />}
      {open !== null && (
        <RoomEdge waiting={false}>
          <CallPanel call={inHand} notes={notesOf(inHand.id, inHand.notes)} />
        </RoomEdge>
      )}
      {InCall && talks ? <InCall call={inHand} /> : !after && <CaptionStrip />}
      {talks && inHand.toPractice !== true ? (
        Hints ? (
          <Hints call={inHand} />
        ) : (
          <HintStrip callId={inHand.id} />
        )
      ) : (
        <FlagLine callId={inHand.id} />
      )}
      {task !== null && <TaskPane task={task} contextId={inHand.id} accountId={inHand.accountId} />}
      {!talks && !after && <ScriptLeft callId={inHand.id} />}
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

function AfterCall() {
  return (
    <>
      <h1 className="cl-hidden">{t('app.task.after.title')}</h1>
      <Banner
        spoken={false}
        title={t('app.task.after.title')}
        action={
          <Button size="small" onPress={() => useDeskView.getState().openTask(null)}>
            {t('app.task.after.wrap-up')}
          </Button>
        }
      >
        {t('app.task.after')}
      </Banner>
    </>
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
