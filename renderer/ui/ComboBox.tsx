// One of many, found by typing. What matches nothing says so, and then no key chooses anything.
import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { ComboBox as AriaComboBox } from 'react-aria-components/ComboBox';
import { Input } from 'react-aria-components/Input';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { t } from '../text/t.ts';
import { Icon } from './Icon.tsx';
import type { Option } from './Select.tsx';
import { findBy } from './find-by.ts';
import { FieldFoot, FieldHead, type FieldProps } from './TextField.tsx';

export interface ComboBoxProps<Id extends string> extends Omit<
  FieldProps,
  'value' | 'onChange' | 'maxLength'
> {
  options: readonly Option<Id>[];
  value: Id | null;
  onChange: (id: Id | null) => void;
}

/** About eight rows (px): what lies under the list stays within reach. */
const mostHeight = 276;

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
  const find = useMemo(() => findBy(options), [options]);
  return (
    <AriaComboBox
      {...field}
      className="cl-field"
      isInvalid={error !== undefined}
      menuTrigger="focus"
      allowsEmptyCollection
      defaultFilter={find}
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
      <Popover className="cl-popover" offset={4} maxHeight={mostHeight}>
        <ListBox
          className="cl-options"
          renderEmptyState={() => <p className="cl-option cl-detail-quiet">{t('ui.combo.empty')}</p>}
        >
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
