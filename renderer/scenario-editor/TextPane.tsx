// The scenario's text as it is, with the numbers of its lines: the lint names lines, and pressing a finding goes to its line.
import { useEffect, useMemo, useRef } from 'react';
import { t } from '../text/t.ts';

/** px; as editor.css has it. */
const lineHeight = 18;
const above = 10;

export interface TextPaneProps {
  text: string;
  /** Lines with a finding, from 1. */
  marked: ReadonlySet<number>;
  /** Where to go; a new object each time, so that the same line can be gone to twice. */
  goTo: { line: number } | null;
  onChange: (text: string) => void;
}

export function TextPane({ text, marked, goTo, onChange }: TextPaneProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const count = text.split('\n').length;
  // One text, not an element a line: a file that somebody opens may have a hundred thousand.
  const numbers = useMemo(() => Array.from({ length: count }, (_, i) => i + 1).join('\n'), [count]);
  useEffect(() => {
    const element = area.current;
    if (element === null || goTo === null) return;
    const lines = element.value.split('\n');
    const start = lines.slice(0, goTo.line - 1).reduce((sum, l) => sum + l.length + 1, 0);
    element.focus();
    element.setSelectionRange(start, start + (lines[goTo.line - 1]?.length ?? 0));
    element.scrollTop = Math.max(0, (goTo.line - 5) * lineHeight);
  }, [goTo]);
  return (
    <div className="cl-scenario-text">
      <div ref={gutter} className="cl-scenario-gutter" aria-hidden="true">
        <pre>{numbers}</pre>
        {[...marked]
          .filter((line) => line > 0 && line <= count)
          .map((line) => (
            <span key={line} className="cl-scenario-marked" style={{ top: above + (line - 1) * lineHeight }}>
              {line}
            </span>
          ))}
      </div>
      <textarea
        ref={area}
        className="cl-scenario-area"
        aria-label={t('scenario-editor.text.label')}
        spellCheck={false}
        wrap="off"
        maxLength={400_000}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
        }}
      />
    </div>
  );
}
