// Who answers for an article, which version it is, when it was looked at, and where it is from. Addresses are text:
// nothing opens from here.
import type { Article } from '#shared/domain/knowledge/article.ts';
import { formatDate } from '../text/format.ts';
import { t } from '../text/t.ts';
import { DefinitionRows, useNow } from '../ui/index.ts';
import { practiceOf, sourceDate } from './words.ts';

export interface ArticleFactsProps {
  article: Article;
  practiceName: (id: string) => string | null;
}

export function ArticleFacts({ article, practiceName }: ArticleFactsProps) {
  const now = useNow(60_000).toISOString();
  const { owner, version, reviewedOn, reviewBy, source, practice } = article;
  const reviewed =
    reviewedOn === null || reviewBy === null
      ? t('knowledge.article.never')
      : t('knowledge.article.reviewed.by', {
          on: formatDate(reviewedOn, { now }),
          by: formatDate(reviewBy, { now }),
        });
  return (
    <div className="cl-knowledge-facts">
      <DefinitionRows
        rows={[
          { label: t('knowledge.article.practice'), value: practiceOf(practice, practiceName) },
          { label: t('knowledge.article.owner'), value: owner ?? t('knowledge.article.nobody') },
          { label: t('knowledge.article.version'), value: t('knowledge.version', { version }) },
          { label: t('knowledge.article.reviewed'), value: reviewed },
          {
            label: t('knowledge.article.source'),
            value: t('knowledge.article.source.text', { name: source.name, date: sourceDate(source.date) }),
            ...(source.url === null ? {} : { note: <span className="cl-mono">{source.url}</span> }),
          },
          { label: t('knowledge.article.licence'), value: source.licence },
        ]}
      />
    </div>
  );
}
