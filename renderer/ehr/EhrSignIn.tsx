// Over the patient panel while an agent isn't signed in to the record: what that means, one press to sign in, how it goes
// on, and a way to stop it. Nothing shows where nobody has to sign in.
import { KeyRound, LoaderCircle } from 'lucide-react';
import type { EhrState } from '#shared/contract/ehr.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { cancelSignIn, signIn, useEhr, useKeepEhr } from './store.ts';
import { bannerWords } from './words.ts';
import './ehr.css';

export function EhrSignIn() {
  useKeepEhr();
  const value = useEhr((s) => s.value);
  const role = useSession((s) => s.state?.person?.role);
  const words = value === null ? null : bannerWords(value);
  // Trainers work with made-up people only.
  if (value === null || words === null || role === 'trainer') return null;
  return (
    <div className="cl-ehr-sign-in">
      <Banner
        tone={words.tone}
        icon={value.step === 'asking' || value.step === 'finishing' ? LoaderCircle : KeyRound}
        title={words.title}
        action={<EhrActions state={value} />}
      >
        {words.what}
      </Banner>
    </div>
  );
}

/** What a person can do now: sign in, go to the record's page, stop. */
export function EhrActions({ state }: { state: EhrState }) {
  const busy = useEhr((s) => s.busy);
  if (state.kind !== 'launch') return null;
  if (state.phase === 'signing-in')
    return (
      <>
        {state.address !== null && (
          <a
            className="cl-button cl-button-primary cl-button-small"
            href={state.address}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={t('ehr.open.tab')}
          >
            {t('ehr.open')}
          </a>
        )}
        <Button size="small" onPress={() => void cancelSignIn()}>
          {t('ehr.cancel')}
        </Button>
      </>
    );
  return state.phase === 'signed-out' || state.phase === 'refused' ? (
    <Button kind="primary" size="small" isPending={busy} onPress={() => void signIn()}>
      {t(state.why === null ? 'ehr.sign-in' : 'ehr.sign-in.again')}
    </Button>
  ) : null;
}
