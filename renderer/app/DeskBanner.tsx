// What stands over the desk while its other half is away: what is safe, and what to do if it stays away.
import { useEffect, useState } from 'react';
import { bridgeClient } from '../bridge/index.ts';
import { useDesk } from '../bridge/use-desk.ts';
import { wordsOf } from '../failure/causes.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { isGone } from './screen.ts';

/** Shorter than this nobody needs to hear of it; longer than the second, somebody must do something. ms */
const quiet = 700;
const tooLong = 8_000;

export function DeskBanner() {
  const desk = useDesk();
  if (desk.state === 'running' || desk.hello === null) return null;
  return isGone(desk) ? <Gone reason={desk.reason ?? ''} /> : <Away />;
}

function Gone({ reason }: { reason: string }) {
  return (
    <Banner
      tone="amber"
      title={t('app.desk.gone', { what: wordsOf(reason).title })}
      action={
        <Button size="small" onPress={() => bridgeClient().tryAgain()}>
          {t('session.again')}
        </Button>
      }
    >
      {t('app.desk.gone.what')}
    </Banner>
  );
}

function Away() {
  const [stage, setStage] = useState<'none' | 'short' | 'long'>('none');
  useEffect(() => {
    const timers = [setTimeout(() => setStage('short'), quiet), setTimeout(() => setStage('long'), tooLong)];
    return () => timers.forEach(clearTimeout);
  }, []);
  if (stage === 'none') return null;
  return stage === 'short' ? (
    <Banner tone="amber" title={t('app.desk.down')}>
      {t('app.desk.down.what')}
    </Banner>
  ) : (
    <Banner
      tone="amber"
      title={t('app.desk.down.long')}
      action={
        <Button size="small" onPress={() => bridgeClient().tryAgain()}>
          {t('session.again')}
        </Button>
      }
    >
      {t('app.desk.down.long.what')}
    </Banner>
  );
}
