// The vault is there and closed: its passphrase opens it.
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Page } from './Page.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';

export function Unlock() {
  return (
    <Page title={t('session.unlock.title')} lead={t('session.unlock.lead')}>
      <PassphraseForm
        action={t('session.unlock.do')}
        open={(passphrase) => careline.session.open({ passphrase }, { sureWithin: 20_000 })}
      />
    </Page>
  );
}
