// A fresh proof for one act: by the person's own secret here, or by a sign-in in the browser; where names prove nothing, by the
// set-up passphrase. What was asked goes on by itself then; cancelled, it is refused and nothing was done.
import { useEffect, useEffectEvent, useRef } from 'react';
import type { SlotView } from '#shared/contract/session.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { useStepUp } from '../app/step-up-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Dialog } from '../ui/index.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { SecretForm } from './SecretForm.tsx';
import { givenFor, useDemo } from './use-demo.ts';
import '../text/late/sign-in.ts';

const none: readonly SlotView[] = [];

const acts = [
  'access-breakGlass',
  'admin-removeSlot',
  'admin-revoke',
  'admin-role',
  'audit-export',
  'certificates-add',
  'certificates-end',
  'certificates-revoke',
  'certificates-trust',
  'handover-exportCsv',
  'outbox-rescue',
] as const;
/** What is asked for, in words; of the rest only that it asks. */
function actOf(name: string): `sign-in.act.${(typeof acts)[number] | 'other'}` {
  const known = acts.find((one) => one === name.replace('.', '-'));
  return `sign-in.act.${known ?? 'other'}`;
}

export default function StepUp() {
  const asked = useStepUp((s) => s.asked);
  const signIn = useSession((s) => s.state?.signIn);
  const personId = useSession((s) => s.state?.person?.id);
  const slots = useSession((s) => s.state?.slots ?? none);
  const isDemo = useSession((s) => s.state?.demo === true);
  const until = useSession((s) => s.state?.proof?.stepUpUntil ?? null);
  const before = useRef(until);
  const settle = useEffectEvent((given: boolean) => asked?.settle(given));
  useEffect(() => {
    // A sign-in in the browser ends here too.
    if (until !== null && until !== before.current) settle(true);
  }, [until]);
  if (asked === null) return null;
  const byBrowser = signIn?.mode === 'oidc';
  const going = signIn?.going ?? null;
  const own = slots.find((slot) => slot.person?.id === personId);
  const setUp = byBrowser ? undefined : slots.find((slot) => slot.person === null);
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
        <p>{t('sign-in.step-up.lead', { act: t(actOf(asked.name)) })}</p>
        {going === null && own !== undefined && <Own slot={own} isDemo={isDemo} />}
        {own === undefined && setUp !== undefined && (
          <>
            <p className="cl-detail">{t('sign-in.step-up.names')}</p>
            <Own slot={setUp} isDemo={isDemo} />
          </>
        )}
        {byBrowser && <BrowserSignIn purpose="step-up" primary={own === undefined} />}
      </div>
    </Dialog>
  );
}

function Secret({ slot, given }: { slot: SlotView; given?: string | undefined }) {
  return (
    <SecretForm
      slot={slot}
      given={given}
      action={t('sign-in.step-up.do')}
      open={(secret) => moveSession(careline.signin.stepUp({ secret }, { sureWithin: 20_000 }))}
    />
  );
}

function DemoSecret({ slot }: { slot: SlotView }) {
  const { demo } = useDemo();
  return <Secret slot={slot} given={givenFor(slot.id, demo)} />;
}

function Own({ slot, isDemo }: { slot: SlotView; isDemo: boolean }) {
  return isDemo ? <DemoSecret slot={slot} /> : <Secret slot={slot} />;
}
