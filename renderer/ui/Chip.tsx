// A word with a colour and an icon: what a thing is, never only what colour it has.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx, type Tone } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface ChipProps {
  tone?: Tone;
  icon?: LucideIcon;
  /** A small round mark instead of an icon, as in `● On a call`. */
  dot?: boolean;
  /** Bordered and unfilled, for what is a limit rather than a state (`not for your role`). */
  outline?: boolean;
  title?: string;
  children: ReactNode;
}

export function Chip({ tone = 'neutral', icon, dot, outline, title, children }: ChipProps) {
  return (
    <span className={cx('cl-chip', `cl-tone-${tone}`, outline && 'cl-chip-outline')} title={title}>
      {icon && <Icon of={icon} size={13} />}
      {dot && <span className="cl-dot" aria-hidden="true" />}
      <span>{children}</span>
    </span>
  );
}

export interface BadgeProps {
  count: number;
  /** amber when somebody should look. */
  tone?: Tone;
  /** What the number counts, for screen readers: `3 messages not handed over`. */
  label?: string;
}

export function Badge({ count, tone = 'neutral', label }: BadgeProps) {
  return (
    <span className={cx('cl-badge', `cl-badge-${tone}`)}>
      <span aria-hidden={label ? true : undefined}>{count}</span>
      {label && <span className="cl-hidden">{label}</span>}
    </span>
  );
}

export function Dot({ tone = 'neutral' }: { tone?: Tone }) {
  return <span className={cx('cl-dot', `cl-ink-${tone}`)} aria-hidden="true" />;
}
