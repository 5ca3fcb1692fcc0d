// The centre: what is in hand. A call with its script and notes, a message being written or read, or what to do next.
import { Suspense } from 'react';
import { Headset } from 'lucide-react';
import { CallCentre } from './CallCentre.tsx';
import {
  CallBar,
  DispatchArea,
  HandoverPage,
  IncomingCall,
  LostCalls,
  MessageForm,
  MessageView,
  newMessage,
  PastCall,
  PhonePage,
  QueuePage,
} from './rooms.ts';
import { RoomEdge } from './RoomEdge.tsx';
import { TaskPane } from './TaskPane.tsx';
import { RestoredBanner } from '../backups/late.ts';
import { DeskBanner } from './DeskBanner.tsx';
import { RebuiltBanner } from './RebuiltBanner.tsx';
import { useDeskView } from './desk-store.ts';
import { useFocusBack } from './focus-back.ts';
import { useDeskSlots } from './slots.ts';
import { onLine } from '../calls/steer.ts';
import { useCalls } from '../calls/store.ts';
import { LockSoon } from '../session/LockSoon.tsx';
import { RoleWaits } from '../session/RoleWaits.tsx';
import { PhoneBanner } from '../telephony/PhoneBanner.tsx';
import { keysOf } from './keys.ts';
import { isMac } from './use-keys.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';

/** Without a call the draft is what patient and acts belong to: its place is theirs until they are closed. */
function Draft({ draftId }: { draftId: string }) {
  const task = useDeskView((s) => (s.contextId === draftId ? s.task : null));
  const accountId = useDeskView((s) => s.accountId);
  if (task === null || accountId === null) return <MessageForm draftId={draftId} />;
  return <TaskPane task={task} contextId={draftId} accountId={accountId} />;
}

function InHand() {
  const centre = useDeskView((s) => s.centre);
  const Home = useDeskSlots()?.home;
  switch (centre.kind) {
    case 'call':
      return <CallCentre />;
    case 'past-call':
      return <PastCall callId={centre.callId} />;
    case 'message':
      return <MessageView messageId={centre.messageId} key={centre.messageId} />;
    case 'draft':
      return <Draft draftId={centre.draftId} key={centre.draftId} />;
    case 'queue':
      return <QueuePage />;
    case 'handover':
      return <HandoverPage part={centre.part} />;
    case 'phone':
      return <PhonePage part={centre.part} />;
    case 'none':
      return Home ? (
        <Home />
      ) : (
        <EmptyState
          icon={Headset}
          title={t('app.empty.title')}
          action={
            <Button kind="primary" keys={keysOf('new-message', isMac)} onPress={() => void newMessage()}>
              {t('app.empty.new')}
            </Button>
          }
        >
          {t('app.empty.what')}
        </EmptyState>
      );
  }
}

/** Whether somebody is on the line decides how grave it is. */
function PhoneTrouble() {
  const { inHand } = useCalls();
  return <PhoneBanner inCall={onLine(inHand)} />;
}

export function Middle() {
  useFocusBack();
  // A tab of the phone's page is the same page.
  const key = useDeskView((s) => (s.centre.kind === 'phone' ? 'phone' : JSON.stringify(s.centre)));
  const kind = useDeskView((s) => s.centre.kind);
  const Notices = useDeskSlots()?.notices;
  return (
    <div className="cl-middle" data-tour="middle">
      {/* The call in hand brings its own: the caller is what the page is about then. */}
      {kind !== 'call' && <h1 className="cl-hidden">{t('app.title')}</h1>}
      <DeskBanner />
      <RoleWaits />
      <LockSoon />
      {Notices && <Notices />}
      <RebuiltBanner />
      <Suspense fallback={null}>
        <RestoredBanner />
      </Suspense>
      <PhoneTrouble />
      <RoomEdge waiting={false}>
        {kind !== 'call' && <CallBar />}
        <LostCalls />
        <IncomingCall />
      </RoomEdge>
      {/* Only this scrolls: who rings and who is on the line stay in sight. */}
      <div className="cl-middle-rest">
        <RoomEdge waiting={false}>
          <DispatchArea />
        </RoomEdge>
        <div className="cl-middle-hand">
          <RoomEdge key={key}>
            <InHand />
          </RoomEdge>
        </div>
      </div>
    </div>
  );
}
