// The caller's words: marked where a hint found its reason, and as captions under a call.
import type { ReactNode } from 'react';
import { cx } from './cx.ts';

export interface Range {
  /** Index of the first character (UTF-16), and of the one after the last. */
  start: number;
  end: number;
}

export interface HighlightProps {
  text: string;
  /** In any order; what overlaps or lies outside the text is cut. */
  ranges: readonly Range[];
}

/** The text as pieces, marked or not: pure, so that a test can hold it. */
export function piecesOf(
  text: string,
  ranges: readonly Range[],
): { text: string; start: number; marked: boolean }[] {
  const pieces: { text: string; start: number; marked: boolean }[] = [];
  let at = 0;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const start = Math.max(at, range.start);
    const end = Math.min(text.length, range.end);
    if (!(end > start)) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, marked: false });
    pieces.push({ text: text.slice(start, end), start, marked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, marked: false });
  return pieces;
}

export function Highlight({ text, ranges }: HighlightProps) {
  return (
    <>
      {piecesOf(text, ranges).map((piece) =>
        piece.marked ? (
          <mark key={piece.start} className="cl-highlight">
            {piece.text}
          </mark>
        ) : (
          <span key={piece.start}>{piece.text}</span>
        ),
      )}
    </>
  );
}

export interface CaptionLineProps {
  /** `0:21`, in the narrow column at the left. */
  time?: string;
  /** `Caller`, `You`. */
  who: string;
  /** The words themselves, without quotation marks. */
  children: ReactNode;
  /** Right: a chip. */
  mark?: ReactNode;
  /** Small, under the words: where it is from, what it shows. */
  note?: ReactNode;
  tone?: 'neutral' | 'amber';
}

export function CaptionLine({ time, who, children, mark, note, tone = 'neutral' }: CaptionLineProps) {
  return (
    <div className={cx('cl-caption', tone === 'amber' && 'cl-caption-amber')}>
      <span className="cl-caption-time">{time}</span>
      <div className="cl-caption-body">
        <div className="cl-detail-quiet">{who}</div>
        <div className="cl-caption-words">“{children}”</div>
        {note && <div className="cl-detail">{note}</div>}
      </div>
      {mark && <div>{mark}</div>}
    </div>
  );
}
