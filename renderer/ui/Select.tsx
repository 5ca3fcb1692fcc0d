// One of a few, by name.
import { ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select';
import { t } from '../text/t.ts';
import { Icon } from './Icon.tsx';
import { FieldFoot, FieldHead, type FieldProps } from './TextField.tsx';

export interface Option<Id extends string = string> {
  id: Id;
  title: string;
  /** Small, under the title. */
  detail?: string;
  /** Other words it is found by; a combo box only. */
  words?: readonly string[];
  isDisabled?: boolean;
}

export interface SelectProps<Id extends string> extends Omit<
  FieldProps,
  'value' | 'onChange' | 'maxLength' | 'isReadOnly'
> {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id) => void;
}

export function Select<Id extends string>({
  label,
  hideLabel,
  hint,
  error,
  mark,
  optional,
  placeholder,
  options,
  value,
  onChange,
  ...field
}: SelectProps<Id>) {
  return (
    <AriaSelect
      {...field}
      className="cl-field"
      isInvalid={error !== undefined}
      placeholder={placeholder ?? t('ui.select.choose')}
      value={value}
      onChange={(key) => key !== null && onChange(key as Id)}
    >
      <FieldHead label={label} hideLabel={hideLabel} optional={optional} mark={mark} />
      <AriaButton className="cl-select-button">
        <SelectValue className="cl-select-value" />
        <Icon of={ChevronDown} />
      </AriaButton>
      <FieldFoot hint={hint} error={error} />
      <Popover className="cl-popover" offset={4}>
        <ListBox className="cl-options">
          {options.map((option) => (
            <ListBoxItem
              key={option.id}
              id={option.id}
              textValue={option.title}
              isDisabled={option.isDisabled}
              className="cl-option"
            >
              <span>{option.title}</span>
              {option.detail && <span className="cl-detail-quiet">{option.detail}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
