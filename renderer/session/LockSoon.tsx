// Over the desk in the last moment before it locks itself, where what shows is not hidden yet.
import { Lock } from 'lucide-react';
import { stayOpen, useHidden } from '../app/veil.ts';
import { t } from '../text/t.ts';
import { Banner, Button, Timer } from '../ui/index.ts';
import { useLockSoon } from './lock-soon.ts';
import '../text/late/sign-in.ts';

export function LockSoon() {
  const locksAt = useLockSoon();
  const hidden = useHidden() !== null;
  if (locksAt === null || hidden) return null;
  return (
    <Banner
      tone="amber"
      icon={Lock}
      title={t('sign-in.veil.locks.soon')}
      action={
        <>
          <Timer until={locksAt} label={t('sign-in.veil.locks')} />
          <Button size="small" onPress={stayOpen}>
            {t('sign-in.veil.stay')}
          </Button>
        </>
      }
    />
  );
}
