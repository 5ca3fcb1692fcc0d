// Small parts of every page here: its head, what failed with the way on, and the three states of an answer.
import { useEffect, useRef, type ReactNode } from 'react';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';
import type { Asked } from './use-asked.ts';

export function PageHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was pressed to come here is gone: reading goes on at the head of the page, and nothing typed is left for it.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <header className="cl-trainer-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="cl-detail">{lead}</p>}
      </div>
      {action !== undefined && <div className="cl-trainer-actions">{action}</div>}
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
            {t('trainer.again')}
          </Button>
        )
      }
    >
      {next}
    </Banner>
  );
}

/** Reading, failed (what was known stays under it), or the answer. */
export function Answer<V>({ of, children }: { of: Asked<V>; children: (value: V) => ReactNode }) {
  return (
    <>
      {of.failure !== null && <FailedBanner code={of.failure.code} again={of.again} />}
      {of.value !== null && children(of.value)}
      {of.value === null && of.failure === null && <Skeleton label={t('trainer.reading')} lines={5} />}
    </>
  );
}

export interface TrainerTableProps {
  /** For those who don't see it: what is listed. */
  caption: string;
  columns: readonly string[];
  /** Rows; the last cell of each holds what can be done with it. */
  children: ReactNode;
}
export function TrainerTable({ caption, columns, children }: TrainerTableProps) {
  return (
    <div className="cl-trainer-scroll">
      <table className="cl-trainer-table">
        <caption className="cl-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            <th scope="col">
              <span className="cl-hidden">{t('trainer.col.act')}</span>
            </th>
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
