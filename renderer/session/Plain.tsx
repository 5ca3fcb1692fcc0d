// The pages that say why nothing else can show: starting, no desk, a vault that can't be opened, an address used up.
import { lazy, Suspense, useEffect, useState } from 'react';
import { moveSession, readSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { FailurePage } from '../failure/FailurePage.tsx';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';
import { Page } from './Page.tsx';
import { startAgain } from './start-again.ts';
import { startPractice } from './start-demo.ts';
import { useDemo } from './use-demo.ts';

/** Nothing is said for a moment: most starts are over before a sentence could be read. Later, what it may be. ms */
const quiet = 700;
const long = 10_000;

export function Starting() {
  const [stage, setStage] = useState<'none' | 'short' | 'long'>('none');
  useEffect(() => {
    const timers = [setTimeout(() => setStage('short'), quiet), setTimeout(() => setStage('long'), long)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 'none') return <div aria-busy="true" />;
  return (
    <Page title={t('app.starting')} lead={t('app.starting.lead')} emergency>
      <Skeleton label={t('app.starting')} />
      {stage === 'long' && <Long />}
    </Page>
  );
}

/** Half a minute is what the desk is given; before that a person may at least know why it can take long. */
function Long() {
  const failure = useSession((s) => s.failure);
  return (
    <Banner
      title={t('app.starting.long')}
      action={
        failure && (
          <Button size="small" onPress={() => void readSession()}>
            {t('session.again')}
          </Button>
        )
      }
    >
      {t('app.starting.long.what')}
    </Banner>
  );
}

/** `reason` comes from the host: a code, or null when it said none. */
export function NoDesk({ reason, version }: { reason: string | null; version: string | null }) {
  return <FailurePage code={reason ?? 'connection-lost'} version={version} again={startAgain} />;
}

export type Gone = 'token-refused' | 'no-answer' | 'preview-ended';
export function AddressGone({ why }: { why: Gone }) {
  return (
    <Page title={t(`app.gone.${why}`)} lead={t(`app.gone.${why}.lead`)}>
      <p>{t('app.gone.safe')}</p>
      <Button kind="primary" onPress={() => window.location.reload()}>
        {t('session.again')}
      </Button>
    </Page>
  );
}

/** What a backup, or the rest of the damaged file, can make whole again. */
const repairable: readonly string[] = ['vault-damaged', 'vault-plain-file'];
const Repair = lazy(() => import('../backups/Repair.tsx'));

export function Broken() {
  const session = useSession((s) => s.state);
  return (
    <FailurePage
      code={session?.problem ?? 'vault-damaged'}
      version={session?.version ?? null}
      profile={session?.profile ?? null}
      again={() => moveSession(careline.session.recheck())}
      repair={
        repairable.includes(session?.problem ?? '') && (
          <Suspense fallback={null}>
            <Repair />
          </Suspense>
        )
      }
    />
  );
}

/** The practice desk of a demo opens by itself; outside the demo its passphrase is asked for like any other. */
export function PracticeStart() {
  const { demo, failure: unread, read } = useDemo();
  const passphrase = demo?.passphrase;
  const [code, setCode] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (passphrase === undefined) return;
    let left = false;
    void startPractice(passphrase).then((failed) => !left && failed && setCode(failed.code));
    return () => {
      left = true;
    };
  }, [passphrase, tries]);
  const shown = code ?? (demo === null ? unread?.code : null) ?? null;
  return (
    <Page title={t('session.practice.title')} lead={t('session.practice.lead')}>
      {shown === null ? (
        <Skeleton label={t('session.practice.title')} />
      ) : (
        <Banner tone="amber" title={errorText(shown).sentence}>
          {errorText(shown).next}
        </Banner>
      )}
      <div className="cl-inline">
        {shown !== null && (
          <Button
            kind="primary"
            onPress={() => {
              read();
              setCode(null);
              setTries(tries + 1);
            }}
          >
            {t('session.again')}
          </Button>
        )}
        <Button onPress={() => window.location.replace('?')}>{t('session.practice.back')}</Button>
      </div>
    </Page>
  );
}
