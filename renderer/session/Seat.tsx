// The vault is open and nobody sits here: who is it, and by which proof? On a new computer the same page leads on from the
// one-time code to the first sign-in and to a secret of one's own.
import { Suspense } from 'react';
import { ArrowLeft } from 'lucide-react';
import { useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';
import { BrowserSignIn } from './BrowserSignIn.tsx';
import { ChooseSecret } from './ChooseSecret.tsx';
import { Door } from './Door.tsx';
import { RestoredBanner } from '../backups/late.ts';
import { Page } from './Page.tsx';
import { People } from './People.tsx';
import { SeatNews } from './SeatNews.tsx';
import { SetupSteps } from './StepLine.tsx';
import '../text/late/sign-in.ts';

/** `back`: of a demo, to its seats. `here`: whose secret is asked for at once. */
export function Seat({ back, here = null }: { back?: () => void; here?: string | null }) {
  const mode = useSession((s) => s.state?.signIn.mode);
  const arrived = useSession((s) => s.state?.arrived ?? null);
  const known = useSession((s) => s.state?.slots.some((slot) => slot.person !== null) === true);
  if (arrived !== null)
    return (
      <Page
        steps={known ? undefined : <SetupSteps at="secret" />}
        title={t('sign-in.choose.title')}
        lead={t('sign-in.choose.lead', { name: arrived.name })}
        emergency
      >
        <ChooseSecret action={t('sign-in.choose.do')} />
        <p className="cl-detail">{t('sign-in.choose.interrupted')}</p>
        <Back back={back} />
      </Page>
    );
  if (mode !== 'oidc') return <People />;
  return known ? <Known key={here} back={back} here={here} /> : <First back={back} />;
}

interface Way {
  back: (() => void) | undefined;
}

function Back({ back }: Way) {
  return (
    back && (
      <Button kind="plain" icon={ArrowLeft} onPress={back}>
        {t('session.own-way.back')}
      </Button>
    )
  );
}

/** Nobody has a secret here yet: the browser is the only proof. */
function First({ back }: Way) {
  return (
    <Page
      steps={<SetupSteps at="sign-in" />}
      title={t('sign-in.sit.first.title')}
      lead={t('sign-in.sit.first.lead')}
      emergency
    >
      <BrowserSignIn purpose="sit" primary />
      <p className="cl-detail">{t('sign-in.sit.interrupted')}</p>
      <Back back={back} />
    </Page>
  );
}

function Known({ back, here }: Way & { here: string | null }) {
  return (
    <Page title={t('sign-in.sit.title')} lead={t('sign-in.sit.lead')} emergency>
      <Suspense fallback={null}>
        <RestoredBanner />
      </Suspense>
      <SeatNews />
      <Door
        action={t('sign-in.sit.do')}
        open={(secret, personId = '') => careline.session.sit({ personId, secret }, { sureWithin: 20_000 })}
        here={here}
        withSetup={false}
        browser="sit"
      />
      <Back back={back} />
    </Page>
  );
}
