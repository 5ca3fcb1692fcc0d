// One line of text with its label, hint, error and a quiet mark; phone numbers and dates are formatted as typed.
import { CircleAlert } from 'lucide-react';
import { useRef, type ReactNode, type Ref } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface FieldProps {
  label: string;
  /** The label is then spoken only: where the place of the field already says what it is. */
  hideLabel?: boolean;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  hint?: ReactNode;
  /** A whole sentence: what is wrong and what to do. Its presence marks the field as invalid. */
  error?: string;
  /** Quiet, at the right of the label: `read back 10:42`. */
  mark?: ReactNode;
  placeholder?: string;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
  /** Writes `optional` beside the label. */
  optional?: boolean;
  autoFocus?: boolean;
  maxLength?: number;
  name?: string;
}

export interface TextFieldProps extends FieldProps {
  type?: 'text' | 'password' | 'tel';
  inputMode?: 'text' | 'tel' | 'numeric';
  autoComplete?: string;
  mono?: boolean;
  ref?: Ref<HTMLInputElement>;
}

export function FieldHead({
  label,
  hideLabel,
  optional,
  mark,
}: Pick<FieldProps, 'label' | 'hideLabel' | 'optional' | 'mark'>) {
  return (
    <div className={cx('cl-field-head', hideLabel && !mark && 'cl-hidden')}>
      <Label className={cx('cl-label', hideLabel && 'cl-hidden')}>
        {label}
        {optional && <span className="cl-hint"> · {t('ui.optional')}</span>}
      </Label>
      {mark && <span className="cl-field-mark">{mark}</span>}
    </div>
  );
}

export function FieldFoot({ hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  return (
    <>
      {hint && !error && (
        <Text slot="description" className="cl-hint">
          {hint}
        </Text>
      )}
      <FieldError className="cl-error">
        {error && (
          <>
            <Icon of={CircleAlert} size={14} />
            <span>{error}</span>
          </>
        )}
      </FieldError>
    </>
  );
}

export function TextField({
  label,
  hideLabel,
  hint,
  error,
  mark,
  optional,
  mono,
  placeholder,
  ref,
  ...field
}: TextFieldProps) {
  return (
    <AriaTextField
      {...field}
      isInvalid={error !== undefined}
      autoComplete={field.autoComplete ?? 'off'}
      className="cl-field"
    >
      <FieldHead label={label} hideLabel={hideLabel} optional={optional} mark={mark} />
      <Input ref={ref} placeholder={placeholder} className={cx('cl-input', mono && 'cl-input-mono')} />
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}

export interface FormattedFieldProps extends Omit<TextFieldProps, 'ref' | 'mono' | 'type'> {
  /** Groups what was typed so far (`617555` → `617 555`); the caller reads the value itself. */
  format?: (typed: string) => string;
}

/**
 * Formats only while the caret stands at the end and the text grows: correcting a digit in the middle, or deleting,
 * must not make the text jump. On leaving the field the whole value is formatted.
 */
function useFormatted({
  value,
  onChange,
  onBlur,
  format,
}: Pick<FormattedFieldProps, 'value' | 'onChange' | 'onBlur' | 'format'>) {
  const input = useRef<HTMLInputElement>(null);
  return {
    ref: input,
    onChange: (next: string) => {
      const element = input.current;
      const atEnd = !element || element.selectionStart === null || element.selectionStart >= next.length;
      onChange(format && atEnd && next.length > value.length ? format(next) : next);
    },
    onBlur: () => {
      const tidy = format ? format(value) : value;
      if (tidy !== value) onChange(tidy);
      onBlur?.();
    },
  };
}

/** A phone number in tabular figures. Parsing and formatting come from the caller, who knows the account's region. */
export function PhoneField({ format, ...props }: FormattedFieldProps) {
  const formatted = useFormatted({ ...props, format });
  return <TextField {...props} {...formatted} type="tel" inputMode="tel" mono />;
}

/** A date as plain text: faster than a calendar for a birthday that a caller says aloud. */
export function DateField({ format, ...props }: FormattedFieldProps) {
  const formatted = useFormatted({ ...props, format });
  return <TextField {...props} {...formatted} inputMode="text" mono />;
}
