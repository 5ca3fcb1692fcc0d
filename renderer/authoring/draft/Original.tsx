// Beside a translation: the original as it is now, and what changed in it since the version that was translated.
import { lazy, Suspense, useState } from 'react';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { careline } from '../../bridge/index.ts';
import { ArticleWords } from '../ArticleWords.tsx';
import { t } from '../../text/t.ts';
import { Answer, Banner, Button, Skeleton, ToggleChips } from '../../ui/index.ts';
import { useAsked } from '../use-asked.ts';

const WordDiff = lazy(() => import('../../knowledge/versions/WordDiff.tsx'));
type From = NonNullable<DraftFields['translationOf']>;

export function Original({
  from,
  editable,
  onCatchUp,
}: {
  from: From;
  editable: boolean;
  /** The translation now says what this version of the original says. */
  onCatchUp: (version: number) => void;
}) {
  const [shown, setShown] = useState<'now' | 'changes'>('changes');
  const now = useAsked(from.id, () => careline.knowledge.read({ id: from.id, version: null }));
  const then = useAsked(`${from.id} ${from.version}`, () =>
    careline.knowledge.read({ id: from.id, version: from.version }),
  );
  return (
    <div className="cl-stack">
      <Answer of={now}>
        {({ article }) => {
          const behind = article.version > from.version;
          return (
            <>
              {behind ? (
                <Banner
                  tone="amber"
                  spoken={false}
                  title={t('authoring.original.behind', { version: from.version, newest: article.version })}
                  action={
                    editable && (
                      <Button size="small" onPress={() => onCatchUp(article.version)}>
                        {t('authoring.original.caught-up', { version: article.version })}
                      </Button>
                    )
                  }
                >
                  {t('authoring.original.behind.what')}
                </Banner>
              ) : (
                <p className="cl-detail">{t('authoring.original.level', { version: article.version })}</p>
              )}
              {behind && (
                <ToggleChips
                  label={t('authoring.original.shown')}
                  hideLabel
                  mustChoose
                  value={shown}
                  onChange={(next) => setShown(next ?? 'changes')}
                  options={(['changes', 'now'] as const).map((id) => ({
                    id,
                    title: t(`authoring.original.${id}`),
                  }))}
                />
              )}
              {behind && shown === 'changes' ? (
                <Answer of={then}>
                  {(old) => (
                    <Suspense fallback={<Skeleton lines={4} label={t('authoring.changes.reading')} />}>
                      <WordDiff
                        before={old.article.body}
                        after={article.body}
                        label={t('authoring.changes.label', {
                          before: from.version,
                          after: article.version,
                        })}
                      />
                    </Suspense>
                  )}
                </Answer>
              ) : (
                <>
                  <h3>{article.title}</h3>
                  <ArticleWords body={article.body} label={article.title} />
                </>
              )}
            </>
          );
        }}
      </Answer>
    </div>
  );
}
