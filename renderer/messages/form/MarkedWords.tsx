// The caller's words with the red flags marked in them while they are typed. The marks lie on a copy of the text behind the
// textarea, drawn letter for letter in the same place; the text itself stays the browser's own, with its caret and its undo.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { RedFlagMark } from '#shared/domain/messages/message.ts';
import { Highlight, TextArea, type Range } from '../../ui/index.ts';
import type { TextAreaProps } from '../../ui/TextArea.tsx';
import { movedRanges, openMarks } from '../marks.ts';

export interface MarkedWordsProps extends Omit<TextAreaProps, 'ref' | 'said'> {
  marks: readonly RedFlagMark[];
}

interface Box {
  top: number;
  left: number;
  width: number;
  height: number;
}
const boxOf = (area: HTMLTextAreaElement): Box => ({
  top: area.offsetTop,
  left: area.offsetLeft,
  // Without the scroll bar: the copy must break its lines where the text does.
  width: area.clientWidth + 2,
  height: area.offsetHeight,
});
const same = (a: Box | null, b: Box): boolean =>
  a !== null && a.top === b.top && a.left === b.left && a.width === b.width && a.height === b.height;

export function MarkedWords({ marks, value, ...field }: MarkedWordsProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = useRef<HTMLDivElement>(null);
  const [box, setBox] = useState<Box | null>(null);
  // The marks belong to the text as it was scanned; until the next scan they move with their words.
  const [scanned, setScanned] = useState({ marks, text: value });
  if (scanned.marks !== marks) setScanned({ marks, text: value });
  const places: Range[] = openMarks(scanned.marks).filter((m) => m.end > m.start);
  const shown = movedRanges(places, scanned.text, value);
  const marked = shown.length > 0;
  useEffect(() => {
    const element = area.current;
    if (element === null || !marked) return;
    const measure = (): void => {
      const next = boxOf(element);
      setBox((before) => (same(before, next) ? before : next));
    };
    const scroll = (): void => {
      if (copy.current) copy.current.scrollTop = element.scrollTop;
    };
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(element);
    element.addEventListener('scroll', scroll, { passive: true });
    return () => {
      watching.disconnect();
      element.removeEventListener('scroll', scroll);
    };
  }, [marked]);
  useLayoutEffect(() => {
    if (copy.current && area.current) copy.current.scrollTop = area.current.scrollTop;
  });
  return (
    <div className="cl-messages-marked" data-marked={marked || undefined}>
      {marked && box !== null && (
        <div ref={copy} className="cl-messages-marks cl-area-said" style={box} aria-hidden="true">
          {/* In a textarea a last empty line counts. */}
          <Highlight text={value} ranges={shown} />
          <br />
        </div>
      )}
      <TextArea {...field} value={value} said ref={area} />
    </div>
  );
}
