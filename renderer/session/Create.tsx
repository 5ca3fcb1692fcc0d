// First run outside the demo: a passphrase for the vault, twice, with what makes it good said as it is typed.
import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Checkbox, FailedBanner, Meter, TextField } from '../ui/index.ts';
import { Page } from './Page.tsx';
import { leastLength, problemOf, strengthOf } from './passphrase.ts';
import { SetupSteps } from './StepLine.tsx';
import { storeName } from './store-name.ts';

export function Create() {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const keystore = useSession((s) => s.state?.keystore);
  // Off until somebody asks for it: on a sign-in that several people share, it would open the vault to all of them.
  const [byStore, setByStore] = useState(false);
  const offered = keystore?.state === 'available';
  const problem = problemOf(passphrase, again);
  const strength = strengthOf(passphrase);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsked(true);
    if (problem !== null || busy) return;
    setBusy(true);
    void moveSession(
      careline.session.create({ passphrase, keystore: offered && byStore }, { sureWithin: 30_000 }),
    ).then((failed) => {
      setBusy(false);
      setFailure(failed);
    });
  };
  const said =
    asked && problem !== null ? t(`session.passphrase.${problem}`, { least: leastLength }) : undefined;
  const type = shown ? 'text' : 'password';
  return (
    <Page
      steps={<SetupSteps at="vault" />}
      title={t('session.create.title')}
      lead={t('session.create.lead')}
      emergency
    >
      <form className="cl-stack" onSubmit={submit} noValidate>
        <TextField
          label={t('session.passphrase')}
          type={type}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          hint={t('session.passphrase.hint', { least: leastLength })}
          error={problem === 'differs' ? undefined : said}
          isRequired
          autoFocus
        />
        <Meter
          label={t('session.strength')}
          value={strength}
          max={4}
          text={t(`session.strength.${strength}`)}
          tone={strength < 2 ? 'amber' : 'green'}
          stacked
        />
        <TextField
          label={t('session.passphrase.again')}
          type={type}
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={problem === 'differs' ? said : undefined}
          isRequired
        />
        <Checkbox isSelected={shown} onChange={setShown}>
          {t('session.show')}
        </Checkbox>
        {offered && (
          <Checkbox isSelected={byStore} onChange={setByStore} detail={t('session.keystore.offer.detail')}>
            {t('session.keystore.offer', { store: storeName(keystore.backend) })}
          </Checkbox>
        )}
        {keystore?.state === 'unavailable' && (
          <Banner spoken={false} icon={KeyRound} title={t('session.keystore.absent')}>
            {t('session.keystore.absent.what')}
          </Banner>
        )}
        {failure && <FailedBanner code={failure.code} />}
        <Banner spoken={false} title={t('session.create.keep')}>
          {t('session.create.keep.why')}
        </Banner>
        <p className="cl-detail">{t('session.create.then')}</p>
        <Button kind="primary" size="large" type="submit" isPending={busy} keys="Enter">
          {t('session.create.do')}
        </Button>
      </form>
    </Page>
  );
}
