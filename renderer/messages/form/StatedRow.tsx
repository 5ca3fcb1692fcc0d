// One question answered as the caller states it: yes, no, not known. Y, N and U choose and go on while the row has the focus,
// so that six conditions are six keys (M11, M12, M17).
import type { KeyboardEvent, ReactNode } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { ToggleButtonGroup } from 'react-aria-components/ToggleButtonGroup';
import type { DraftFields } from '#shared/domain/messages/message.ts';
import { t } from '../../text/t.ts';
import { KeyHint } from '../../ui/index.ts';
import { Field } from './Part.tsx';

export type Stated = DraftFields['consentToShare'];
const answers = ['yes', 'no', 'unknown'] as const;

export interface StatedRowProps {
  /** Its `data-field`. */
  name: string;
  label: string;
  value: Stated;
  onChange: (value: Stated) => void;
  /** Beside the answer: how many weeks, when. */
  children?: ReactNode;
}

/** From this row to the next one of the same list; after the last one it stays. */
function nextRow(from: Element): void {
  const rows = Array.from(
    from.closest('.cl-messages-stated-list')?.querySelectorAll('.cl-messages-stated') ?? [],
  );
  const at = rows.findIndex((row) => row.contains(from));
  const next = rows[at + 1]?.querySelector<HTMLElement>('[role="radio"][tabindex="0"], [role="radio"]');
  next?.focus();
}

export function StatedRow({ name, label, value, onChange, children }: StatedRowProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const answer = answers.find((id) => t(`messages.stated.${id}.key`) === event.key.toUpperCase());
    if (answer === undefined) return;
    event.preventDefault();
    onChange(answer);
    if (event.target instanceof Element) nextRow(event.target);
  };
  return (
    <Field name={name}>
      <div className="cl-messages-stated" onKeyDown={onKeyDown}>
        <span className="cl-messages-stated-label" aria-hidden="true">
          {label}
        </span>
        <ToggleButtonGroup
          aria-label={label}
          className="cl-messages-answers"
          selectionMode="single"
          selectedKeys={value === 'not-asked' ? [] : [value]}
          onSelectionChange={(keys) => onChange(([...keys][0] as Stated | undefined) ?? 'not-asked')}
        >
          {answers.map((id) => (
            <ToggleButton
              key={id}
              id={id}
              className="cl-messages-answer"
              aria-label={t(`messages.stated.${id}`)}
            >
              {t(`messages.stated.${id}`)}
              <KeyHint keys={t(`messages.stated.${id}.key`)} />
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {children}
      </div>
    </Field>
  );
}
