// The article as an agent sees it, at the width of the desk's right column.
import { BadgeCheck, FileText } from 'lucide-react';
import { useDeferredValue } from 'react';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, Chip, EmptyState } from '../../ui/index.ts';

export function DraftPreview({ fields }: { fields: DraftFields }) {
  const calm = useDeferredValue(fields);
  const until = calm.reviewBy;
  return (
    <div className="cl-draft-preview">
      <p className="cl-detail-quiet">{t('authoring.preview.what')}</p>
      <article>
        <div className="cl-knowledge-title-row">
          <h3>{calm.title.trim() === '' ? t('authoring.untitled') : calm.title}</h3>
          {until !== null && (
            <Chip
              icon={calm.clinicalDraft ? FileText : BadgeCheck}
              tone={calm.clinicalDraft ? 'neutral' : 'green'}
              outline={calm.clinicalDraft}
            >
              {t(calm.clinicalDraft ? 'authoring.preview.draft' : 'authoring.preview.until', {
                date: formatDate(until),
              })}
            </Chip>
          )}
        </div>
        {calm.clinicalDraft && (
          <Banner tone="amber" spoken={false} title={t('authoring.preview.clinical')}>
            {t('authoring.preview.clinical.what')}
          </Banner>
        )}
        {calm.body.trim() === '' ? (
          <EmptyState icon={FileText} title={t('authoring.preview.empty')} />
        ) : (
          <ArticleWords body={calm.body} label={calm.title} />
        )}
      </article>
    </div>
  );
}
