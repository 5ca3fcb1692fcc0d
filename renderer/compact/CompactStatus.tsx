// The foot of the compact phone: one sentence, the gravest one. It is said aloud when it changes.
import { Check, CloudOff, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useDesk } from '../bridge/use-desk.ts';
import { useAlarmFacts } from '../dispatch/store.ts';
import { useStatus } from '../status/store.ts';
import { t } from '../text/t.ts';
import { cx, Icon } from '../ui/index.ts';
import { footOf, type Foot } from './foot.ts';

const icons: Readonly<Record<Foot['tone'], LucideIcon | null>> = {
  red: TriangleAlert,
  amber: CloudOff,
  green: Check,
  neutral: null,
};

export function CompactStatus() {
  const status = useStatus((s) => s.value);
  const toPhone = useAlarmFacts((s) => s.open > 0 || s.alarmAt !== null);
  const { tone, text } = footOf(status, useDesk(), toPhone);
  const icon = icons[tone];
  return (
    <footer
      className={cx('cl-compact-foot', (tone === 'red' || tone === 'amber') && `cl-status-${tone}`)}
      aria-label={t('compact.status')}
    >
      {icon && <Icon of={icon} size={14} tone={tone === 'green' ? 'green' : undefined} />}
      <span role="status">{text}</span>
    </footer>
  );
}
