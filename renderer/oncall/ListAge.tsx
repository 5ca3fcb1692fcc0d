// Version and age of the schedule, and what the age means (4d.7).
import { Clock } from 'lucide-react';
import { scheduleAge } from '#shared/domain/oncall/index.ts';
import { useStatus } from '../status/store.ts';
import { formatAge } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx, Icon, useNow } from '../ui/index.ts';
import type { OnCallNow } from './store.ts';

export function ListAge({ origin, zone }: { origin: OnCallNow['origin']; zone: string }) {
  const now = useNow(15_000);
  const offline = useStatus((s) => s.value?.backend.state !== 'online');
  const { version, asOf, source } = origin;
  const age = scheduleAge(asOf, now.toISOString());
  const tone = age === 'expired' ? 'red' : age === 'old' ? 'amber' : 'quiet';
  return (
    <p className={cx('cl-oncall-age', `cl-oncall-age-${tone}`)}>
      <Icon of={Clock} size={14} />
      <span>
        {t('oncall.age', { version, age: formatAge(asOf, now) })}{' '}
        {age === 'old' && t(offline ? 'oncall.age.confirm' : 'oncall.age.old')}
        {age === 'expired' && t('oncall.age.expired')} {source === 'shipped' && t('oncall.age.shipped')}{' '}
        {t('oncall.zone', { zone: zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone })}
      </span>
    </p>
  );
}
