// Yes or no, one of a few, and the tick that records a fact as proven.
import { Check, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Checkbox as AriaCheckbox } from 'react-aria-components/Checkbox';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import { Icon } from './Icon.tsx';
import { KeyHint } from './KeyHint.tsx';

export interface CheckboxProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  isRequired?: boolean;
  detail?: ReactNode;
  children: ReactNode;
}

export function Checkbox({ detail, children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className="cl-check">
      <span className="cl-check-box">
        <Icon of={Check} size={13} />
      </span>
      <span className="cl-check-text">
        <span>{children}</span>
        {detail && <span className="cl-detail-quiet">{detail}</span>}
      </span>
    </AriaCheckbox>
  );
}

export interface TickProps {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  /** Drawn on the tick: the key that sets it. */
  keys?: string;
  children: ReactNode;
}

/** A fact that the caller has proven (`Date of birth`): dashed until it is ticked, green and with a mark after. */
export function Tick({ keys, children, ...rest }: TickProps) {
  return (
    <AriaCheckbox {...rest} className="cl-tick">
      <Icon of={Check} size={15} />
      <span>{children}</span>
      {keys && <KeyHint keys={keys} />}
    </AriaCheckbox>
  );
}

export interface ToggleChipsProps<Id extends string> {
  label: string;
  hideLabel?: boolean;
  options: readonly { id: Id; title: string; icon?: LucideIcon }[];
  /** null when nothing is chosen. */
  value: Id | null;
  onChange: (id: Id | null) => void;
  /** Once chosen, one stays chosen. */
  mustChoose?: boolean;
  isDisabled?: boolean;
}

/** One of a few, all in view: the caller's mood, a disposition. Arrow keys move, space chooses. */
export function ToggleChips<Id extends string>({
  label,
  hideLabel,
  options,
  value,
  onChange,
  mustChoose,
  isDisabled,
}: ToggleChipsProps<Id>) {
  return (
    <div className="cl-chips">
      {!hideLabel && (
        <span className="cl-chips-label" aria-hidden="true">
          {label}
        </span>
      )}
      <ToggleButtonGroup
        aria-label={label}
        className="cl-chips"
        selectionMode="single"
        disallowEmptySelection={mustChoose && value !== null}
        isDisabled={isDisabled}
        selectedKeys={value === null ? [] : [value]}
        onSelectionChange={(keys) => onChange(([...keys][0] as Id | undefined) ?? null)}
      >
        {options.map((option) => (
          <ToggleButton key={option.id} id={option.id} className="cl-chip-toggle">
            {option.icon && <Icon of={option.icon} size={15} />}
            {option.title}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </div>
  );
}
