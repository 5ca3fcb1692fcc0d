// What is different between two articles: the fields that are, then the text word by word.
import { lazy, Suspense } from 'react';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { useAccounts } from '../../app/accounts.ts';
import { t } from '../../text/t.ts';
import { DefinitionRows, Skeleton } from '../../ui/index.ts';
import { changedHead, type Head } from '../head-words.ts';

const WordDiff = lazy(() => import('../../knowledge/versions/WordDiff.tsx'));

/** What is compared; a draft has the same fields as an article. */
export type Compared = Head & Pick<Article, 'body'>;

export function ChangedFields({
  before,
  after,
  label,
}: {
  before: Compared;
  after: Compared;
  label: string;
}) {
  const { accounts } = useAccounts();
  const rows = changedHead(before, after, accounts).map(({ label: field, was, is }) => ({
    label: field,
    value: (
      <>
        <del>{was}</del> <ins>{is}</ins>
      </>
    ),
  }));
  return (
    <div className="cl-stack cl-draft-changes">
      {rows.length > 0 && <DefinitionRows rows={rows} />}
      <Suspense fallback={<Skeleton lines={4} label={t('authoring.changes.reading')} />}>
        <WordDiff before={before.body} after={after.body} label={label} />
      </Suspense>
    </div>
  );
}
