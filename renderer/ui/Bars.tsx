// The top bar and the status bar: the frame that every screen keeps.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { cx, type Tone } from './cx.ts';
import { Icon } from './Icon.tsx';
import { Pop } from './Pop.tsx';

/** The mark of Careline: a headset that is also a harbour's arch. */
export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" className="cl-mark">
      <rect width="24" height="24" rx="6.5" fill="currentColor" />
      <path d="M6.6 13.6v-1.8a5.4 5.4 0 0 1 10.8 0v1.8" className="cl-mark-arch" />
      <rect x="11" y="15.2" width="2.2" height="4" rx="1.1" className="cl-mark-dot" />
    </svg>
  );
}

export interface TopBarProps {
  /** Product name, beside the mark. */
  title: string;
  /** Middle: the search button. */
  children?: ReactNode;
  /** Right: state, clock, person. */
  end?: ReactNode;
}

export function TopBar({ title, children, end }: TopBarProps) {
  return (
    <header className="cl-top">
      <div className="cl-top-brand">
        <Mark />
        <span>{title}</span>
      </div>
      <div className="cl-top-middle">{children}</div>
      <div className="cl-top-end">{end}</div>
    </header>
  );
}

/** Two letters of a person, spoken as the whole name. */
export function Avatar({ name, size = 'normal' }: { name: string; size?: 'normal' | 'large' }) {
  // What stands behind a comma is a title, no name: `Ingrid Solheim, RN`.
  const letters = (name.split(',')[0] ?? name)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => [...word][0] ?? '');
  const shown = [letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toUpperCase();
  return (
    <span role="img" aria-label={name} className={cx('cl-avatar', size === 'large' && 'cl-avatar-large')}>
      {shown}
    </span>
  );
}

export interface StatusBarProps {
  label: string;
  children: ReactNode;
  /** At the far right: the vault's lock. */
  end?: ReactNode;
}

export function StatusBar({ label, children, end }: StatusBarProps) {
  return (
    <footer className="cl-status" aria-label={label}>
      <div className="cl-status-items">{children}</div>
      {end && <div className="cl-status-end">{end}</div>}
    </footer>
  );
}

export interface StatusItemProps {
  icon?: LucideIcon;
  /** A dot instead of an icon. */
  dot?: Tone;
  tone?: Tone;
  /** Opens what it is about; without it and without `detail` the item is text only. */
  onPress?: () => void;
  /** Opens in a small panel over the item: what this means, what is safe, what to do. `title` names the panel. */
  detail?: { title: string; content: ReactNode };
  /** Its words give way to others' in a narrow window, `first` before `second`; the icon stays, and tells them to a pointer. */
  gives?: 'first' | 'second';
  /** Said aloud when its words change: connection and unsent messages, not clocks. */
  spoken?: boolean;
  children: ReactNode;
}

export function StatusItem({
  icon,
  dot,
  tone = 'neutral',
  onPress,
  detail,
  spoken,
  gives,
  children,
}: StatusItemProps) {
  const inside = (
    <>
      {icon && <Icon of={icon} size={14} />}
      {dot && <span className={cx('cl-dot', `cl-ink-${dot}`)} aria-hidden="true" />}
      <span role={spoken ? 'status' : undefined}>{children}</span>
    </>
  );
  const className = cx(
    'cl-status-item',
    tone !== 'neutral' && `cl-status-${tone}`,
    gives && tone === 'neutral' && `cl-status-gives cl-status-gives-${gives}`,
  );
  if (detail)
    return (
      <Pop
        className={cx(className, 'cl-status-press')}
        title={detail.title}
        tip={gives ? detail.title : undefined}
        trigger={inside}
      >
        {detail.content}
      </Pop>
    );
  return onPress ? (
    <AriaButton className={cx(className, 'cl-status-press')} onPress={onPress}>
      {inside}
    </AriaButton>
  ) : (
    <div className={className}>{inside}</div>
  );
}
