// Before a key or a certificate is taken back: what ends by it, and that it can't be undone.
import { useState } from 'react';
import type { CertificateHeld, CertificatesValue, TrustedKeyRow } from '#shared/contract/certificates.ts';
import type { Result } from '#shared/domain/result.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Button, Dialog } from '../ui/index.ts';

export type TakenBack = { key: TrustedKeyRow } | { held: CertificateHeld };

export function Confirm({
  of,
  onClose,
  onDone,
}: {
  of: TakenBack;
  onClose: () => void;
  onDone: (result: Result<CertificatesValue>) => void;
}) {
  const [busy, setBusy] = useState(false);
  const what = 'key' in of ? 'key' : 'held';
  const name = 'key' in of ? of.key.name : of.held.person.name;
  const take = async (): Promise<void> => {
    setBusy(true);
    const result =
      'key' in of
        ? await careline.certificates.revoke({ keyId: of.key.keyId })
        : await careline.certificates.end({ id: of.held.id });
    setBusy(false);
    if (!result.ok) return sayFailure(result);
    announce(t('certificates.done.taken'));
    onDone(result);
  };
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(`certificates.confirm.${what}.title`, { name })}
      actions={
        <>
          <Button onPress={onClose}>{t('certificates.cancel')}</Button>
          <Button kind="danger" isPending={busy} onPress={() => void take()}>
            {t('certificates.confirm.do')}
          </Button>
        </>
      }
    >
      <p>{t(`certificates.confirm.${what}`)}</p>
    </Dialog>
  );
}
