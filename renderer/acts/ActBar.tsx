// Acts at the record by what the call is about, under the patient's name: the likely ones as buttons, the others under “More”.
import {
  CalendarClock,
  ChevronDown,
  ClipboardList,
  FileText,
  HeartHandshake,
  MessageCircle,
  Phone,
  Pill,
  ShieldCheck,
  Share2,
  type LucideIcon,
} from 'lucide-react';
import type { ActKind } from '#shared/domain/acts/act.ts';
import { actsFor } from '#shared/domain/acts/how.ts';
import { useDeskView } from '../app/desk-store.ts';
import { pressTask } from '../app/task-pressed.ts';
import { t } from '../text/t.ts';
import { Button, Icon, Menu } from '../ui/index.ts';
import { useOffered } from './standing.ts';
import './bar.css';

export const actIcons: Record<ActKind, LucideIcon> = {
  'insurance-update': ShieldCheck,
  'benefit-request': HeartHandshake,
  'refill-request': Pill,
  'referral-request': Share2,
  'records-request': FileText,
  'contact-note': MessageCircle,
  'follow-up': ClipboardList,
  preferences: Phone,
  'reminder-consent': CalendarClock,
};
const open = (act: ActKind): void => void pressTask({ kind: 'act', act });

export interface ActBarProps {
  contextId: string;
  patientId: string;
  /** What the call is about; null = not stated yet. */
  reason: string | null;
  /** Evidence on the call: more of it opens more. */
  level: number;
}

export function ActBar({ contextId, patientId, reason, level }: ActBarProps) {
  const { value: offered } = useOffered({ contextId, patientId }, level);
  const shown = useDeskView((s) => (s.task?.kind === 'act' ? s.task.act : null));
  const may = (kind: ActKind): boolean => offered?.some((o) => o.kind === kind && o.how !== 'none') ?? false;
  const { first, more } = actsFor(reason);
  const buttons = first.filter(may).slice(0, 2);
  const rest = [...first, ...more].filter((kind) => may(kind) && !buttons.includes(kind));
  if (buttons.length + rest.length === 0) return null;
  return (
    <div className="cl-acts-bar" role="group" aria-label={t('acts.bar')}>
      {buttons.map((kind) => (
        <Button
          key={kind}
          size="small"
          icon={actIcons[kind]}
          className={shown === kind ? 'cl-acts-now' : ''}
          onPress={() => open(kind)}
        >
          {t(`acts.short.${kind}`)}
        </Button>
      ))}
      {rest.length > 0 && (
        <Menu
          label={t('acts.bar.more')}
          rows={rest.map((kind) => ({
            id: kind,
            title: t(`acts.name.${kind}`),
            icon: actIcons[kind],
            run: () => open(kind),
          }))}
        >
          <span>{t('acts.bar.more')}</span>
          <Icon of={ChevronDown} size={14} />
        </Menu>
      )}
    </div>
  );
}
