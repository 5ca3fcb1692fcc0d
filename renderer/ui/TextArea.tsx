// Several lines of text that grow with what is typed, and the mark that says it is kept.
import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent, ReactNode, Ref } from 'react';
import { Label } from 'react-aria-components/Label';
import { TextArea as AriaTextArea } from 'react-aria-components/TextArea';
import { TextField as AriaTextField } from 'react-aria-components/TextField';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';
import { FieldFoot, FieldHead, type FieldProps } from './TextField.tsx';

export interface TextAreaProps extends FieldProps {
  rows?: number;
  /** Instant at which the desk confirmed that the draft is kept: `kept 10:47:12`. */
  keptAt?: string;
  /** The caller's own words: larger. */
  said?: boolean;
  /** One bar with this icon at the left and the mark at the right, as the notes under a call; its label is spoken only. */
  icon?: LucideIcon;
  onKeyDown?: (event: KeyboardEvent) => void;
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
  icon,
  placeholder,
  onKeyDown,
  ref,
  ...field
}: TextAreaProps) {
  const shown = mark ?? (keptAt && <KeptMark at={keptAt} />);
  const area = cx('cl-area', said && 'cl-area-said');
  return (
    <AriaTextField
      {...field}
      isInvalid={error !== undefined}
      onKeyDown={onKeyDown as never}
      className="cl-field"
    >
      {icon ? (
        <div className="cl-input cl-area-bar">
          <Label className="cl-hidden">{label}</Label>
          <Icon of={icon} />
          <AriaTextArea ref={ref} rows={1} placeholder={placeholder} className={area} />
          {shown && <span className="cl-field-mark">{shown}</span>}
        </div>
      ) : (
        <>
          <FieldHead label={label} hideLabel={hideLabel} optional={optional} mark={shown} />
          <AriaTextArea ref={ref} rows={rows} placeholder={placeholder} className={cx('cl-input', area)} />
        </>
      )}
      <FieldFoot hint={hint} error={error} />
    </AriaTextField>
  );
}
