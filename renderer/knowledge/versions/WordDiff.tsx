// Two versions of an article, word by word: what came is underlined, what went is struck through; each also says so to a
// screen reader. Fetched with the first comparison.
import '../../text/late/knowledge.ts';
import { useMemo, useState } from 'react';
import { t } from '../../text/t.ts';
import { Button, VisuallyHidden } from '../../ui/index.ts';
import { counted, folded, wordDiff, type DiffPiece } from './word-diff.ts';
import './diff.css';

export interface WordDiffProps {
  before: string;
  after: string;
  /** What is compared, spoken: `v3 and v4`. */
  label: string;
}

export default function WordDiff({ before, after, label }: WordDiffProps) {
  const pieces = useMemo(() => wordDiff(before, after), [before, after]);
  const [whole, setWhole] = useState(false);
  if (pieces === null)
    return (
      <div className="cl-diff-two">
        <p>{t('knowledge.diff.too-much')}</p>
        <h4>{t('knowledge.diff.before')}</h4>
        <p className="cl-diff">{before}</p>
        <h4>{t('knowledge.diff.after')}</h4>
        <p className="cl-diff">{after}</p>
      </div>
    );
  const { added, removed } = counted(pieces);
  const shown = whole ? pieces : folded(pieces);
  const folds = shown.some((piece) => piece.kind === 'folded');
  return (
    <div>
      <p className="cl-diff-head cl-detail">
        <span>
          {added + removed === 0 ? t('knowledge.diff.same') : t('knowledge.diff.counted', { added, removed })}
        </span>
        {(folds || whole) && (
          <Button size="small" kind="plain" aria-expanded={whole} onPress={() => setWhole(!whole)}>
            {t(whole ? 'knowledge.diff.changes' : 'knowledge.diff.whole')}
          </Button>
        )}
      </p>
      <div className="cl-diff" role="group" aria-label={label}>
        {shown.map((piece, i) =>
          piece.kind === 'folded' ? (
            <span key={i} className="cl-diff-fold">
              {t('knowledge.diff.fold', { lines: piece.lines })}
            </span>
          ) : (
            <Piece key={i} piece={piece} />
          ),
        )}
      </div>
    </div>
  );
}

function Piece({ piece: { kind, text } }: { piece: DiffPiece }) {
  if (kind === 'same') return <span>{text}</span>;
  const Mark = kind === 'added' ? 'ins' : 'del';
  return (
    <Mark className={`cl-diff-${kind}`}>
      <VisuallyHidden>
        <span>{t(`knowledge.diff.${kind}`)} </span>
      </VisuallyHidden>
      {text}
    </Mark>
  );
}
