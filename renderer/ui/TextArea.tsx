// Several lines of text that grow with what is typed, and the mark that says it is kept.
import { useId, type ReactNode, type Ref } from 'react';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { FieldFoot, FieldHead, type FieldProps } from './TextField.tsx';

export interface TextAreaProps extends FieldProps {
  rows?: number;
  /** Instant at which the desk confirmed that the draft is kept: `kept 10:47:12`. */
  keptAt?: string;
  /** The caller's own words: larger. */
  said?: boolean;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  ref?: Ref<HTMLTextAreaElement>;
}

/** `kept 10:47:12`: only what the desk has confirmed. */
export function KeptMark({ at }: { at: string }): ReactNode {
  return <span className="cl-field-mark">{t('ui.kept', { time: formatTimeSeconds(at) })}</span>;
}

export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  mark,
  optional,
  rows = 2,
  keptAt,
  said,
  placeholder,
  onKeyDown,
  ref,
  ...field
}: TextAreaProps) {
  const id = useId();
  return (
    <AriaTextField
      {...field}
      id={id}
      isInvalid={error !== undefined}
      onKeyDown={onKeyDown as never}
      className="cl-field"
    >
      <FieldHead
        label={label}
        hideLabel={hideLabel}
        optional={optional}
        mark={mark ?? (keptAt && <KeptMark at={keptAt} />)}
      />
      <AriaTextArea
        ref={ref}
        rows={rows}
        placeholder={placeholder}
        className={cx('cl-input cl-area', said && 'cl-area-said')}
      />
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}
