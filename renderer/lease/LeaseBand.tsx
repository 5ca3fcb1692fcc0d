// Over the desk while it takes messages and reads none (C10): since when, what works, and the way back.
import { BookLock } from 'lucide-react';
import { useSession } from '../app/session-store.ts';
import { sayFailure, say } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import './lease.css';

const retry = (): void =>
  void careline.status.retry().then((result) => (result.ok ? say(t('status.retried')) : sayFailure(result)));

export function LeaseBand() {
  const lease = useSession((s) => s.state?.lease);
  if (lease?.state !== 'ended') return null;
  return (
    <div className="cl-lease-band">
      <Banner
        tone="amber"
        icon={BookLock}
        title={t('lease.band', { time: lease.until === null ? '–' : formatTime(lease.until) })}
        action={
          <Button size="small" onPress={retry}>
            {t('status.retry')}
          </Button>
        }
      >
        {t('lease.band.what')}
      </Banner>
    </div>
  );
}
