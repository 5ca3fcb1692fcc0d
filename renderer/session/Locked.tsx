// The locked desk: a fresh page without a single name. A live call keeps its controls, F9 its card (C4).
import { Siren } from 'lucide-react';
import { Suspense } from 'react';
import { pressAndTell } from '../app/call-keys.ts';
import { useDeskView } from '../app/desk-store.ts';
import { EmergencyCardView } from '../app/lazy-rooms.ts';
import { useSession } from '../app/session-store.ts';
import { keysOf, type ActionId } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { LockedCalls } from './LockedCalls.tsx';
import { Page } from './Page.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import { useDemo } from './use-demo.ts';

export function Locked() {
  const isDemo = useSession((s) => s.state?.demo === true);
  return (
    <>
      <Page title={t('session.locked.title')} lead={t('session.locked.lead')}>
        <LockedCalls />
        {isDemo ? <DemoForm /> : <Form />}
        <Button
          kind="danger-quiet"
          icon={Siren}
          keys={keysOf('emergency', isMac)}
          onPress={() => useDeskView.getState().setEmergency(true)}
        >
          {t('session.locked.emergency')}
        </Button>
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

/** A call key on the locked screen. */
export function pressLocked(id: ActionId): void {
  if (id === 'answer' || id === 'hold' || id === 'mute' || id === 'hang-up') void pressAndTell(id);
}
