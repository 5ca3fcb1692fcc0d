// Trusting a trainer's key: read it, compare it with the trainer's screen, then trust it.
import { useState } from 'react';
import type { CertificatesValue } from '#shared/contract/certificates.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Button, FailedBanner } from '../ui/index.ts';
import { GiveText } from './GiveText.tsx';

export function AddKey({ onDone }: { onDone: (result: Result<CertificatesValue>) => void }) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ keyId: string; name: string } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const check = async (given: string): Promise<void> => {
    setBusy(true);
    const result = await careline.certificates.checkKey({ text: given });
    setBusy(false);
    setText(given);
    setFound(result.ok ? result.value : null);
    setFailure(result.ok ? null : result);
  };
  const trust = async (name: string): Promise<void> => {
    setBusy(true);
    const result = await careline.certificates.trust({ text });
    setBusy(false);
    if (!result.ok) return setFailure(result);
    announce(t('certificates.done.trusted', { name }));
    onDone(result);
  };
  return (
    <section className="cl-stack" aria-label={t('certificates.key.title')}>
      {found === null && <GiveText onText={(given) => void check(given)} busy={busy} />}
      {failure && <FailedBanner code={failure.code} />}
      {found && (
        <>
          <p className="cl-certificates-key">
            {t('certificates.key.found', { name: found.name, id: found.keyId })}
          </p>
          <p>{t('certificates.key.compare')}</p>
          <div className="cl-inline">
            <Button kind="primary" isPending={busy} onPress={() => void trust(found.name)}>
              {t('certificates.key.trust')}
            </Button>
            <Button onPress={() => setFound(null)}>{t('certificates.give.other')}</Button>
          </div>
        </>
      )}
    </section>
  );
}
