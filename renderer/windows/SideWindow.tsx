// The frame of a window beside the desk: session, settings, keys and emergency card, and the screens that are not its own.
import { AppWindow, EyeOff, Lock, TriangleAlert, Unplug, UserRound, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect, type ReactNode } from 'react';
import { pressAndTell } from '../app/call-keys.ts';
import { pressPhoneKey } from '../app/phone-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { EmergencyButton } from '../app/EmergencyButton.tsx';
import { EmergencyCardView } from '../app/lazy-rooms.ts';
import { renewRecord } from '../app/renew.ts';
import { RoomEdge } from '../app/RoomEdge.tsx';
import { say } from '../app/say.ts';
import { lockNow, readSession, useSession } from '../app/session-store.ts';
import type { ActionId } from '../app/keys.ts';
import { useKeys } from '../app/use-keys.ts';
import { hideNow, keptMark, showAgain, useHidden, useVeiled } from '../app/veil.ts';
import { useKeepSession, useReportInput } from '../app/use-session.ts';
import { bridgeClient } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { useSettings } from '../settings/store.ts';
import { useKeepStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { openSurface } from './open.ts';
import { mustDrop, sideScreenOf, type SideScreen } from './side-screen.ts';
import '../session/veil.css';

/** The same keys as at the desk; what belongs to the main page alone says so rather than doing nothing. */
function press(id: ActionId, own?: OwnKey): void {
  if (own?.(id) === true) return;
  switch (id) {
    case 'answer':
    case 'hold':
    case 'mute':
    case 'hang-up':
      return void pressAndTell(id);
    case 'emergency':
      return useDeskView.getState().setEmergency(!useDeskView.getState().emergencyOpen);
    case 'lock':
      return void lockNow();
    case 'hide-screen':
      return hideNow();
    case 'renew-record':
      return renewRecord(true);
    case 'secure-pause':
    case 'resume-recording':
    case 'silence':
      return pressPhoneKey(id);
    default:
      return say(t('windows.key.main'));
  }
}

/** A key of the desk's page that has its place in this window too; answers whether it was this one. */
export type OwnKey = (id: ActionId) => boolean;

export interface SideWindowProps {
  /** The window's title; never a name or a number. */
  title: string;
  /** Its own screens; `screen` is `locked` or `open`. `hidden`: it shows nothing of a patient now, though it is open (C3). */
  children: (screen: 'locked' | 'open', hidden: boolean) => ReactNode;
  /** It has controls that stay: it hides names and numbers itself. Else all of it is hidden. */
  hidesItself?: boolean;
  onKey?: OwnKey;
}

export function SideWindow({ title, children, onKey, hidesItself = false }: SideWindowProps) {
  useKeepSession();
  useReportInput();
  useKeepStatus();
  const desk = useDesk();
  const session = useSession((s) => s.state);
  const drawn = useSettings((s) => s.drawn);
  const screen = sideScreenOf({ desk, session });
  const drop = mustDrop({ desk, session });
  const practice = session?.practice === true;
  const by = useHidden();
  const hidden = screen === 'open' && by !== null;
  const under = hidden && !hidesItself;
  useVeiled(under);
  const here = screen === 'open' && !hidden ? 'desk' : hidden || screen === 'locked' ? 'locked' : 'other';
  useKeys(here, (id) => press(id, onKey));
  useEffect(() => {
    if (drop) window.location.reload();
  }, [drop]);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    if (practice) document.documentElement.dataset['mode'] = 'practice';
  }, [practice]);
  return (
    <Suspense key={drawn} fallback={null}>
      <RoomEdge>
        <div className="cl-under-veil" hidden={under} inert={under} {...(hidesItself && { [keptMark]: '' })}>
          {screen === 'open' || screen === 'locked' ? children(screen, hidden) : <Plain screen={screen} />}
        </div>
        {under && <Plain screen="hidden" />}
      </RoomEdge>
      <RoomEdge waiting={false}>
        <EmergencyCardView />
      </RoomEdge>
    </Suspense>
  );
}

/** What shows in place of the window's own, and the one that hides it. */
type PlainScreen = Exclude<SideScreen, 'open'> | 'hidden';
const icons: Readonly<Record<Exclude<PlainScreen, 'starting'>, LucideIcon>> = {
  hidden: EyeOff,
  'no-desk': Unplug,
  'preview-ended': Unplug,
  closed: Lock,
  broken: TriangleAlert,
  locked: Lock,
  nobody: UserRound,
};

/** What can't be done in this window is done in the main one: the way there is always offered. */
export function ToMain({ primary = false }: { primary?: boolean }) {
  return (
    <Button kind={primary ? 'primary' : 'quiet'} icon={AppWindow} onPress={() => void openSurface('main')}>
      {t('windows.to-main')}
    </Button>
  );
}

export function Plain({ screen }: { screen: PlainScreen }) {
  if (screen === 'starting') return <div aria-busy="true" />;
  const again = (): void => {
    bridgeClient().tryAgain();
    void readSession();
  };
  return (
    <main className="cl-win-plain">
      <h1 className="cl-hidden">{t('app.title')}</h1>
      <EmptyState
        icon={icons[screen]}
        title={t(`windows.${screen}`)}
        action={
          screen === 'no-desk' ? (
            <>
              <Button onPress={again}>{t('windows.again')}</Button>
              <ToMain />
            </>
          ) : screen === 'hidden' ? (
            <Button kind="primary" onPress={showAgain}>
              {t('windows.hidden.show')}
            </Button>
          ) : screen === 'preview-ended' ? undefined : (
            <ToMain primary />
          )
        }
      >
        {t(`windows.${screen}.what`)}
      </EmptyState>
      <div className="cl-win-emergency">
        <EmergencyButton />
      </div>
    </main>
  );
}
