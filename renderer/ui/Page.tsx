// Parts that pages with a list of places have in common: a page's head, what failed with the way on, the three states of an
// answer, and a plain table.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';
import { Skeleton } from './Skeleton.tsx';
import './page.css';

export function PageHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was pressed to come here is gone: reading goes on at the head of the page, and nothing typed is left for it.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <header className="cl-page-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="cl-detail">{lead}</p>}
      </div>
      {action !== undefined && <div className="cl-page-actions">{action}</div>}
    </header>
  );
}

export function FailedBanner({ code, again }: { code: string; again?: () => void }) {
  const { sentence, next } = errorText(code);
  return (
    <Banner
      tone="amber"
      title={sentence}
      action={
        again && (
          <Button size="small" onPress={again}>
            {t('ui.card.retry')}
          </Button>
        )
      }
    >
      {next}
    </Banner>
  );
}

export interface Answered<V> {
  value: V | null;
  failure: Failure | null;
  again: () => void;
}
/** Reading, failed (what was known stays under it), or the answer. */
export function Answer<V>({ of, children }: { of: Answered<V>; children: (value: V) => ReactNode }) {
  return (
    <>
      {of.failure !== null && <FailedBanner code={of.failure.code} again={of.again} />}
      {of.value !== null && children(of.value)}
      {of.value === null && of.failure === null && <Skeleton label={t('ui.reading')} lines={5} />}
    </>
  );
}

export interface DataTableProps {
  /** For those who don't see it: what is listed. */
  caption: string;
  /** Heads; one in `{ hidden }` is only heard. */
  columns: readonly (string | { hidden: string })[];
  className?: string;
  /** Rows. */
  children: ReactNode;
}
export function DataTable({ caption, columns, className, children }: DataTableProps) {
  return (
    <div className="cl-page-scroll">
      <table className={className}>
        <caption className="cl-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) =>
              typeof column === 'string' ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th key={column.hidden} scope="col">
                  <span className="cl-hidden">{column.hidden}</span>
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
