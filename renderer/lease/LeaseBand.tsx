// Over the desk while it takes messages and reads none (C10): since when, what works, and the way back.
import { BookLock } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useSession } from '../app/session-store.ts';
import { sayFailure, say } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import './lease.css';

const retry = (): void =>
  void careline.status.retry().then((result) => (result.ok ? say(t('status.retried')) : sayFailure(result)));

/** Fetched when it is needed: the desk's first page brings no sign-in. */
const BrowserSignIn = lazy(async () => ({
  default: (await import('../session/BrowserSignIn.tsx')).BrowserSignIn,
}));

/** `signIn`: here a sign-in can begin; a panel says that one is needed. */
export function LeaseBand({ signIn = false }: { signIn?: boolean }) {
  const lease = useSession((s) => s.state?.lease);
  if (lease?.state !== 'ended') return null;
  if (lease.needsSignIn)
    return (
      <div className="cl-lease-band">
        <Banner tone="amber" icon={BookLock} title={t('lease.sign-in.band')}>
          {t('lease.sign-in.band.what')}
        </Banner>
        {signIn && (
          <div className="cl-lease-sign-in">
            <Suspense fallback={null}>
              <BrowserSignIn purpose="sit" />
            </Suspense>
          </div>
        )}
      </div>
    );
  return (
    <div className="cl-lease-band">
      <Banner
        tone="amber"
        icon={BookLock}
        title={t('lease.band', { time: lease.until === null ? '–' : formatTime(lease.until) })}
        action={
          <Button size="small" onPress={retry}>
            {t('status.retry')}
          </Button>
        }
      >
        {t('lease.band.what')}
      </Banner>
    </div>
  );
}
