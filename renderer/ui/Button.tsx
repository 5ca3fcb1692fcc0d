// Buttons: one look for what is done now, one for what may be done, one for what ends or harms.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { ToggleButton as AriaToggle } from 'react-aria-components/ToggleButton';
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { ariaKeys, KeyHint } from './KeyHint.tsx';
import { useTip } from './tip.ts';

/** primary = the next thing to do; quiet = bordered; plain = no border; danger = ends something; danger-quiet = bordered red. */
export type ButtonKind = 'primary' | 'quiet' | 'plain' | 'danger' | 'danger-quiet';

interface Common {
  kind?: ButtonKind;
  /** small 28 px, normal 34 px, large 40 px high. */
  size?: 'small' | 'normal' | 'large';
  icon?: LucideIcon;
  /** The key that presses it, drawn on it (`F6`, `Alt+1`, `Enter`). Whoever owns the keys makes it work. */
  keys?: string;
  /** What is drawn of the key where several beside each other share the rest: the digit alone. */
  keysDrawn?: string;
}

export interface ButtonProps
  extends
    Common,
    Pick<
      AriaButtonProps,
      | 'onPress'
      | 'isDisabled'
      | 'isPending'
      | 'type'
      | 'autoFocus'
      | 'slot'
      | 'aria-label'
      | 'aria-describedby'
      | 'aria-expanded'
      | 'aria-controls'
      | 'aria-haspopup'
      | 'id'
      | 'form'
    > {
  children: ReactNode;
  ref?: Ref<HTMLButtonElement>;
  className?: string;
}

const classOf = (kind: ButtonKind, size: Common['size'], more?: string): string =>
  cx('cl-button', `cl-button-${kind}`, size && size !== 'normal' && `cl-button-${size}`, more);

/**
 * Busy: keeps its focus and its look of a button, does nothing. React Aria's own `isPending` also leaves an announcement
 * that names the button by its id, empty for seconds once the button is gone with what it did; rooms say results themselves.
 */
const busy = { 'aria-disabled': true, onPress: undefined, type: 'button' } as const;

export function Button({
  kind = 'quiet',
  size,
  icon,
  keys,
  keysDrawn = keys,
  children,
  className,
  ref,
  isPending,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      {...(isPending ? busy : {})}
      ref={ref}
      className={classOf(kind, size, cx(className, isPending && 'cl-button-busy'))}
      {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
    >
      {icon && <Icon of={icon} />}
      <span className="cl-button-text">{children}</span>
      {keysDrawn && <KeyHint keys={keysDrawn} />}
    </AriaButton>
  );
}

export interface ToggleButtonProps extends Omit<Common, 'keysDrawn'> {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
}

/** A button that stays pressed: mute, hold. The word should say what it does now (`Mute`, `Unmute`). */
export function ToggleButton({ kind = 'quiet', size, icon, keys, children, ...rest }: ToggleButtonProps) {
  return (
    <AriaToggle
      {...rest}
      className={classOf(kind, size, 'cl-toggle')}
      {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
    >
      {icon && <Icon of={icon} />}
      <span className="cl-button-text">{children}</span>
      {keys && <KeyHint keys={keys} />}
    </AriaToggle>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'icon' | 'aria-label' | 'keysDrawn'> {
  icon: LucideIcon;
  /** Spoken, and shown as a tip on hover and on keyboard focus. */
  label: string;
}

export function IconButton({
  icon,
  label,
  kind = 'plain',
  size,
  keys,
  className,
  ref,
  ...rest
}: IconButtonProps) {
  const tip = useTip(label);
  return (
    <TooltipTrigger {...tip} delay={500} closeDelay={0}>
      <AriaButton
        {...rest}
        ref={ref}
        aria-label={label}
        className={classOf(kind, size, cx('cl-icon-button', className))}
        {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
      >
        <Icon of={icon} />
      </AriaButton>
      <Tooltip className="cl-tip" offset={6}>
        {label}
        {keys && <KeyHint keys={keys} />}
      </Tooltip>
    </TooltipTrigger>
  );
}
