// The locked desk: a fresh page without a single name but those of who works here. A live call keeps its controls, F9 its
// card (C4).
import { Suspense } from 'react';
import { pressAndTell } from '../app/call-keys.ts';
import { isPhoneKey, pressPhoneKey } from '../app/phone-keys.ts';
import { EmergencyCardView } from '../app/lazy-rooms.ts';
import { realEmergency } from '../app/leave-practice.ts';
import { toggleEmergency } from '../app/overlay-store.ts';
import { useSession } from '../app/session-store.ts';
import type { ActionId } from '../app/keys.ts';
import { useKeys } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { useCalls } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { AlarmBand } from '../dispatch/AlarmBand.tsx';
import { useAlarm } from '../dispatch/use-alarm.ts';
import { ReportWay } from '../incidents/ReportWay.tsx';
import { useKeepTelephony } from '../telephony/store.ts';
import { Door } from './Door.tsx';
import { LockedCalls } from './LockedCalls.tsx';
import { Page } from './Page.tsx';
import { SeatNews } from './SeatNews.tsx';
import { useDemo, type Given } from './use-demo.ts';

export function Locked() {
  const isDemo = useSession((s) => s.state?.demo === true);
  const ended = useSession((s) => s.state?.lease.state === 'ended');
  useAlarm({ onCall: false });
  useKeys('locked', pressLocked);
  useKeepTelephony({ devices: false });
  return (
    <>
      <Page title={t('session.locked.title')} lead={t('session.locked.lead')} emergency>
        <AlarmBand locked />
        <LockedCalls />
        <SeatNews />
        {ended && <p className="cl-detail">{t('sign-in.locked.lease')}</p>}
        {isDemo ? <DemoDoor /> : <LockedDoor />}
        <ReportWay />
      </Page>
      <Suspense fallback={null}>
        <EmergencyCardView />
      </Suspense>
    </>
  );
}

/** Who sat here is asked first; somebody else may take the seat over, but for a call: its caller would change hands. */
function LockedDoor({ given }: { given?: Given | undefined }) {
  const person = useSession((s) => s.state?.person ?? null);
  const { calls } = useCalls();
  const inCall = calls.some((call) => call.state !== 'ended' && call.state !== 'wrap-up');
  return (
    <Door
      action={t('session.locked.do')}
      open={(passphrase, personId) =>
        careline.session.unlock(
          { passphrase, ...(personId !== undefined && { personId }) },
          { sureWithin: 20_000 },
        )
      }
      here={person?.id ?? null}
      given={given}
      browser="recover"
      onlyHere={inCall && person !== null ? t('sign-in.locked.in-call', { name: person.name }) : undefined}
    />
  );
}

function DemoDoor() {
  return <LockedDoor given={useDemo().demo ?? undefined} />;
}

/** Call controls while locked (C4), and the emergency card. */
function pressLocked(id: ActionId): void {
  if (id === 'emergency') toggleEmergency();
  else if (id === 'real-emergency') realEmergency();
  else if (id === 'answer' || id === 'hold' || id === 'mute' || id === 'hang-up') void pressAndTell(id);
  else if (isPhoneKey(id)) pressPhoneKey(id);
}
