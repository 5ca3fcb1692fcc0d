// The frame of the trainer's window: the practice desk's session, its colour, the emergency card from everywhere, and the
// screens that are not its own. It never opens a vault, and shows nothing while the practice desk is locked.
import { Lock, TriangleAlert, Unplug, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect } from 'react';
import { EmergencyCardView } from '../app/lazy-rooms.ts';
import { toggleEmergency } from '../app/overlay-store.ts';
import { RoomEdge } from '../app/RoomEdge.tsx';
import { useSession } from '../app/session-store.ts';
import { useKeys } from '../app/use-keys.ts';
import { useKeepSession, useReportInput } from '../app/use-session.ts';
import { bridgeClient } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { useSettings } from '../settings/store.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { mustDrop, sideScreenOf, type SideScreen } from '../windows/side-screen.ts';
import { keepPlace } from './store.ts';
import { TrainerDesk } from './TrainerDesk.tsx';
import '../practice/frame.css';

export function TrainerWindow() {
  useKeepSession();
  useReportInput();
  const desk = useDesk();
  const session = useSession((s) => s.state);
  const drawn = useSettings((s) => s.drawn);
  const screen = sideScreenOf({ desk, session });
  const drop = mustDrop({ desk, session });
  // Both keys: this window can't become the live desk, and what a real emergency needs is on the card.
  useKeys('other', (id) => (id === 'emergency' || id === 'real-emergency') && toggleEmergency());
  useEffect(() => {
    if (drop) window.location.reload();
  }, [drop]);
  useEffect(() => keepPlace(), []);
  useEffect(() => {
    document.title = t('trainer.title');
    document.documentElement.dataset['mode'] = 'practice';
  }, []);
  return (
    <Suspense key={drawn} fallback={null}>
      <RoomEdge>
        {screen === 'open' ? <TrainerDesk /> : <Plain screen={screen} live={session?.practice === false} />}
      </RoomEdge>
      <div className="cl-practice-edge" data-mark={t('trainer.mark')} aria-hidden="true" />
      <RoomEdge waiting={false}>
        <EmergencyCardView />
      </RoomEdge>
    </Suspense>
  );
}

type Other = Exclude<SideScreen, 'open'>;
const icons: Readonly<Record<Exclude<Other, 'starting'>, LucideIcon>> = {
  'no-desk': Unplug,
  'preview-ended': Unplug,
  closed: Lock,
  broken: TriangleAlert,
  locked: Lock,
  nobody: Lock,
};

/** The practice desk's own window does what can't be done here; this one follows by itself. */
function Plain({ screen, live }: { screen: Other; live: boolean }) {
  if (screen === 'starting') return <div aria-busy="true" />;
  const what = live ? 'live' : screen;
  return (
    <main className="cl-trainer-plain">
      <h1 className="cl-hidden">{t('trainer.title')}</h1>
      <EmptyState
        icon={icons[screen]}
        title={t(`trainer.away.${what}`)}
        action={
          screen === 'no-desk' ? (
            <Button kind="primary" onPress={() => bridgeClient().tryAgain()}>
              {t('trainer.again')}
            </Button>
          ) : undefined
        }
      >
        {t(`trainer.away.${what}.what`)}
      </EmptyState>
    </main>
  );
}
