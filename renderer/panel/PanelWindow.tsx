// The patient panel in its own window: it follows the call in hand and shows the same evidence as the main page.
import { Contact } from 'lucide-react';
import { lazy } from 'react';
import { AccessBand } from '../access/AccessBand.tsx';
import { LeaseBand } from '../lease/LeaseBand.tsx';
import { DeskBanner } from '../app/DeskBanner.tsx';
import { RoomEdge } from '../app/RoomEdge.tsx';
import { useDeskView } from '../app/desk-store.ts';
import type { ActionId } from '../app/keys.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { readCalls, useCalls } from '../calls/store.ts';
import { errorText, t } from '../text/t.ts';
import { ActingProvider } from '../patient/acting.ts';
import { openAsking } from '../patient/caller/asking.ts';
import { Banner, Button, EmptyState, Skeleton } from '../ui/index.ts';
import { Plain, SideWindow } from '../windows/SideWindow.tsx';
import { followedOf } from './followed.ts';
import { PanelHead } from './PanelHead.tsx';
import { PanelStatus } from './PanelStatus.tsx';

const PatientPanel = lazy(async () => ({
  default: (await import('../patient/PatientPanel.tsx')).PatientPanel,
}));

/** Who is on the line is asked where their record is drawn. */
function press(id: ActionId): boolean {
  const { contextId } = useDeskView.getState();
  if (id === 'who-calls' && contextId !== null) openAsking(contextId);
  return id === 'who-calls' && contextId !== null;
}

export function PanelWindow() {
  return (
    <SideWindow title={t('panel.title')} onKey={press}>
      {(screen) => (screen === 'locked' ? <Locked /> : <Open />)}
    </SideWindow>
  );
}

/** The call goes on while the desk is locked: its emergency card is found by F9 here too. */
function Locked() {
  useCalls();
  return <Plain screen="locked" />;
}

function Open() {
  const { calls } = useCalls();
  return (
    <div className="cl-win">
      <PanelHead call={followedOf(calls)} />
      <main className="cl-win-body cl-win-patient">
        <div className="cl-win-banners">
          <DeskBanner />
          <AccessBand />
          <LeaseBand />
        </div>
        <RoomEdge>
          <Followed />
        </RoomEdge>
      </main>
      <PanelStatus />
    </div>
  );
}

function Followed() {
  const { calls, reading, failure } = useCalls();
  const isRunning = useDesk().state === 'running';
  const contextId = useDeskView((s) => s.contextId);
  const number = useDeskView((s) => s.number);
  // While the desk is away the banner says so; what was shown stays.
  if (failure && isRunning)
    return (
      <div className="cl-win-banners">
        <Banner
          tone="amber"
          title={t('panel.failed')}
          action={<Button onPress={() => void readCalls()}>{t('windows.again')}</Button>}
        >
          {errorText(failure.code).next}
        </Banner>
      </div>
    );
  if (reading) return <Skeleton label={t('patient.reading')} />;
  if (followedOf(calls) === null && contextId === null && number === null)
    return (
      <EmptyState icon={Contact} title={t('panel.none')}>
        {t('panel.none.what')}
      </EmptyState>
    );
  return (
    <ActingProvider value={false}>
      <PatientPanel />
    </ActingProvider>
  );
}
