// A text as agents see an article, from the same parts as theirs; marks a stretch of it where one is meant.
import '../text/late/knowledge.ts';
import { useEffect, useMemo, useRef } from 'react';
import type { TextRange } from '#shared/domain/knowledge/article.ts';
import { sectionsOf } from '#shared/domain/knowledge/sections.ts';
import { Section } from '../knowledge/article/Section.tsx';
import '../knowledge/knowledge.css';
import '../knowledge/article/article.css';

export function ArticleWords({
  body,
  label,
  marked = null,
}: {
  body: string;
  label: string;
  /** Half-open, in the body: the drawn texts that it touches are marked. */
  marked?: TextRange | null;
}) {
  const box = useRef<HTMLDivElement>(null);
  const sections = useMemo(() => sectionsOf(body), [body]);
  useEffect(() => {
    const texts = box.current?.querySelectorAll<HTMLElement>('[data-at]') ?? [];
    let first: HTMLElement | null = null;
    for (const text of texts) {
      const at = Number(text.dataset['at']);
      const isIn = marked !== null && at < marked[1] && at + Number(text.dataset['length']) > marked[0];
      text.classList.toggle('cl-authoring-mark', isIn);
      if (isIn) first ??= text;
    }
    first?.scrollIntoView({ block: 'nearest' });
  }, [sections, marked]);
  return (
    <div ref={box} className="cl-knowledge-body" role="group" aria-label={label}>
      {sections.map((section) => (
        <Section key={section.offset} section={section} grade={null} />
      ))}
    </div>
  );
}
