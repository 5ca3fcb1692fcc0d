// The same person sits at another desk too (C1): one of the two ends, and which is theirs to say.
import { useState } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { moveSession, useSession } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Dialog, FailedBanner } from '../ui/index.ts';
import { whenText } from './LastHere.tsx';
import '../text/late/sign-in.ts';

export default function OtherSession() {
  const other = useSession((s) => s.state?.otherSession ?? null);
  const [later, setLater] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  if (other === null || later) return null;
  const settle = (asked: ReturnType<typeof careline.signin.endOther>): void => {
    setBusy(true);
    void moveSession(asked).then((failed) => {
      setBusy(false);
      setFailure(failed);
    });
  };
  return (
    <Dialog
      isOpen
      role="alertdialog"
      onClose={() => setLater(true)}
      title={t('sign-in.other.title')}
      actions={
        <>
          <Button onPress={() => setLater(true)}>{t('sign-in.other.later')}</Button>
          <Button onPress={() => settle(careline.session.leave())}>{t('sign-in.other.leave')}</Button>
          <Button
            kind="primary"
            isPending={busy}
            autoFocus
            onPress={() => settle(careline.signin.endOther({}, { sureWithin: 20_000 }))}
          >
            {t('sign-in.other.end')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('sign-in.other.lead', { device: other.device, when: whenText(other.since) })}</p>
        <p className="cl-detail">{t('sign-in.other.what')}</p>
        {failure && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
