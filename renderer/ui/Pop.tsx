// A small panel beside what opened it: an explanation, a few actions. The platform's own popover, in place, so that it
// stays inside its landmark; Escape and a click beside it close it, and the focus goes back.
import { type LucideIcon } from 'lucide-react';
import { useId, useRef, useState, type ReactNode } from 'react';
import type { ButtonKind } from './Button.tsx';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface PopProps {
  /** Classes of the button that opens the panel. */
  className: string;
  /** What stands on that button. */
  trigger: ReactNode;
  /** Spoken name of the button where `trigger` has no words. */
  label?: string;
  /** Heading of the panel. */
  title: string;
  /** Shown over the button, where its words may be hidden. */
  tip?: string;
  /** Drawn while the panel is open. */
  children: ReactNode;
}

export function Pop({ className, trigger, label, title, tip, children }: PopProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={className}
        popoverTarget={id}
        aria-label={label}
        title={tip}
        aria-haspopup="dialog"
        aria-expanded={open}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-labelledby={`${id}-title`}
        tabIndex={-1}
        className="cl-pop"
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') panel.current?.focus({ preventScroll: true });
        }}
      >
        <h2 id={`${id}-title`} className="cl-pop-title">
          {title}
        </h2>
        {open && children}
      </div>
    </>
  );
}

export interface PopButtonProps {
  /** The word on the button; with `iconOnly` it is spoken only. */
  label: string;
  icon?: LucideIcon;
  iconOnly?: boolean;
  kind?: ButtonKind;
  size?: 'small' | 'normal' | 'large';
  /** Heading of the panel; the label else. */
  title?: string;
  children: ReactNode;
}

export function PopButton({
  label,
  icon,
  iconOnly,
  kind = 'quiet',
  size = 'normal',
  title,
  children,
}: PopButtonProps) {
  return (
    <Pop
      className={cx(
        'cl-button',
        `cl-button-${kind}`,
        size !== 'normal' && `cl-button-${size}`,
        iconOnly && 'cl-icon-button',
      )}
      label={iconOnly ? label : undefined}
      title={title ?? label}
      trigger={
        <>
          {icon && <Icon of={icon} />}
          {!iconOnly && <span className="cl-button-text">{label}</span>}
        </>
      }
    >
      {children}
    </Pop>
  );
}
