// One of many, found by typing.
import { ChevronDown } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../text/t.ts';
import { Icon } from './Icon.tsx';
import type { Option } from './Select.tsx';
import { FieldFoot, FieldHead, type FieldProps } from './TextField.tsx';

export interface ComboBoxProps<Id extends string> extends Omit<
  FieldProps,
  'value' | 'onChange' | 'maxLength'
> {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id | null) => void;
}

export function ComboBox<Id extends string>({
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
}: ComboBoxProps<Id>) {
  return (
    <AriaComboBox
      {...field}
      className="cl-field"
      isInvalid={error !== undefined}
      menuTrigger="focus"
      value={value}
      onChange={(key) => onChange(key as Id | null)}
    >
      <FieldHead label={label} hideLabel={hideLabel} optional={optional} mark={mark} />
      <div className="cl-combo">
        <Input className="cl-input" placeholder={placeholder} />
        <AriaButton className="cl-combo-button" aria-label={t('ui.select.choose')}>
          <Icon of={ChevronDown} />
        </AriaButton>
      </div>
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
    </AriaComboBox>
  );
}
