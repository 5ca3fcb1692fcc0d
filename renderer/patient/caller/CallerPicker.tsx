// The choice of who is on the line: every answer in sight, each with its key. A choice of somebody else closes the record
// at once, until what they may hear is decided.
import { useLayoutEffect, useRef } from 'react';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/index.ts';
import { choiceFor, choices } from './who.ts';

export interface CallerPickerProps {
  value: Caller | null;
  onChoose: (caller: Caller) => void;
  onClose: () => void;
}

export function CallerPicker({ value, onChoose, onClose }: CallerPickerProps) {
  const group = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  // Before it is painted: the next key is already the choice.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    group.current?.querySelector<HTMLElement>('button')?.focus();
  }, []);
  /** Whoever opened it from the note goes on writing there. */
  const close = (): void => {
    const back = before.current;
    // A box that opens its list when it gets the focus would open it for somebody who only closed this.
    if (back instanceof HTMLElement && back.isConnected && back.getAttribute('role') !== 'combobox')
      back.focus();
    else group.current?.parentElement?.querySelector('button')?.focus({ preventScroll: true });
    onClose();
  };
  return (
    <div
      ref={group}
      role="group"
      aria-label={t('caller.title')}
      className="cl-caller-choice"
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const chosen = choiceFor(event.key);
        if (chosen === null && event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        if (chosen === null) close();
        else onChoose(chosen);
      }}
    >
      <p className="cl-detail">{t('caller.ask')}</p>
      <div className="cl-caller-choices">
        {choices.map(({ caller, key }) => (
          <Button
            key={caller}
            size="small"
            keys={key}
            className={caller === value ? 'cl-caller-now' : ''}
            onPress={() => onChoose(caller)}
          >
            {t(`caller.as.${caller}`)}
          </Button>
        ))}
      </div>
    </div>
  );
}
