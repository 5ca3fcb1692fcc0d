// Draws an article's markdown: no raw HTML, no pictures, links as text with their address. Every text knows the place in
// the body that it came from, so that a quote is exact.
import { useMemo, type ReactNode } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { t } from '../text/t.ts';
import { placeTexts } from './quote-range.ts';
import { tableHeads } from './table-heads.ts';

export interface MarkdownProps {
  markdown: string;
  /** Where this markdown begins in the article's body. */
  offset: number;
}

interface Inner {
  children?: ReactNode;
}

/** Headings inside an article stay below its sections'. */
const Heading = ({ children }: Inner) => <h4>{children}</h4>;

const components: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  a: ({ children, href }) => (
    <span>
      {children}
      {href !== undefined && href !== '' && <span className="cl-knowledge-address"> ({href})</span>}
    </span>
  ),
  table: ({ children, className }) => (
    <div className="cl-knowledge-table" role="region" aria-label={t('knowledge.article.table')} tabIndex={0}>
      <table className={className}>{children}</table>
    </div>
  ),
};
const plugins = [remarkGfm];
const left = ['img', 'input'];

export function Markdown({ markdown, offset }: MarkdownProps) {
  const places = useMemo(() => [placeTexts(offset), tableHeads], [offset]);
  return (
    <ReactMarkdown
      remarkPlugins={plugins}
      rehypePlugins={places}
      components={components}
      disallowedElements={left}
      unwrapDisallowed
    >
      {markdown}
    </ReactMarkdown>
  );
}
