// The hits, and what was looked for: corrected words, abbreviations in full. Under any list the way to the owner; without a hit, or
// where none fits, that is said and counted.
import { BookA, CircleX, MessageCircleQuestion, SearchX, SpellCheck } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import { errorText, rich, t } from '../text/t.ts';
import { Banner, Button, EmptyState, Icon, Skeleton, VisuallyHidden } from '../ui/index.ts';
import { DangerStrip } from './DangerStrip.tsx';
import { Hit } from './Hit.tsx';
import { askedAs, foundWords } from './words.ts';
import { walkRows } from './row-keys.ts';
import { limit, type Search } from './use-search.ts';

export interface ResultsProps {
  text: string;
  search: Search;
  /** Whether there is an emergency card to open here. */
  hasCard: boolean;
  practiceName: (id: string) => string | null;
  onOpen: (id: string) => void;
  keyOf: (index: number) => string | null;
  /** Up from the first hit: back to the box. */
  onLeave: () => void;
  /** Looks in every practice; null when it does already. */
  onEveryPractice: (() => void) | null;
  onAsk: () => void;
  /** There was no answer: nothing fits for a while, or the owner is asked. Once a question. */
  onMissed: () => void;
}

/** How long a question that nothing fits rests before it counts as one (ms). */
const restMs = 1500;

export function Results(props: ResultsProps) {
  const { text, search, hasCard, practiceName, onOpen, keyOf, onLeave, onAsk } = props;
  const { result, failure, busy, again } = search;
  const list = useRef<HTMLDivElement>(null);
  const missed = useMissed(props);
  if (failure !== null) {
    const { sentence, next } = errorText(failure.code);
    return (
      <Banner
        tone="amber"
        icon={CircleX}
        title={sentence}
        action={
          <Button size="small" onPress={again}>
            {t('knowledge.retry')}
          </Button>
        }
      >
        {next}
      </Banner>
    );
  }
  const ask = (): void => {
    missed();
    onAsk();
  };
  if (result === null) return busy ? <Skeleton label={t('knowledge.reading')} lines={4} /> : null;
  return (
    <div className="cl-knowledge-results">
      <VisuallyHidden>
        <span role="status">{foundWords(result.hits.length, limit)}</span>
      </VisuallyHidden>
      {hasCard && result.redFlags && result.redFlags.length > 0 && <DangerStrip flags={result.redFlags} />}
      <LookedFor text={text} result={result} />
      {result.hits.length === 0 ? (
        <NoAnswer {...props} onAsk={ask} />
      ) : (
        <div
          className="cl-knowledge-found"
          ref={list}
          onKeyDown={(event) => walkRows(event, list.current, onLeave)}
        >
          {result.weak === true && (
            <p className="cl-knowledge-corrected" role="status">
              <Icon of={SearchX} size={14} />
              <span>{t('knowledge.weak')}</span>
            </p>
          )}
          <ul className="cl-knowledge-list" aria-label={t('knowledge.list')}>
            {result.hits.map((hit, i) => (
              <li key={hit.id}>
                <Hit hit={hit} practiceName={practiceName} keys={keyOf(i)} onOpen={() => onOpen(hit.id)} />
              </li>
            ))}
          </ul>
          <button type="button" className="cl-knowledge-link" data-below onClick={ask}>
            {t('knowledge.ask.other')}
          </button>
        </div>
      )}
    </div>
  );
}

/** What was looked for besides the words as they stand. */
function LookedFor({ text, result: { corrected, expanded } }: { text: string; result: ArticleSearchResult }) {
  return (
    <>
      {corrected && corrected.length > 0 && (
        <p className="cl-knowledge-corrected" role="status">
          <Icon of={SpellCheck} size={14} />
          <span>
            {rich('knowledge.corrected', {
              words: (
                <span key="words">
                  {askedAs(text, corrected).map((part, i) =>
                    // The same words in the same places until the next answer: a place is a part's only name.
                    part.mended ? <strong key={i}>{part.text}</strong> : part.text,
                  )}
                </span>
              ),
            })}
          </span>
        </p>
      )}
      {expanded && expanded.length > 0 && (
        <p className="cl-knowledge-corrected" role="status">
          <Icon of={BookA} size={14} />
          <span>
            {t('knowledge.expanded', {
              words: expanded.map(({ from, to }) => t('knowledge.expanded.one', { from, to })).join(', '),
            })}
          </span>
        </p>
      )}
    </>
  );
}

/** Tells of each question once, whichever way it turned out to have no answer. */
function useMissed({ text, search: { result, busy }, onMissed }: ResultsProps): () => void {
  const words = text.trim();
  const told = useRef('');
  const missed = useEffectEvent(tell);
  function tell(): void {
    if (told.current === words) return;
    told.current = words;
    onMissed();
  }
  const rests = result !== null && !busy && (result.hits.length === 0 || result.weak === true);
  useEffect(() => {
    if (!rests) return;
    const timer = setTimeout(() => missed(), restMs);
    return () => clearTimeout(timer);
  }, [rests, words]);
  return tell;
}

function NoAnswer({ text, onEveryPractice, onAsk }: ResultsProps) {
  const words = text.trim();
  return (
    <EmptyState
      icon={SearchX}
      title={t('knowledge.nothing.title', { text: words.slice(0, 60) })}
      action={
        <>
          <Button kind="primary" icon={MessageCircleQuestion} onPress={onAsk}>
            {t('knowledge.ask')}
          </Button>
          {onEveryPractice && <Button onPress={onEveryPractice}>{t('knowledge.nothing.scope')}</Button>}
        </>
      }
    >
      {t('knowledge.nothing.text')}
    </EmptyState>
  );
}
