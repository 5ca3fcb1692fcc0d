// One row of a list of articles: title with what matched, until when somebody stands behind it, the passage, and one line of
// trust. What is overdue or behind looks it, and says it.
import { BadgeCheck, Clock, FileText, Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { t } from '../text/t.ts';
import { Chip, cx, Highlight, Icon, KeyHint, useNow } from '../ui/index.ts';
import { badgeOf, footOf, rangesOf, type BadgeWords, type Trusted } from './words.ts';

export interface HitProps {
  hit: ArticleSummary;
  practiceName: (id: string) => string | null;
  onOpen: () => void;
  /** The key that opens it now: `Alt+1`, `1`; null = none. */
  keys: string | null;
  /** Why it is offered, in place of the passage. */
  why?: ReactNode;
}

const badgeIcons = { green: BadgeCheck, amber: Clock, neutral: FileText } as const;

/** Until when somebody stands behind it, in the same colour and words everywhere. */
export function Badge({ of }: { of: Trusted }) {
  const { text, tone }: BadgeWords = badgeOf(of, useNow(60_000));
  return (
    <Chip icon={badgeIcons[tone]} tone={tone} outline={tone === 'neutral'}>
      {text}
    </Chip>
  );
}

export function Hit({ hit, practiceName, onOpen, keys, why }: HitProps) {
  return (
    <button
      type="button"
      className={cx('cl-knowledge-hit', hit.state !== 'verified' && 'cl-knowledge-hit-sunk')}
      data-hit={hit.id}
      aria-keyshortcuts={keys === null || !keys.startsWith('Alt') ? undefined : keys}
      onClick={onOpen}
    >
      <span className="cl-knowledge-hit-head">
        <span className="cl-knowledge-hit-title">
          <Highlight text={hit.title} ranges={rangesOf(hit.titleRanges)} />
        </span>
        <Badge of={hit} />
      </span>
      {why ?? (
        <span className="cl-knowledge-snippet">
          <Highlight text={hit.snippet} ranges={rangesOf(hit.snippetRanges)} />
        </span>
      )}
      {hit.behind && (
        <span className="cl-knowledge-behind">
          <Icon of={Languages} size={14} />
          {t('knowledge.behind')}
        </span>
      )}
      <span className="cl-knowledge-hit-foot">
        <span>{footOf(hit, practiceName)}</span>
        {keys !== null && <KeyHint keys={keys} />}
      </span>
    </button>
  );
}
