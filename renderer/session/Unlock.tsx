// The vault is there and closed: its passphrase opens it, or the system's key store where it was given the key and a person
// asks for it: a page that comes up by itself opens nothing. The passphrase can be typed from the first moment: a key store
// that hangs must not keep anybody out.
import { KeyRound } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import type { SessionState } from '#shared/contract/session.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { Door } from './Door.tsx';
import { Page } from './Page.tsx';
import { SeatNews } from './SeatNews.tsx';
import { storeName } from './store-name.ts';

export function Unlock() {
  const keystore = useSession((s) => s.state?.keystore);
  const people = useSession((s) => s.state?.slots.some((slot) => slot.person !== null) === true);
  const [wanted, setWanted] = useState(false);
  const offers = keystore?.given === true && keystore.opens && keystore.state !== 'unavailable' && !wanted;
  return (
    <Page
      title={t('session.unlock.title')}
      lead={t(people ? 'session.unlock.lead.people' : 'session.unlock.lead')}
      emergency
    >
      {offers ? (
        <Button size="large" icon={KeyRound} autoFocus onPress={() => setWanted(true)}>
          {t('session.keystore.do')}
        </Button>
      ) : (
        keystore?.given && <Keystore keystore={keystore} ask={() => setWanted(true)} />
      )}
      <SeatNews />
      <Door
        action={t('session.unlock.do')}
        open={(passphrase, personId) =>
          careline.session.open(
            { passphrase, ...(personId !== undefined && { personId }) },
            { sureWithin: 20_000 },
          )
        }
        browser="recover"
        focused={!offers}
      />
      {!people && <p className="cl-detail">{t('session.unlock.forgotten')}</p>}
    </Page>
  );
}

/** After this the store may be asking the person in a window of its own, ms. */
const mayAsk = 4000;

interface KeystoreProps {
  keystore: SessionState['keystore'];
  /** A person wants it to be asked. */
  ask: () => void;
}
function Keystore({ keystore, ask }: KeystoreProps) {
  const [code, setCode] = useState<string | null>(null);
  const { opens, state, backend } = keystore;
  const again = (): void => {
    setCode(null);
    ask();
    void moveSession(careline.session.recheck());
  };
  if (code === null && opens && state === 'available')
    return <Asking store={storeName(backend)} failed={setCode} />;
  if (code === null && state === 'asking') return opens ? <Waiting store={storeName(backend)} /> : null;
  if (code === null && !opens) return <Said code="keystore-left-locked" tone="info" />;
  const silent = keystore.problem === 'keystore-silent' ? keystore.problem : null;
  return <Said code={code ?? silent ?? 'keystore-unavailable'} tone="amber" again={again} />;
}

/** A person wanted it. Asks once; drawn anew it asks again. */
function Asking({ store, failed }: { store: string; failed: (code: string) => void }) {
  const tell = useEffectEvent(failed);
  useEffect(() => {
    void moveSession(careline.session.openByKeystore({})).then((failure) => failure && tell(failure.code));
  }, []);
  return <Waiting store={store} />;
}

function Waiting({ store }: { store: string }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), mayAsk);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Banner icon={KeyRound} title={t('session.keystore.asking', { store })}>
      {t(long ? 'session.keystore.long' : 'session.keystore.meanwhile')}
    </Banner>
  );
}

function Said({ code, tone, again }: { code: string; tone: 'info' | 'amber'; again?: () => void }) {
  const { sentence, next } = errorText(code);
  return (
    <Banner
      icon={KeyRound}
      tone={tone}
      title={sentence}
      action={
        again && (
          <Button size="small" onPress={again}>
            {t('session.again')}
          </Button>
        )
      }
    >
      {next}
    </Banner>
  );
}
