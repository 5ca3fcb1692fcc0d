// The right column's knowledge tab: search as you type, results by keyboard, an article over them; going back finds the
// results where they were (rows 52, 54). On a call it offers what fits before anything is typed.
import '../text/late/knowledge.ts';
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useAccount, useAccounts } from '../app/accounts.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { SearchBox, Skeleton, ToggleChips } from '../ui/index.ts';
import { Foot } from './Foot.tsx';
import { Band } from './notices/Band.tsx';
import { useToRead } from './notices/to-read-store.ts';
import { Pins, usePins } from './Pins.tsx';
import { goToPage, usePlace, type KnowledgePage } from './place-store.ts';
import { Results } from './Results.tsx';
import { useRowKeys } from './row-keys.ts';
import { StartState } from './StartState.tsx';
import { Suggestions } from './suggest/Suggestions.tsx';
import { useSteadyRows } from './suggest/use-steady-rows.ts';
import { useSuggestions } from './suggest/use-suggestions.ts';
import { useAsked } from './use-asked.ts';
import { useInHand } from './use-in-hand.ts';
import { useSearch } from './use-search.ts';
import './knowledge.css';
import './lists.css';

// Markdown is a third of a first download: it comes with the first article.
const Article = lazy(() => import('./Article.tsx').then((m) => ({ default: m.Article })));
const SidePage = lazy(() => import('./SidePage.tsx'));
const AskDialog = lazy(() => import('./AskDialog.tsx'));

type Scope = 'account' | 'all';

/** A list of hits that somebody points at or is in. */
const held = '.cl-knowledge-list:is(:hover, :focus-within)';

/** `quotes`: false where nothing is written that a quote could go into. */
export function KnowledgePanel({ quotes = true }: { quotes?: boolean }) {
  const text = useDeskView((v) => v.searchText);
  const articleId = useDeskView((v) => v.articleId);
  const articleVersion = useDeskView((v) => v.articleVersion);
  const searchAsked = useDeskView((v) => v.searchAsked);
  const page = usePlace((p) => p.page);
  const { accounts } = useAccounts();
  const hand = useInHand();
  const account = useAccount(hand.accountId);
  const [scope, setScope] = useState<Scope>('account');
  const [asking, setAsking] = useState(false);
  const practice = scope === 'account' ? hand.accountId : null;
  const list = useRef<HTMLDivElement>(null);
  const isHeld = (): boolean =>
    list.current?.inert === true || list.current?.querySelector(held) instanceof HTMLElement;
  const search = useSearch(text, practice, isHeld);
  const isTyped = text.trim() !== '';
  const suggested = useSuggestions(hand.callId === null ? null : hand);
  const pins = usePins(hand.callId);
  // What is pinned stands above already.
  const fits = useMemo(
    () => suggested.rows.filter(({ summary }) => !pins.value?.some(({ id }) => id === summary.id)),
    [suggested.rows, pins.value],
  );
  const steady = useSteadyRows(fits);
  const notices = useAsked(`announcements ${hand.accountId}`, () =>
    careline.knowledge.announcements({ accountId: hand.accountId }),
  );
  const toRead = useToRead((s) => s.items.length);
  const box = useRef<HTMLInputElement>(null);
  const openedBy = useRef<HTMLElement | null>(null);
  const covered = articleId !== null || page !== null;
  useKeptScroll(list, text);

  useEffect(() => {
    if (!searchAsked) return;
    useDeskView.setState({ searchAsked: false });
    goToPage(null);
    box.current?.focus();
    box.current?.select();
  }, [searchAsked]);

  const noteOpener = (): void => {
    if (!covered)
      openedBy.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  };
  const open = (id: string, version: number | null = null): void => {
    noteOpener();
    useDeskView.getState().openArticle(id, version);
  };
  const goOver = (to: KnowledgePage): void => {
    noteOpener();
    goToPage(to);
  };
  const back = (): void => {
    if (articleId !== null) useDeskView.getState().openArticle(null);
    else goToPage(null);
    const was = openedBy.current;
    // After the results can be reached again.
    if (articleId === null || page === null)
      requestAnimationFrame(() =>
        (was?.isConnected === true ? was : box.current)?.focus({ preventScroll: true }),
      );
  };
  const practiceName = (id: string): string | null => accounts.find((a) => a.id === id)?.name ?? null;
  const shown = isTyped
    ? (search.result?.hits ?? []).map(({ id }) => id)
    : steady.shown.map(({ summary }) => summary.id);
  const keys = useRowKeys(shown, covered, open);
  const missed = useCallback(() => {
    // A report that fails changes nothing for who is looking for something.
    void careline.knowledge.missed({
      text: text.trim().slice(0, 400),
      accountId: hand.accountId,
      reason: hand.reason,
    });
  }, [text, hand.accountId, hand.reason]);
  const toBox = (): void => box.current?.focus();

  return (
    <div className="cl-knowledge" {...keys.within}>
      <div className="cl-knowledge-search" inert={covered} ref={list}>
        <Band
          announcements={notices.value ?? []}
          toRead={toRead}
          onRead={() => goOver('to-read')}
          onOpen={open}
        />
        {hand.callId !== null && (pins.value ?? []).length > 0 && (
          <Pins callId={hand.callId} pins={pins.value ?? []} onOpen={open} onChanged={pins.again} />
        )}
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
            const row =
              event.key === 'ArrowDown' ? list.current?.querySelector<HTMLElement>('[data-hit]') : null;
            if (!row) return;
            event.preventDefault();
            row.focus();
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
        {isTyped ? (
          <Results
            text={text}
            search={search}
            hasCard={quotes}
            practiceName={practiceName}
            keyOf={keys.keyOf}
            onOpen={open}
            onLeave={toBox}
            onEveryPractice={practice === null ? null : () => setScope('all')}
            onAsk={() => setAsking(true)}
            onMissed={missed}
          />
        ) : (
          <StartState
            account={account}
            suggested={hand.callId === null ? null : suggested}
            onStart={(words) => useDeskView.getState().search(words)}
          >
            {steady.shown.length > 0 && (
              <Suggestions
                rows={steady.shown}
                within={steady.within}
                practiceName={practiceName}
                keyOf={keys.keyOf}
                onOpen={open}
                onLeave={toBox}
                labelOf={(code) => account?.reasons.find((r) => r.code === code)?.label ?? code}
              />
            )}
          </StartState>
        )}
        <Foot onPage={goOver} />
      </div>
      <Suspense fallback={covered ? <Opening /> : null}>
        {page !== null && (
          <SidePage
            page={page}
            covered={articleId !== null}
            accountId={hand.accountId}
            onOpen={open}
            onBack={back}
          />
        )}
        {articleId !== null && (
          <Article
            key={`${articleId} ${articleVersion}`}
            articleId={articleId}
            version={articleVersion}
            accountId={hand.accountId}
            quotes={quotes}
            callId={hand.callId}
            pinned={(pins.value ?? []).some(({ id }) => id === articleId)}
            onPinned={pins.again}
            practiceName={practiceName}
            backTo={t(
              page !== null
                ? `knowledge.back.${page}`
                : isTyped
                  ? 'knowledge.article.back'
                  : 'knowledge.article.back.plain',
            )}
            onOpen={open}
            onBack={back}
          />
        )}
        {asking && (
          <AskDialog
            searched={text.trim()}
            hand={hand}
            practice={account?.name ?? null}
            onClose={() => setAsking(false)}
          />
        )}
      </Suspense>
    </div>
  );
}

/** Has the focus until the article takes it: a key that is pressed meanwhile is no other card's. */
function Opening() {
  return (
    <div className="cl-knowledge-article" tabIndex={-1} ref={(at) => at?.focus({ preventScroll: true })}>
      <Skeleton label={t('knowledge.article.reading')} lines={5} />
    </div>
  );
}

/** Another tab of the column takes this one out of the page: the list comes back where it was left. */
function useKeptScroll(list: React.RefObject<HTMLDivElement | null>, text: string): void {
  useEffect(() => {
    const at = list.current;
    if (at === null) return;
    const { scrolled } = usePlace.getState();
    if (scrolled.text === text) at.scrollTo({ top: scrolled.top });
    const keep = (): void => usePlace.setState({ scrolled: { text, top: at.scrollTop } });
    at.addEventListener('scroll', keep, { passive: true });
    return () => at.removeEventListener('scroll', keep);
  }, [list, text]);
}
