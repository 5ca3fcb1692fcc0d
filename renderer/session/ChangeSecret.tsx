// From the person's menu: another PIN or passphrase for this computer.
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Dialog, toast } from '../ui/index.ts';
import { ChooseSecret } from './ChooseSecret.tsx';
import '../text/late/sign-in.ts';

export default function ChangeSecret({ onClose }: { onClose: () => void }) {
  const person = useSession((s) => s.state?.person ?? null);
  if (person === null) return null;
  return (
    <Dialog isOpen onClose={onClose} title={t('sign-in.change.title')}>
      <div className="cl-stack">
        <p>{t('sign-in.change.lead')}</p>
        <ChooseSecret
          withOld
          action={t('sign-in.change.do')}
          done={() => {
            toast({ text: t('sign-in.change.done') });
            onClose();
          }}
        />
      </div>
    </Dialog>
  );
}
