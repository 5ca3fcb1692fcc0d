// The alarm where no name may show: a locked desk, the compact phone. How many, and what to do; nothing else.
import { Siren } from 'lucide-react';
import { t } from '../text/t.ts';
import { cx, Icon, Timer } from '../ui/index.ts';
import { useAlarmFacts } from './store.ts';
import { useRinging } from './use-alarm.ts';
import './dispatch.css';

export function AlarmBand({ locked }: { locked: boolean }) {
  const { open, alarmAt } = useAlarmFacts();
  const rings = useRinging((s) => s.rings);
  if (open === 0 || alarmAt === null) return null;
  return (
    <section
      className={cx('cl-dispatch-band', rings && 'cl-dispatch-rings')}
      aria-label={t('dispatch.alarm')}
    >
      <Icon of={Siren} size={18} />
      <p>
        <strong>{t('dispatch.alarm.count', { count: open })}</strong>{' '}
        {t(locked ? 'dispatch.alarm.unlock' : 'dispatch.alarm.desk')}
      </p>
      <Timer until={alarmAt} tone="red" label={t('dispatch.countdown.alarm')} />
    </section>
  );
}
