// One stroke for every icon. An icon never speaks: the word beside it does, so it is hidden from screen readers.
import type { LucideIcon } from 'lucide-react';
import { cx, type Tone } from './cx.ts';

export interface IconProps {
  of: LucideIcon;
  /** 13 to 18 px, as the look asks; larger only in empty states. */
  size?: number;
  tone?: Tone;
  className?: string;
}

export function Icon({ of: Drawn, size = 16, tone, className }: IconProps) {
  return (
    <Drawn
      size={size}
      strokeWidth={1.9}
      aria-hidden="true"
      focusable="false"
      className={cx('cl-icon', tone && `cl-ink-${tone}`, className)}
    />
  );
}
