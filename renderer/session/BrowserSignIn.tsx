// Signing in at the organisation's provider, in the system's browser: begin, how it goes on, how long it may take, stop.
import { ExternalLink, Globe } from 'lucide-react';
import { useState } from 'react';
import type { SignInState } from '#shared/contract/session.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Timer } from '../ui/index.ts';
import { StepLine } from './StepLine.tsx';
import '../text/late/sign-in.ts';

type Going = NonNullable<SignInState['going']>;
const steps = ['asking', 'browser', 'finishing'] as const;

export interface BrowserSignInProps {
  purpose: Going['for'];
  /** Whose secret is forgotten. */
  personId?: string | undefined;
  /** The button's words, where they are not the usual ones. */
  action?: string;
  primary?: boolean;
  /** The page says itself why the last one failed. */
  saidElsewhere?: boolean;
  keys?: string;
}

export function BrowserSignIn({
  purpose,
  personId,
  action,
  primary = false,
  saidElsewhere = false,
  keys,
}: BrowserSignInProps) {
  const signIn = useSession((s) => s.state?.signIn);
  const [busy, setBusy] = useState(false);
  const [code, setCode] = useState<string | null>(null);
  if (!signIn) return null;
  if (signIn.going !== null) return <GoingOn going={signIn.going} />;
  const begin = (): void => {
    setBusy(true);
    setCode(null);
    void moveSession(
      careline.signin.begin({ for: purpose, ...(personId === undefined ? {} : { personId }) }),
    ).then((failed) => {
      setBusy(false);
      setCode(failed?.code ?? null);
    });
  };
  const told = saidElsewhere && (code === null || code === signIn.problem);
  const said = told ? null : (code ?? signIn.problem);
  return (
    <div className="cl-stack">
      {said !== null && (
        <Banner tone="amber" title={errorText(said).sentence}>
          {errorText(said).next}
        </Banner>
      )}
      <Button
        kind={primary ? 'primary' : 'quiet'}
        size={primary ? 'large' : 'normal'}
        icon={Globe}
        isPending={busy}
        keys={keys}
        autoFocus={primary}
        onPress={begin}
      >
        {action ?? t('sign-in.browser')}
      </Button>
    </div>
  );
}

function GoingOn({ going }: { going: Going }) {
  const at = steps.indexOf(going.step);
  const cancel = (): void => void moveSession(careline.signin.cancel());
  return (
    <section className="cl-going" aria-label={t('sign-in.going')}>
      <div className="cl-going-head">
        <strong role="status">{t(`sign-in.going.${going.step}`)}</strong>
        <span className="cl-detail">
          {t('sign-in.going.left')} <Timer until={going.endsAt} label={t('sign-in.going.left')} />
        </span>
      </div>
      <StepLine
        label={t('sign-in.going')}
        at={at}
        steps={steps.map((id) => ({ id, title: t(`sign-in.going.step.${id}`) }))}
      />
      <p className="cl-detail">{t(`sign-in.going.${going.step}.what`)}</p>
      <div className="cl-inline">
        {going.address !== null && going.step === 'browser' && (
          <a
            className="cl-button cl-button-primary"
            href={going.address}
            target="_blank"
            rel="noopener noreferrer"
            autoFocus
          >
            <ExternalLink size={16} aria-hidden="true" />
            {t('sign-in.going.open')}
          </a>
        )}
        <Button onPress={cancel}>{t('sign-in.going.cancel')}</Button>
      </div>
    </section>
  );
}
