// Tones in a call, by mouse, by keyboard while the keypad has the focus, and never shown as a whole card number (C24).
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import {
  appendSent,
  keypadDigit,
  keypadLetters,
  keypadRows,
  sentText,
  shownSent,
  type Pressed,
} from './keypad.ts';
import { closePanel, usePanel } from './panel.ts';

export function Keypad({ callId }: { callId: string }) {
  const [pressed, setPressed] = useState<readonly Pressed[]>([]);
  const count = useRef(0);
  const sent = sentText(pressed);
  const box = useRef<HTMLDivElement>(null);
  const asked = usePanel((s) => s.asked);
  useEffect(() => box.current?.focus({ preventScroll: true }), [asked]);
  const send = (digit: string): void => {
    const n = ++count.current;
    setPressed((was) => appendSent(was, { n, digit }));
    void careline.telephony.dtmf({ callId, digits: digit }).then((result) => {
      if (result.ok) return;
      // It was not sent, so it is not shown as sent.
      setPressed((was) => was.filter((one) => one.n !== n));
      sayFailure(result);
    });
  };
  return (
    <div
      ref={box}
      className="cl-tel-keypad"
      role="group"
      tabIndex={0}
      aria-label={t('telephony.keypad')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          return closePanel();
        }
        const digit = event.repeat ? null : keypadDigit(event);
        if (digit === null) return;
        event.preventDefault();
        send(digit);
      }}
    >
      <div className="cl-tel-keypad-side">
        <span className="cl-detail">{t('telephony.keypad.sent')}</span>
        <output className="cl-tel-sent cl-mono" aria-live="off">
          {sent === '' ? '–' : shownSent(sent)}
        </output>
        <span className="cl-detail">{t('telephony.keypad.hint')}</span>
      </div>
      <div className="cl-tel-keys">
        {keypadRows.flat().map((digit) => (
          <AriaButton
            key={digit}
            className="cl-button cl-button-quiet cl-tel-key"
            excludeFromTabOrder
            onPress={() => send(digit)}
          >
            <span className="cl-mono">{digit}</span>
            <small aria-hidden="true">{keypadLetters[digit] ?? ''}</small>
          </AriaButton>
        ))}
      </div>
    </div>
  );
}
