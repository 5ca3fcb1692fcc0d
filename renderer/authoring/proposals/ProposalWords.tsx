// All that is approved: what the article says about itself and its words, or what of both is another than in force.
import { useState } from 'react';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { useAccounts } from '../../app/accounts.ts';
import { t } from '../../text/t.ts';
import { DefinitionRows, ToggleChips } from '../../ui/index.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import { ChangedFields } from '../draft/ChangedFields.tsx';
import { headRows } from '../head-words.ts';

export function ProposalWords({ article, before }: { article: Article; before: Article | null }) {
  const [shown, setShown] = useState<'changes' | 'whole'>('changes');
  const { accounts } = useAccounts();
  return (
    <>
      {before === null ? (
        <p className="cl-detail">
          {t(article.version === 1 ? 'authoring.proposal.new' : 'authoring.proposal.not-here')}
        </p>
      ) : (
        <ToggleChips
          label={t('authoring.proposal.shown')}
          hideLabel
          mustChoose
          value={shown}
          onChange={(next) => setShown(next ?? 'changes')}
          options={(['changes', 'whole'] as const).map((one) => ({
            id: one,
            title: t(`authoring.proposal.show.${one}`, { version: before.version }),
          }))}
        />
      )}
      {before !== null && shown === 'changes' ? (
        <ChangedFields
          before={before}
          after={article}
          label={t('authoring.changes.label', { before: before.version, after: article.version })}
        />
      ) : (
        <>
          <section className="cl-authoring-about" aria-label={t('authoring.proposal.about')}>
            <DefinitionRows rows={headRows(article, accounts)} />
          </section>
          <ArticleWords body={article.body} label={article.title} />
        </>
      )}
    </>
  );
}
