// The hits: title with what matched, whether somebody stands behind it, the passage. Arrow keys walk, Enter opens.
import { BadgeCheck, CircleX, Clock, FileText, SearchX, SpellCheck } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import type { ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { errorText, rich, t } from '../text/t.ts';
import {
  Banner,
  Button,
  Chip,
  EmptyState,
  Highlight,
  Icon,
  Skeleton,
  useNow,
  VisuallyHidden,
} from '../ui/index.ts';
import { AsOf } from './AsOf.tsx';
import type { Search } from './use-search.ts';
import { badgeOf, footOf, rangesOf } from './words.ts';

export interface ResultsProps {
  text: string;
  search: Search;
  practiceName: (id: string) => string | null;
  onOpen: (id: string) => void;
  /** Up from the first hit: back to the box. */
  onLeave: () => void;
  /** Looks in every practice; null when it does already. */
  onEveryPractice: (() => void) | null;
}

export function Results({ text, search, practiceName, onOpen, onLeave, onEveryPractice }: ResultsProps) {
  const { result, failure, busy, again } = search;
  const list = useRef<HTMLUListElement>(null);
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
  if (result === null) return busy ? <Skeleton label={t('knowledge.reading')} lines={4} /> : null;
  const walk = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const hits = [...(list.current?.querySelectorAll<HTMLElement>('[data-hit]') ?? [])];
    const at = hits.findIndex((hit) => hit === document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (at < 0) onLeave();
    else hits[at]?.focus();
  };
  return (
    <div className="cl-knowledge-results">
      <VisuallyHidden>
        <span role="status">{t('knowledge.results', { count: result.hits.length })}</span>
      </VisuallyHidden>
      {result.corrected && (
        <p className="cl-knowledge-corrected" role="status">
          <Icon of={SpellCheck} size={14} />
          <span>
            {rich('knowledge.corrected', {
              words: result.corrected.map(({ to }) => to).join(', '),
              b: (words) => <strong key="b">{words}</strong>,
            })}
          </span>
        </p>
      )}
      {result.hits.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t('knowledge.nothing.title', { text: text.trim().slice(0, 60) })}
          action={
            onEveryPractice && <Button onPress={onEveryPractice}>{t('knowledge.nothing.scope')}</Button>
          }
        >
          {t('knowledge.nothing.text')}
        </EmptyState>
      ) : (
        <ul className="cl-knowledge-list" aria-label={t('knowledge.list')} ref={list} onKeyDown={walk}>
          {result.hits.map((hit) => (
            <li key={hit.id}>
              <Hit hit={hit} practiceName={practiceName} onOpen={() => onOpen(hit.id)} />
            </li>
          ))}
        </ul>
      )}
      <p className="cl-knowledge-foot">
        <AsOf />
      </p>
    </div>
  );
}

interface HitProps {
  hit: ArticleSummary;
  practiceName: (id: string) => string | null;
  onOpen: () => void;
}

const badgeIcons = { green: BadgeCheck, amber: Clock, neutral: FileText } as const;

function Hit({ hit, practiceName, onOpen }: HitProps) {
  const now = useNow(60_000);
  const badge = badgeOf(hit, now);
  return (
    <button type="button" className="cl-knowledge-hit" data-hit onClick={onOpen}>
      <span className="cl-knowledge-hit-head">
        <span className="cl-knowledge-hit-title">
          <Highlight text={hit.title} ranges={rangesOf(hit.titleRanges)} />
        </span>
        <Chip icon={badgeIcons[badge.tone]} tone={badge.tone} outline={badge.tone === 'neutral'}>
          {badge.text}
        </Chip>
      </span>
      <span className="cl-knowledge-snippet">
        <Highlight text={hit.snippet} ranges={rangesOf(hit.snippetRanges)} />
      </span>
      <span className="cl-detail-quiet">{footOf(hit, practiceName)}</span>
    </button>
  );
}
