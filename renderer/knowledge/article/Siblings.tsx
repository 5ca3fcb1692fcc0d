// The same article otherwise: an account's own version beside the general one, and the languages it is there in. What is right for
// the account in hand is said first.
import type { ArticleView } from '#shared/contract/knowledge.ts';
import { t } from '../../text/t.ts';
import { Banner, Button, ToggleChips } from '../../ui/index.ts';
import { practiceOf, shared } from '../words.ts';

export interface SiblingsProps {
  view: ArticleView;
  practiceName: (id: string) => string | null;
  onOpen: (id: string) => void;
}

export function Siblings({ view, practiceName, onOpen }: SiblingsProps) {
  const { article, variants, right } = view;
  const better = variants.find(({ id }) => id === right);
  const general = variants.find(({ id }) => id === article.variantOf);
  return (
    <>
      {better !== undefined && (
        <Banner
          tone="amber"
          title={
            better.practice === shared
              ? t('knowledge.article.right.general')
              : t('knowledge.article.right', { practice: practiceOf(better.practice, practiceName) })
          }
          action={
            <Button size="small" onPress={() => onOpen(better.id)}>
              {t('knowledge.article.right.read')}
            </Button>
          }
        />
      )}
      {general !== undefined && general !== better && (
        <div className="cl-knowledge-siblings">
          <span className="cl-detail">
            {t('knowledge.article.variant', { practice: practiceOf(article.practice, practiceName) })}
          </span>
          <Button size="small" kind="plain" onPress={() => onOpen(general.id)}>
            {t('knowledge.article.variant.general')}
          </Button>
        </div>
      )}
      <InOtherLanguages view={view} onOpen={onOpen} />
    </>
  );
}

function InOtherLanguages({
  view: { article, behind, translations },
  onOpen,
}: Omit<SiblingsProps, 'practiceName'>) {
  if (translations.length === 0) return null;
  const all = [{ id: article.id, lang: article.lang, behind }, ...translations].toSorted((a, b) =>
    a.lang.localeCompare(b.lang, 'en'),
  );
  return (
    <ToggleChips
      label={t('knowledge.article.langs')}
      hideLabel
      mustChoose
      value={article.id}
      onChange={(id) => id !== null && id !== article.id && onOpen(id)}
      options={all.map((each) => ({
        id: each.id,
        title: t(each.behind ? 'knowledge.article.lang.behind' : 'knowledge.article.lang', {
          lang: t(`knowledge.lang.${each.lang}`),
        }),
      }))}
    />
  );
}
