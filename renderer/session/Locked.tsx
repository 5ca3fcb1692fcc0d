// The locked desk: a fresh page without a single name. A live call keeps its controls, F9 its card (C4).
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
import { t } from '../text/t.ts';
import { AlarmBand } from '../dispatch/AlarmBand.tsx';
import { useAlarm } from '../dispatch/use-alarm.ts';
import { useKeepTelephony } from '../telephony/store.ts';
import { LockedCalls } from './LockedCalls.tsx';
import { Page } from './Page.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { useDemo } from './use-demo.ts';

export function Locked() {
  const isDemo = useSession((s) => s.state?.demo === true);
  useAlarm({ onCall: false });
  useKeys('locked', pressLocked);
  useKeepTelephony({ devices: false });
  return (
    <>
      <Page title={t('session.locked.title')} lead={t('session.locked.lead')} emergency>
        <AlarmBand locked />
        <LockedCalls />
        {isDemo ? <DemoForm /> : <Form />}
      </Page>
      <Suspense fallback={null}>
        <EmergencyCardView />
      </Suspense>
    </>
  );
}

function Form({ given }: { given?: string }) {
  return (
    <PassphraseForm
      given={given}
      action={t('session.locked.do')}
      open={(passphrase) => careline.session.unlock({ passphrase }, { sureWithin: 20_000 })}
    />
  );
}

function DemoForm() {
  return <Form given={useDemo().demo?.passphrase} />;
}

/** Call controls while locked (C4), and the emergency card. */
function pressLocked(id: ActionId): void {
  if (id === 'emergency') toggleEmergency();
  else if (id === 'real-emergency') realEmergency();
  else if (id === 'answer' || id === 'hold' || id === 'mute' || id === 'hang-up') void pressAndTell(id);
  else if (isPhoneKey(id)) pressPhoneKey(id);
}
