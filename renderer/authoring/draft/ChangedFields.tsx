// What is different between two articles: the fields that are, then the text word by word.
import { lazy, Suspense } from 'react';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { t } from '../../text/t.ts';
import { DefinitionRows, Skeleton } from '../../ui/index.ts';

const WordDiff = lazy(() => import('../../knowledge/versions/WordDiff.tsx'));

/** What is compared; a draft has the same fields as an article. */
export type Compared = Pick<
  Article,
  | 'title'
  | 'topic'
  | 'section'
  | 'kind'
  | 'lang'
  | 'practice'
  | 'site'
  | 'keywords'
  | 'callTypes'
  | 'roles'
  | 'owner'
  | 'reviewBy'
  | 'clinicalDraft'
  | 'mustRead'
  | 'body'
>;
const heads = [
  'title',
  'kind',
  'lang',
  'practice',
  'site',
  'topic',
  'section',
  'keywords',
  'callTypes',
  'roles',
  'owner',
  'reviewBy',
] as const;
const said = (value: Compared[(typeof heads)[number]]): string =>
  value === null || (Array.isArray(value) && value.length === 0)
    ? t('authoring.changes.nothing')
    : Array.isArray(value)
      ? value.join(', ')
      : value;

export function ChangedFields({
  before,
  after,
  label,
}: {
  before: Compared;
  after: Compared;
  label: string;
}) {
  const rows = heads.flatMap((id) => {
    const [was, is] = [said(before[id]), said(after[id])];
    return was === is
      ? []
      : [
          {
            label: t(`authoring.head.${id}`),
            value: (
              <>
                <del>{was}</del> <ins>{is}</ins>
              </>
            ),
          },
        ];
  });
  const flags = (['clinicalDraft', 'mustRead'] as const).flatMap((id) =>
    before[id] === after[id]
      ? []
      : [
          {
            label: t(id === 'mustRead' ? 'authoring.head.mustRead' : 'authoring.head.clinical'),
            value: t(after[id] ? 'authoring.changes.now-yes' : 'authoring.changes.now-no'),
          },
        ],
  );
  return (
    <div className="cl-stack cl-draft-changes">
      {rows.length + flags.length > 0 && <DefinitionRows rows={[...rows, ...flags]} />}
      <Suspense fallback={<Skeleton lines={4} label={t('authoring.changes.reading')} />}>
        <WordDiff before={before.body} after={after.body} label={label} />
      </Suspense>
    </div>
  );
}
