// The caller's words as large captions, always labelled with where they come from. Newest at the bottom, in view.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Caption } from '#shared/contract/calls.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, cx } from '../ui/index.ts';
import { useCalls } from './store.ts';
import { wholeLines } from './whole-lines.ts';
import './calls.css';

/** null while nothing was read yet. */
export function useCaptions(callId: string): { lines: Caption[] | null; failed: boolean; read: () => void } {
  const [lines, setLines] = useState<Caption[] | null>(null);
  const [failed, setFailed] = useState(false);
  const newest = useRef(0);
  const read = useCallback(() => {
    const mine = ++newest.current;
    void careline.calls.captions({ callId }).then((result) => {
      if (mine !== newest.current) return;
      setFailed(!result.ok);
      if (result.ok) setLines(result.value);
    });
  }, [callId]);
  useEffect(read, [read]);
  useTopic(careline.calls.changed, ({ ids, resync }) => {
    if (resync === true || ids.length === 0 || ids.includes(callId)) read();
  });
  return { lines, failed, read };
}

export function CaptionStrip() {
  const { inHand } = useCalls();
  return inHand && <Strip key={inHand.id} callId={inHand.id} line={inHand.line} />;
}

function Strip({ callId, line }: { callId: string; line: string }) {
  const { lines, failed, read } = useCaptions(callId);
  const end = useRef<HTMLDivElement>(null);
  const count = lines?.length ?? 0;
  useEffect(() => {
    const list = end.current;
    if (!list) return;
    const fit = (): void => {
      list.style.height = list.style.maxHeight = '';
      const lines = [...list.querySelectorAll('li')].map((line) => line.getBoundingClientRect().height);
      const height = `${wholeLines(lines, parseFloat(getComputedStyle(list).maxHeight))}px`;
      list.style.height = list.style.maxHeight = height;
      list.scrollTop = list.scrollHeight;
    };
    fit();
    // Only the width matters, and the window's height through the style sheet.
    window.addEventListener('resize', fit);
    const width = new ResizeObserver(fit);
    if (list.parentElement) width.observe(list.parentElement);
    return () => {
      window.removeEventListener('resize', fit);
      width.disconnect();
    };
  }, [count]);
  // Only the practice line promises words; a line that has none shows no empty box.
  if (count === 0 && !failed && line !== 'practice') return null;
  const from = lines?.at(-1)?.from ?? 'scenario';
  return (
    <section className="cl-panel cl-captions" aria-label={t('calls.captions')}>
      <header className="cl-captions-head">
        <h2 className="cl-detail">{t('calls.captions')}</h2>
        <span className="cl-detail-quiet">{t(`calls.captions.from.${from}`)}</span>
      </header>
      {failed && (
        <div className="cl-inline cl-captions-none">
          <span>{t('calls.captions.failed')}</span>
          <Button size="small" onPress={read}>
            {t('calls.again')}
          </Button>
        </div>
      )}
      {count === 0 ? (
        !failed && <p className="cl-captions-none cl-detail">{t('calls.captions.none')}</p>
      ) : (
        <div ref={end} className="cl-captions-list" role="log" tabIndex={0} aria-label={t('calls.captions')}>
          <ol>
            {lines?.map((caption, i) => (
              <li
                key={`${i} ${caption.at}`}
                className={cx('cl-captions-line', i === count - 1 && 'cl-captions-newest')}
              >
                “{caption.text}”<time dateTime={caption.at}>{formatTimeSeconds(caption.at)}</time>
              </li>
            ))}
          </ol>
        </div>
      )}
    </section>
  );
}
