// One article holds both what may be read to the caller and what only the agent may know; the page must never blur the two.

/** `caller` = may be read out as it stands; `internal` = for the agent only; `facts` = before the first heading. */
export type SectionKind = 'facts' | 'caller' | 'internal';
export interface ArticleSection {
  kind: SectionKind;
  /** Markdown of the section without its heading. */
  markdown: string;
  /** Where `markdown` starts in the body, so that a quote keeps its true offsets. */
  offset: number;
}

const headings: Record<string, SectionKind> = {
  'say to the caller': 'caller',
  'for you only': 'internal',
  'diga a quien llama': 'caller',
  'solo para usted': 'internal',
  'katakan kepada penelepon': 'caller',
  'hanya untuk anda': 'internal',
};

/** Splits at the two known second-level headings; any other heading stays text. Sample articles are one `facts` section. */
export function sectionsOf(body: string): ArticleSection[] {
  const found: ArticleSection[] = [];
  const add = (kind: SectionKind, start: number, end: number) => {
    const raw = body.slice(start, end);
    const markdown = raw.trim();
    if (markdown) found.push({ kind, markdown, offset: start + raw.indexOf(markdown) });
  };
  let kind: SectionKind = 'facts';
  let start = 0;
  for (const match of body.matchAll(/^##[ \t]+(.+?)[ \t]*$/gm)) {
    const next = headings[(match[1] ?? '').toLowerCase()];
    if (next === undefined) continue;
    add(kind, start, match.index);
    kind = next;
    start = match.index + match[0].length;
  }
  add(kind, start, body.length);
  return found;
}
