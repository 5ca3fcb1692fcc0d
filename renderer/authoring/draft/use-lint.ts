// What the desk finds wrong in a draft, asked a moment after the last change; the last answer stays until the next.
import { useEffect, useRef, useState } from 'react';
import type { ArticleLint } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import type { ArticleFinding } from '#shared/domain/knowledge/lint-codes.ts';
import { careline } from '../../bridge/index.ts';
import type { Mark } from '../editor/markdown-editor.ts';
import { placeOf } from '../editor/edits.ts';
import { findingText } from '../words.ts';

/** From the last change until it is asked, ms. */
const restMs = 450;

export interface Linted {
  report: ArticleLint | null;
  /** The answer is of these very words. */
  isNew: boolean;
}

export function useLint(fields: DraftFields | null, articleId: string | null): Linted {
  const [known, setKnown] = useState<{ of: DraftFields; report: ArticleLint } | null>(null);
  const asked = useRef(0);
  useEffect(() => {
    if (fields === null) return undefined;
    const mine = ++asked.current;
    const timer = setTimeout(() => {
      void careline.authoring.lint({ articleId, fields }).then((result) => {
        if (mine === asked.current && result.ok) setKnown({ of: fields, report: result.value });
      });
    }, restMs);
    return () => clearTimeout(timer);
  }, [fields, articleId]);
  return { report: known?.report ?? null, isNew: known !== null && known.of === fields };
}

/** The findings that have a place in the text, as marks under its words. */
export const marksOf = (findings: readonly ArticleFinding[], body: string): Mark[] =>
  findings.flatMap((finding) => {
    if (finding.field !== 'body' || finding.line === null) return [];
    const from = placeOf(body, finding.line, finding.column ?? 1);
    const end = finding.length ?? 0;
    const lineEnd = body.indexOf('\n', from);
    // Without a length the rest of its line is meant.
    const to = end > 0 ? Math.min(body.length, from + end) : lineEnd < 0 ? body.length : lineEnd;
    return [
      { from, to, severity: finding.severity === 'stop' ? 'error' : 'warning', text: findingText(finding) },
    ];
  });

type Stretch = Pick<Mark, 'from' | 'to'>;
const inOrder = (a: Stretch, b: Stretch): number => a.from - b.from || a.to - b.to;

/**
 * The next finding after what is selected, round to the first; -1 = before, +1 = after. One that begins where the last ended, or
 * within it, is the next one; findings of the very same words come as one, with what each says. Null when there is none.
 */
export function nextMark(marks: readonly Mark[], at: Stretch, step: 1 | -1): Mark | null {
  const order = marks.toSorted(inOrder);
  const next =
    step === 1
      ? (order.find((mark) => inOrder(mark, at) > 0) ?? order[0])
      : (order.findLast((mark) => inOrder(mark, at) < 0) ?? order.at(-1));
  if (next === undefined) return null;
  const same = order.filter((mark) => inOrder(mark, next) === 0);
  return { ...next, text: same.map((mark) => mark.text).join(' ') };
}
