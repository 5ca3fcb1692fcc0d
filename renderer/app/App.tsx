// The page by what is known of the desk: one screen at a time, chosen by `screenOf`.
import { lazy, Suspense, useEffect, useRef } from 'react';
import { openOverlay, toggleEmergency } from './overlay-store.ts';
import type { ActionId } from './keys.ts';
import type { Place } from './place.ts';
import { EmergencyCardView, PracticeApp, PracticeFrame } from './lazy-rooms.ts';
import { realEmergency } from './leave-practice.ts';
import { focusWork } from './focus-work.ts';
import { useWorkMark } from './RebuiltBanner.tsx';
import { RoomEdge } from './RoomEdge.tsx';
import { screenOf, type Screen } from './screen.ts';
import { useSession } from './session-store.ts';
import { takeStepUps, useStepUp } from './step-up-store.ts';
import { useKeys } from './use-keys.ts';
import { useKeepSession, useReportInput } from './use-session.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { FirstScreen } from '../session/FirstScreen.tsx';
import { AddressGone, Broken, NoDesk, PracticeStart, Starting } from '../session/Plain.tsx';
import { ProofScreen } from '../session/ProofScreen.tsx';
import { useSettings } from '../settings/store.ts';
import { WindowNews } from '../windows/WindowNews.tsx';

/** The telephone's parts come with it: they are not the first screen's. */
const Locked = lazy(async () => ({ default: (await import('../session/Locked.tsx')).Locked }));
/** Neither are these in a demo; outside of one they are asked for at once. */
const Create = lazy(async () => ({ default: (await import('../session/Create.tsx')).Create }));
const Seat = lazy(async () => ({ default: (await import('../session/Seat.tsx')).Seat }));
const Unlock = lazy(async () => ({ default: (await import('../session/Unlock.tsx')).Unlock }));
const StepUp = lazy(() => import('../session/StepUp.tsx'));
const Veiled = lazy(async () => ({ default: (await import('../session/Veil.tsx')).Veiled }));
const loadDesk = () => import('./DeskLayout.tsx');
/** For trainer, auditor and administrator, who see neither calls nor patients. */
const OfficeFrame = lazy(async () => ({
  default: (await import('../office/OfficeFrame.tsx')).OfficeFrame,
}));
const DeskLayout = lazy(async () => ({ default: (await loadDesk()).DeskLayout }));

function Shown({ screen }: { screen: Screen }) {
  const { reason, version } = useDesk();
  switch (screen) {
    case 'starting':
      return <Starting />;
    case 'no-desk':
      return <NoDesk reason={reason} version={version} />;
    case 'preview-ended':
      return <AddressGone why="preview-ended" />;
    case 'broken':
      return <Broken />;
    case 'first':
      return <FirstScreen />;
    case 'create':
      return <Create />;
    case 'unlock':
      return <Unlock />;
    case 'locked':
      return <Locked />;
    case 'people':
      return <Seat />;
    case 'desk':
      return <DeskLayout />;
    case 'office':
      return (
        <Veiled>
          <OfficeFrame />
        </Veiled>
      );
    case 'proof':
      return <ProofScreen />;
    case 'practice':
      return <PracticeApp />;
    case 'practice-start':
      return <PracticeStart />;
  }
}

/** The one key of the screens that are neither the desk nor the locked one: the emergency card from everywhere. */
function Keys() {
  useKeys('other', (id: ActionId) => {
    if (id === 'emergency') toggleEmergency();
    else if (id === 'real-emergency') realEmergency();
  });
  return null;
}

/** A request that needs a fresh proof asks for it here, whichever room made it. */
function AskForProof() {
  useEffect(() => takeStepUps(), []);
  return useStepUp((s) => s.asked !== null) ? <StepUp /> : null;
}

/** They bring the card themselves. */
const withOwnCard: readonly Screen[] = ['desk', 'locked', 'practice'];

export function App({ place }: { place: Place }) {
  useKeepSession();
  useReportInput();
  const desk = useDesk();
  const session = useSession((s) => s.state);
  const drawn = useSettings((s) => s.drawn);
  const screen = screenOf({ desk, session, place });
  useWorkMark(screen);
  const practice = place.desk === 'practice' || session?.practice === true;
  useEffect(() => {
    if (practice) document.documentElement.dataset['mode'] = 'practice';
  }, [practice]);
  const before = useRef(screen);
  useEffect(() => {
    const unlocked = before.current === 'locked' && screen === 'desk';
    before.current = screen;
    return unlocked ? focusWork() : undefined;
  }, [screen]);
  useEffect(() => {
    openOverlay(null);
    // While a passphrase is typed there is time to fetch the desk.
    if (screen !== 'starting') void loadDesk();
  }, [screen]);
  return (
    <Suspense key={drawn} fallback={<Starting />}>
      <RoomEdge>
        <Shown screen={screen} />
        <WindowNews />
        <AskForProof />
        {!withOwnCard.includes(screen) && <Keys />}
        {!withOwnCard.includes(screen) && <EmergencyCardView />}
      </RoomEdge>
      {practice && (
        <RoomEdge waiting={false}>
          <PracticeFrame />
        </RoomEdge>
      )}
    </Suspense>
  );
}
