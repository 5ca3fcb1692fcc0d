// Phrases for this step in the order of the mood: one key says "I said this", which also writes it into the notes (row 25).
import { Check } from 'lucide-react';
import { useState } from 'react';
import { fillTemplate } from '#shared/domain/script/fill.ts';
import type { ScriptFacts } from '#shared/domain/script/fields.ts';
import type { Phrase } from '#shared/domain/script/script.ts';
import { Filled } from '../app/Filled.tsx';
import { t } from '../text/t.ts';
import { Button, cx, Icon, KeyHint } from '../ui/index.ts';

/** As many as there are keys for. */
export const keyed = 4;

export interface PhrasesProps {
  /** In the order in which they are offered. */
  phrases: readonly Phrase[];
  facts: ScriptFacts;
  said: (phrase: Phrase) => boolean;
  /** `index`: where it stands; `byKey`: by Enter, the space bar or a screen reader, not by a pointer. */
  onSay: (phrase: Phrase, index: number, byKey: boolean) => void;
  /** The key as it is drawn now. */
  drawn: (digit: number) => string;
}

export function Phrases({ phrases, facts, said, onSay, drawn }: PhrasesProps) {
  const [all, setAll] = useState(false);
  const rest = phrases.length - keyed;
  if (phrases.length === 0) return null;
  return (
    <div className="cl-phrases">
      <ol aria-label={t('script.phrases')}>
        {phrases.slice(0, all ? undefined : keyed).map((phrase, i) => {
          const done = said(phrase);
          return (
            <li key={phrase.id}>
              <button
                type="button"
                className={cx('cl-phrase', done && 'cl-phrase-said')}
                aria-pressed={done}
                aria-keyshortcuts={i < keyed && drawn(i + 1) !== '' ? `Alt+${i + 1}` : undefined}
                onClick={(event) => onSay(phrase, i, event.detail === 0)}
              >
                <span className="cl-phrase-key">
                  {done ? (
                    <Icon of={Check} size={15} tone="green" />
                  ) : (
                    i < keyed && drawn(i + 1) !== '' && <KeyHint keys={drawn(i + 1)} />
                  )}
                </span>
                <span className="cl-phrase-text">
                  <Filled segments={fillTemplate(phrase.text, facts)} />
                </span>
                <span className="cl-detail-quiet">
                  {done ? t('script.said') : t(`script.kind.${phrase.kind}`)}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {rest > 0 && (
        <Button size="small" kind="plain" aria-expanded={all} onPress={() => setAll(!all)}>
          {all ? t('script.phrases.fewer') : t('script.phrases.more', { count: rest })}
        </Button>
      )}
    </div>
  );
}
