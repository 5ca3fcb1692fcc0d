// The pages that say why nothing else can show: starting, no desk, a vault that can't be opened, an address used up.
import { useEffect, useState } from 'react';
import { readSession, useSession } from '../app/session-store.ts';
import { bridgeClient } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';
import { Page } from './Page.tsx';
import { startPractice } from './start-demo.ts';
import { useDemo } from './use-demo.ts';

/** Says nothing for a moment: most starts are over before a sentence could be read. */
export function Starting() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 700);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div aria-busy="true" />;
  return (
    <Page title={t('app.starting')} lead={t('app.starting.lead')}>
      <Skeleton label={t('app.starting')} />
    </Page>
  );
}

/** `reason` comes from the host: a code, else words of its own. */
export function NoDesk({ reason }: { reason: string | null }) {
  const failure = useSession((s) => s.failure);
  const code = failure?.code ?? 'desk-unavailable';
  // Ended too often within a minute: nobody starts it again but the person at this page.
  const given = reason === 'too-often';
  return (
    <Page title={t('app.no-desk')} lead={t('app.no-desk.lead')}>
      <Banner tone="amber" title={given ? t('app.no-desk.too-often') : errorText(code).sentence}>
        {given ? t('app.no-desk.too-often.next') : errorText(code).next}
      </Banner>
      {reason !== null && !given && <p className="cl-detail-quiet">{t('app.no-desk.reason', { reason })}</p>}
      <Button
        kind="primary"
        onPress={() => {
          bridgeClient().tryAgain();
          void readSession();
        }}
      >
        {t('session.again')}
      </Button>
    </Page>
  );
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

export function Broken() {
  const session = useSession((s) => s.state);
  const code = session?.problem ?? 'vault-damaged';
  const { sentence, next } = errorText(code);
  return (
    <Page title={t('session.broken.title')} lead={sentence}>
      <Banner tone="amber" spoken={false} title={t('session.broken.safe')}>
        {t('session.broken.safe.what')}
      </Banner>
      <p>
        <strong>{t('session.broken.next')}</strong> {next}
      </p>
      <p className="cl-detail-quiet">{t('session.broken.code', { code, version: session?.version ?? '' })}</p>
      <Button onPress={() => void readSession()}>{t('session.again')}</Button>
    </Page>
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
