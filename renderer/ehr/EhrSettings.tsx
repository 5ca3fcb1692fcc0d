// In the settings: how this desk stands towards the patient record, what the server says it is, and this desk's public key
// for whoever registers it.
import { KeyRound, LogOut } from 'lucide-react';
import { useState } from 'react';
import { say, sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { errorText, t } from '../text/t.ts';
import { Button, TextArea } from '../ui/index.ts';
import { copyText } from '../windows/copy.ts';
import { EhrActions } from './EhrSignIn.tsx';
import { signOut, useEhr, useKeepEhr } from './store.ts';
import { standingWords } from './words.ts';
import './ehr.css';

export function EhrSettings() {
  useKeepEhr();
  const { value, failure, busy } = useEhr();
  if (value === null)
    return failure === null ? null : <p className="cl-detail-quiet">{errorText(failure.code).sentence}</p>;
  return (
    <section className="cl-ehr-settings" aria-labelledby="cl-ehr-title">
      <h3 id="cl-ehr-title">{t('ehr.title')}</h3>
      <div role="status">
        {standingWords(value).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className="cl-inline">
        <EhrActions state={value} />
        {value.phase === 'signed-in' && value.kind === 'launch' && (
          <Button size="small" icon={LogOut} isPending={busy} onPress={() => void signOut()}>
            {t('ehr.sign-out')}
          </Button>
        )}
      </div>
      {value.kind === 'backend' && <DeskKey />}
    </section>
  );
}

function DeskKey() {
  const [shown, setShown] = useState<{ clientId: string; jwks: string } | null>(null);
  const [asking, setAsking] = useState(false);
  async function show(): Promise<void> {
    setAsking(true);
    const result = await careline.ehr.register();
    setAsking(false);
    if (!result.ok) return sayFailure(result);
    const { clientId, keys } = result.value;
    setShown({ clientId, jwks: JSON.stringify({ keys }, null, 2) });
  }
  if (shown === null)
    return (
      <Button size="small" icon={KeyRound} isPending={asking} onPress={() => void show()}>
        {t('ehr.key.show')}
      </Button>
    );
  return (
    <>
      <p>{t('ehr.key.what', { clientId: shown.clientId })}</p>
      <TextArea
        label={t('ehr.key.label')}
        rows={6}
        value={shown.jwks}
        isReadOnly
        onChange={() => undefined}
      />
      <Button
        size="small"
        onPress={() =>
          void copyText(shown.jwks, 'key').then((done) =>
            say(t(done ? 'ehr.key.copied' : 'ehr.key.not-copied')),
          )
        }
      >
        {t('ehr.key.copy')}
      </Button>
    </>
  );
}
