// All that is approved: what the article says about itself and its words, or what of both is another than in force, or than what was
// sent back.
import { useState } from 'react';
import type { ProposalRow } from '#shared/contract/authoring.ts';
import type { Article } from '#shared/domain/knowledge/article.ts';
import { useAccounts } from '../../app/accounts.ts';
import { formatDate, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, DefinitionRows, ToggleChips } from '../../ui/index.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import { ChangedFields } from '../draft/ChangedFields.tsx';
import { headRows } from '../head-words.ts';

type Shown = 'again' | 'changes' | 'whole';

export function ProposalWords({
  article,
  before,
  earlier,
}: {
  article: Article;
  /** In force; null = nothing is. */
  before: Article | null;
  /** Sent back before it was handed in again. */
  earlier: { row: ProposalRow; article: Article } | null;
}) {
  const ids: Shown[] = [
    ...(earlier === null ? [] : (['again'] as const)),
    ...(before === null ? [] : (['changes'] as const)),
    'whole',
  ];
  const [chosen, setChosen] = useState<Shown | null>(null);
  // New words are read as a whole first; of what was seen before, what changed in it.
  const shown = chosen ?? (before === null ? 'whole' : 'changes');
  const { accounts } = useAccounts();
  const decided = earlier?.row.decided ?? null;
  return (
    <>
      {decided !== null && (
        <Banner
          tone="amber"
          spoken={false}
          title={t('authoring.came-back.by', {
            name: decided.by.name,
            date: formatDate(decided.at),
            time: formatTime(decided.at),
          })}
        >
          {decided.note ?? ''}
        </Banner>
      )}
      {before === null && (
        <p className="cl-detail">
          {t(article.version === 1 ? 'authoring.proposal.new' : 'authoring.proposal.not-here')}
        </p>
      )}
      {ids.length > 1 && (
        <ToggleChips
          label={t('authoring.proposal.shown')}
          hideLabel
          mustChoose
          value={shown}
          onChange={setChosen}
          options={ids.map((one) => ({
            id: one,
            title: t(`authoring.proposal.show.${one}`, { version: before?.version ?? 0 }),
          }))}
        />
      )}
      {shown === 'changes' && before !== null ? (
        <ChangedFields
          before={before}
          after={article}
          label={t('authoring.changes.label', { before: before.version, after: article.version })}
        />
      ) : shown === 'again' && earlier !== null ? (
        <ChangedFields before={earlier.article} after={article} label={t('authoring.proposal.show.again')} />
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
