// The one question before a hang-up (product.md 7): help is not confirmed. Over every screen, and in the card where that is
// open. It takes the focus for Enter, but never from a field that somebody types in.
import { PhoneOff, Siren } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { keysOf } from '../app/keys.ts';
import { isMac } from '../app/use-keys.ts';
import { end, endForAll } from '../calls/store.ts';
import { t } from '../text/t.ts';
import { announce, Button, cx, Icon } from '../ui/index.ts';
import { askedMs, helpOpenFor, stayOnLine, useEndAsk, type Asked } from './end-ask.ts';
import { useBoards } from './store.ts';
import './end-ask.css';

/** @param over nothing lies under it that it belongs to: it floats. */
export function EndAsk({ over = false }: { over?: boolean }) {
  const asked = useEndAsk((s) => s.asked);
  return asked === null ? null : <Question key={asked.at} asked={asked} over={over} />;
}

function Question({ asked, over }: { asked: Asked; over: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  // Confirmed meanwhile, here or in another window: there is nothing to ask any more.
  const open = useBoards((s) => s.by[asked.callId] !== undefined && helpOpenFor(asked.callId));
  useEffect(() => {
    if (!open) return stayOnLine();
    announce(t('emergency.end.ask', { keys: keysOf('hang-up', isMac) }), true);
    const at = document.activeElement;
    const typing = at instanceof HTMLElement && at.matches('input, textarea, [contenteditable="true"]');
    if (!typing) box.current?.querySelector('button')?.focus({ preventScroll: true });
    const timer = setTimeout(stayOnLine, askedMs);
    return () => {
      clearTimeout(timer);
      if (!typing && at instanceof HTMLElement && at.isConnected) at.focus({ preventScroll: true });
    };
  }, [open]);
  const again = (): void => {
    useEndAsk.setState({ asked: { ...asked, sure: true } });
    if (asked.how === 'all') endForAll(asked.callId);
    else void end(asked.callId);
  };
  // Enter also where the focus has gone to a card meanwhile; a field and another button keep theirs.
  const enter = useEffectEvent((event: KeyboardEvent) => {
    const at = event.target instanceof HTMLElement ? event.target : null;
    const own = at?.closest('input, textarea, select, button, a, [contenteditable="true"]') ?? null;
    const chord = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat;
    if (event.key !== 'Enter' || chord || own !== null) return;
    event.preventDefault();
    event.stopPropagation();
    again();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => enter(event);
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);
  return (
    <div
      ref={box}
      role="alertdialog"
      aria-label={t('emergency.end.title')}
      className={cx('cl-em-end', over && 'cl-em-end-over')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        stayOnLine();
      }}
    >
      <Icon of={Siren} size={18} tone="red" />
      <p>
        <strong>{t('emergency.end.title')}</strong> {t('emergency.end.what')}
      </p>
      <Button kind="danger" icon={PhoneOff} keys={keysOf('hang-up', isMac)} onPress={again}>
        {t('emergency.end.end')}
      </Button>
      <Button onPress={stayOnLine}>{t('emergency.end.stay')}</Button>
    </div>
  );
}
