// What a reader must know before relying on an article, above its words; what is in order is not said here.
import { Archive, Clock, GitCompareArrows, Languages } from 'lucide-react';
import type { ArticleView } from '#shared/contract/knowledge.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, Button, useNow } from '../../ui/index.ts';
import { isOwnDraft } from '../words.ts';

export interface NoticesProps {
  view: ArticleView;
  /** Reads the version that is in force; null when this one is. */
  onNewest: (() => void) | null;
}

export function Notices({ view, onNewest }: NoticesProps) {
  const { article, state, standing, behind, newer } = view;
  const now = useNow(60_000).toISOString();
  const on = (day: string): string => formatDate(day, { now });
  return (
    <>
      {standing.retired !== null && (
        <Banner tone="amber" icon={Archive} spoken={false} title={t('knowledge.article.retired')}>
          {t('knowledge.article.retired.by', { name: standing.retired.by, date: on(standing.retired.at) })}{' '}
          {standing.retired.note}
        </Banner>
      )}
      {newer !== null && onNewest !== null && (
        <Banner
          tone="amber"
          icon={GitCompareArrows}
          title={t('knowledge.article.newer', { version: newer })}
          action={
            <Button size="small" onPress={onNewest}>
              {t('knowledge.article.newer.read')}
            </Button>
          }
        >
          {t('knowledge.article.newer.what', { version: article.version })}
        </Banner>
      )}
      {isOwnDraft(article) && (
        <Banner tone="amber" spoken={false} title={t('knowledge.article.draft.title')}>
          {t('knowledge.article.draft.text')}
        </Banner>
      )}
      {article.sample && (
        <Banner tone="amber" spoken={false}>
          {t('knowledge.article.draft.sample')}
        </Banner>
      )}
      {behind && (
        <Banner tone="amber" icon={Languages} spoken={false} title={t('knowledge.behind')}>
          {t('knowledge.article.behind')}
        </Banner>
      )}
      {state === 'overdue' && standing.until !== null && (
        <Banner tone="amber" icon={Clock} spoken={false}>
          {t('knowledge.article.overdue', { date: on(standing.until) })}
        </Banner>
      )}
    </>
  );
}
