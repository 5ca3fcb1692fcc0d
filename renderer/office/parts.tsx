// Small parts of every page of the office: its head, what failed with the way on, and the three states of an answer.
import { useEffect, useRef, type ReactNode } from 'react';
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Banner, Button, Skeleton } from '../ui/index.ts';

export function PageHead({ title, lead, action }: { title: string; lead?: ReactNode; action?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What was pressed to come here is gone: reading goes on at the head of the page.
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <header className="cl-office-head">
      <div>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="cl-detail">{lead}</p>}
      </div>
      {action !== undefined && <div className="cl-office-actions">{action}</div>}
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
            {t('office.again')}
          </Button>
        )
      }
    >
      {next}
    </Banner>
  );
}

export interface Asked<V> {
  value: V | null;
  failure: Failure | null;
  again: () => void;
}
/** Reading, failed (what was known stays under it), or the answer. */
export function Answer<V>({ of, children }: { of: Asked<V>; children: (value: V) => ReactNode }) {
  return (
    <>
      {of.failure !== null && <FailedBanner code={of.failure.code} again={of.again} />}
      {of.value !== null && children(of.value)}
      {of.value === null && of.failure === null && <Skeleton label={t('office.reading')} lines={5} />}
    </>
  );
}
