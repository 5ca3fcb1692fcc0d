// A fresh proof for one act: by the person's own secret here, or by a sign-in in the browser. What was asked goes on by itself
// then; cancelled, it is refused and nothing was done.
import { useEffect, useEffectEvent, useRef } from 'react';
import { moveSession, useSession } from '../app/session-store.ts';
import { useStepUp } from '../app/step-up-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Dialog } from '../ui/index.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { SecretForm } from './SecretForm.tsx';
import '../text/late/sign-in.ts';

export default function StepUp() {
  const asked = useStepUp((s) => s.asked);
  const signIn = useSession((s) => s.state?.signIn);
  const person = useSession((s) => s.state?.person ?? null);
  const slots = useSession((s) => s.state?.slots);
  const byBrowser = signIn?.mode === 'oidc';
  // Where nobody has a secret of their own, the set-up passphrase proves that it is somebody who may open this desk.
  const slot =
    slots?.find((one) => one.person !== null && one.person.id === person?.id) ??
    (byBrowser ? undefined : slots?.find((one) => one.person === null)) ??
    null;
  const until = useSession((s) => s.state?.proof?.stepUpUntil ?? null);
  const before = useRef(until);
  const settle = useEffectEvent((given: boolean) => asked?.settle(given));
  useEffect(() => {
    // A sign-in in the browser ends here too.
    if (until !== null && until !== before.current) settle(true);
  }, [until]);
  if (asked === null) return null;
  const going = signIn?.going ?? null;
  const cancel = (): void => {
    if (going !== null) void moveSession(careline.signin.cancel());
    asked.settle(false);
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={cancel}
      title={t('sign-in.step-up.title')}
      actions={<Button onPress={cancel}>{t('sign-in.step-up.cancel')}</Button>}
    >
      <div className="cl-stack">
        <p>{t('sign-in.step-up.lead')}</p>
        {slot !== null && going === null && (
          <SecretForm
            slot={slot}
            action={t('sign-in.step-up.do')}
            open={(secret) => moveSession(careline.signin.stepUp({ secret }, { sureWithin: 20_000 }))}
          />
        )}
        {byBrowser && <BrowserSignIn purpose="step-up" primary={slot === null} />}
        {slot === null && !byBrowser && <p>{t('sign-in.step-up.names')}</p>}
      </div>
    </Dialog>
  );
}
