// Who answers for an article, which version it is, who checked it and until when, and where it is from. Addresses are text:
// nothing opens from here.
import type { ArticleView } from '#shared/contract/knowledge.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { DefinitionRows, useNow } from '../ui/index.ts';
import { practiceOf, sourceDate } from './words.ts';

export interface ArticleFactsProps {
  view: ArticleView;
  practiceName: (id: string) => string | null;
}

/** `Dr Sato, 3 Nov, good until 1 Mar`. */
function checkedOf({ verifiedBy, verifiedOn, until }: ArticleView['standing'], now: string): string {
  if (verifiedOn === null || until === null) return t('knowledge.article.never');
  return t('knowledge.article.checked.by', {
    name: verifiedBy ?? t('knowledge.article.nobody'),
    on: formatDate(verifiedOn, { now }),
    until: formatDate(until, { now }),
  });
}

export function ArticleFacts({ view: { article, standing, acknowledged }, practiceName }: ArticleFactsProps) {
  const now = useNow(60_000).toISOString();
  const { owner, version, source, practice } = article;
  return (
    <div className="cl-knowledge-facts">
      <DefinitionRows
        rows={[
          { label: t('knowledge.article.practice'), value: practiceOf(practice, practiceName) },
          { label: t('knowledge.article.owner'), value: owner ?? t('knowledge.article.nobody') },
          { label: t('knowledge.article.checked'), value: checkedOf(standing, now) },
          { label: t('knowledge.article.version'), value: t('knowledge.version', { version }) },
          {
            label: t('knowledge.article.source'),
            value: t('knowledge.article.source.text', { name: source.name, date: sourceDate(source.date) }),
            ...(source.url === null ? {} : { note: <span className="cl-mono">{source.url}</span> }),
          },
          { label: t('knowledge.article.licence'), value: source.licence },
        ]}
      />
      {acknowledged !== null && (
        <p>{t('knowledge.article.acknowledged', { date: formatDate(acknowledged, { now }) })}</p>
      )}
    </div>
  );
}
