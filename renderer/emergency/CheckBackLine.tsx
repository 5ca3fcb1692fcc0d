// The caller waits on hold while somebody is fetched: how long nobody spoke to them, said aloud when it is too long.
import { Hourglass } from 'lucide-react';
import { useEffect, useState } from 'react';
import { checkBack } from '#shared/domain/emergency/check-back.ts';
import { deskNow } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { announce, Button, cx, Icon, Timer, useNow } from '../ui/index.ts';

/** @param heldSince when the hold began, ISO. */
export function CheckBackLine({ heldSince }: { heldSince: string }) {
  const [spokeAt, setSpokeAt] = useState(heldSince);
  const now = useNow(1000).toISOString();
  const since = spokeAt > heldSince ? spokeAt : heldSince;
  const { asks } = checkBack(since, now);
  useEffect(() => {
    if (asks !== 'quiet') announce(t(`emergency.check.${asks}`), asks === 'now');
  }, [asks]);
  return (
    <div className={cx('cl-em-check', `cl-em-check-${asks}`)} role="group" aria-label={t('emergency.check')}>
      <Icon of={Hourglass} size={16} />
      <p>
        <strong>{t(`emergency.check.${asks}`)}</strong>{' '}
        <Timer
          since={since}
          tone={asks === 'now' ? 'red' : asks === 'soon' ? 'amber' : 'neutral'}
          label={t('emergency.check.timer')}
        />
      </p>
      <Button size="small" onPress={() => setSpokeAt(deskNow().toISOString())}>
        {t('emergency.check.spoke')}
      </Button>
    </div>
  );
}
