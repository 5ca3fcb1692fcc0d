// The right column's knowledge tab: search as you type, results by keyboard, an article over them; going back finds the
// results where they were (rows 52, 54).
import '../text/late/knowledge.ts';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useAccount, useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { SearchBox, Skeleton, ToggleChips } from '../ui/index.ts';
import { Results } from './Results.tsx';
import { StartState } from './StartState.tsx';
import { useSearch } from './use-search.ts';
import './knowledge.css';

// Markdown is a third of a first download: it comes with the first article.
const Article = lazy(() => import('./Article.tsx').then((m) => ({ default: m.Article })));

type Scope = 'account' | 'all';

/** `quotes`: false where nothing is written that a quote could go into. */
export function KnowledgePanel({ quotes = true }: { quotes?: boolean }) {
  const text = useDeskView((v) => v.searchText);
  const articleId = useDeskView((v) => v.articleId);
  const accountId = useDeskView((v) => v.accountId);
  const searchAsked = useDeskView((v) => v.searchAsked);
  const { accounts } = useAccounts();
  const account = useAccount(accountId);
  const [scope, setScope] = useState<Scope>('account');
  const practice = scope === 'account' ? accountId : null;
  const search = useSearch(text, practice);
  const box = useRef<HTMLInputElement>(null);
  const results = useRef<HTMLDivElement>(null);
  const openedBy = useRef<HTMLElement | null>(null);

  useEffect(() => {
    if (!searchAsked) return;
    useDeskView.setState({ searchAsked: false });
    box.current?.focus();
    box.current?.select();
  }, [searchAsked]);

  const open = (id: string): void => {
    openedBy.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    useDeskView.getState().openArticle(id);
  };
  const back = (): void => {
    useDeskView.getState().openArticle(null);
    const was = openedBy.current;
    // After the results can be reached again.
    requestAnimationFrame(() =>
      (was?.isConnected === true ? was : box.current)?.focus({ preventScroll: true }),
    );
  };
  const practiceName = (id: string): string | null => accounts.find((a) => a.id === id)?.name ?? null;
  const firstHit = (): HTMLElement | null => results.current?.querySelector('[data-hit]') ?? null;

  return (
    <div className="cl-knowledge">
      <div className="cl-knowledge-search" inert={articleId !== null} ref={results}>
        <SearchBox
          label={t('knowledge.search')}
          keys="F7"
          value={text}
          onChange={(searchText) => useDeskView.setState({ searchText })}
          onSubmit={() => {
            const [first] = search.result?.hits ?? [];
            if (first !== undefined) open(first.id);
          }}
          onKeyDown={(event) => {
            const hit = event.key === 'ArrowDown' ? firstHit() : null;
            if (hit === null) return;
            event.preventDefault();
            hit.focus();
          }}
          note={search.result === null ? undefined : t('knowledge.took', { ms: search.result.tookMs })}
          ref={box}
        />
        {account !== null && (
          <ToggleChips
            label={t('knowledge.scope')}
            hideLabel
            mustChoose
            value={scope}
            onChange={(next) => setScope(next ?? 'account')}
            options={[
              { id: 'account', title: t('knowledge.scope.account') },
              { id: 'all', title: t('knowledge.scope.all') },
            ]}
          />
        )}
        {text.trim() === '' ? (
          <StartState account={account} onStart={(words) => useDeskView.getState().search(words)} />
        ) : (
          <Results
            text={text}
            search={search}
            practiceName={practiceName}
            onOpen={open}
            onLeave={() => box.current?.focus()}
            onEveryPractice={practice === null ? null : () => setScope('all')}
          />
        )}
      </div>
      {articleId !== null && (
        <Suspense
          fallback={
            <div className="cl-knowledge-article">
              <Skeleton label={t('knowledge.article.reading')} lines={5} />
            </div>
          }
        >
          <Article
            key={articleId}
            articleId={articleId}
            quotes={quotes}
            practiceName={practiceName}
            hasResults={text.trim() !== ''}
            onBack={back}
          />
        </Suspense>
      )}
    </div>
  );
}
