// Before anything is typed on a call: what fits its reason, its step and the notes, each with why.
import { Lightbulb } from 'lucide-react';
import { useRef, type HTMLAttributes } from 'react';
import type { Suggestion } from '#shared/contract/knowledge.ts';
import { t } from '../../text/t.ts';
import { Icon } from '../../ui/index.ts';
import { Hit } from '../Hit.tsx';
import { walkRows } from '../row-keys.ts';
import { whyOf } from './why.ts';

export interface SuggestionsProps {
  rows: readonly Suggestion[];
  practiceName: (id: string) => string | null;
  onOpen: (id: string) => void;
  keyOf: (index: number) => string | null;
  onLeave: () => void;
  /** The words of a reason's code. */
  labelOf: (code: string) => string;
  /** Of `useSteadyRows`. */
  within: HTMLAttributes<HTMLUListElement>;
}

export function Suggestions({
  rows,
  practiceName,
  onOpen,
  keyOf,
  onLeave,
  labelOf,
  within,
}: SuggestionsProps) {
  const list = useRef<HTMLUListElement>(null);
  return (
    <section aria-label={t('knowledge.suggest')}>
      <h2 className="cl-knowledge-head">{t('knowledge.suggest')}</h2>
      <ul
        className="cl-knowledge-list"
        aria-label={t('knowledge.suggest')}
        ref={list}
        {...within}
        onKeyDown={(event) => walkRows(event, list.current, onLeave)}
      >
        {rows.map(({ summary, why }, i) => (
          <li key={summary.id}>
            <Hit
              hit={summary}
              practiceName={practiceName}
              keys={keyOf(i)}
              onOpen={() => onOpen(summary.id)}
              why={
                <span className="cl-knowledge-why">
                  <Icon of={Lightbulb} size={14} />
                  <span>{whyOf(why, labelOf)}</span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
