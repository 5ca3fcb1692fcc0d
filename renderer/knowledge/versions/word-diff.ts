// What changed between two versions, by words. The library is the largest part of it, so that this comes with the first
// comparison only (`WordDiff.tsx` is fetched late).
import { diffWordsWithSpace } from 'diff';

export interface DiffPiece {
  kind: 'same' | 'added' | 'removed';
  text: string;
}
/** A long unchanged passage that is not drawn; `text` as it stands, so that it can be opened. */
export interface Fold {
  kind: 'folded';
  text: string;
  lines: number;
}

/** Longest comparison (ms), and most words that may differ: what needs more is shown whole instead. */
const longest = 400;
const mostEdits = 5000;

/** null when the two have too little in common to be compared in time. */
export function wordDiff(before: string, after: string): DiffPiece[] | null {
  const changes = diffWordsWithSpace(before, after, { timeout: longest, maxEditLength: mostEdits });
  return (
    changes?.map(({ value, added, removed }) => ({
      kind: added ? 'added' : removed ? 'removed' : 'same',
      text: value,
    })) ?? null
  );
}

/** Characters of an unchanged passage that stay in sight beside a change. */
const beside = 140;

/** From a line's or a word's beginning, so that no word is cut. */
function head(text: string): string {
  const cut = text.slice(0, beside);
  const line = cut.lastIndexOf('\n');
  return cut.slice(0, line > beside / 3 ? line + 1 : cut.lastIndexOf(' ') + 1);
}
function tail(text: string): string {
  const cut = text.slice(-beside);
  const line = cut.indexOf('\n');
  return cut.slice(line >= 0 && line < (beside * 2) / 3 ? line + 1 : cut.indexOf(' ') + 1);
}

/** The same with long unchanged passages put away but for a few words on either side. Nothing is lost: the texts joined are equal. */
export function folded(pieces: readonly DiffPiece[]): (DiffPiece | Fold)[] {
  return pieces.flatMap((piece, i): (DiffPiece | Fold)[] => {
    if (piece.kind !== 'same' || piece.text.length < beside * 3) return [piece];
    const first = i === 0 ? '' : head(piece.text);
    const last = i === pieces.length - 1 ? '' : tail(piece.text);
    const middle = piece.text.slice(first.length, piece.text.length - last.length);
    const lines = middle.split('\n').filter((line) => line.trim() !== '').length;
    return [
      ...(first === '' ? [] : [{ kind: 'same' as const, text: first }]),
      { kind: 'folded', text: middle, lines },
      ...(last === '' ? [] : [{ kind: 'same' as const, text: last }]),
    ];
  });
}

/** How much changed, in words: for one line over the comparison. */
export function counted(pieces: readonly DiffPiece[]): { added: number; removed: number } {
  const words = (kind: DiffPiece['kind']): number =>
    pieces
      .filter((piece) => piece.kind === kind)
      .reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0), 0);
  return { added: words('added'), removed: words('removed') };
}
