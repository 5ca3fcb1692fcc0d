// Two lists of lines, side by side: what stayed, went and came, in order (longest common subsequence). Pure; bounded by the size
// of a script, so that no library is needed.
export interface Change<T> {
  kind: 'same' | 'gone' | 'new';
  line: T;
}

/** Lines that are compared at most; more on one side count as changed as a whole. */
const most = 1500;

export function diff<T>(from: readonly T[], to: readonly T[], textOf: (line: T) => string): Change<T>[] {
  const [a, b] = [from.map(textOf), to.map(textOf)];
  const gone = (line: T): Change<T> => ({ kind: 'gone', line });
  const came = (line: T): Change<T> => ({ kind: 'new', line });
  if (a.length > most || b.length > most) return [...from.map(gone), ...to.map(came)];
  // longest[i][j]: of what is left from i and j on.
  const width = b.length + 1;
  const longest = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const out: Change<T>[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [from[i], to[j]];
    if (left !== undefined && right !== undefined && a[i] === b[j]) {
      out.push({ kind: 'same', line: right });
      [i, j] = [i + 1, j + 1];
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      out.push(gone(left));
      i++;
    } else if (right !== undefined) {
      out.push(came(right));
      j++;
    }
  }
  return out;
}

/** Only what changed, with how many unchanged lines stand between. */
export function changedOnly<T>(
  changes: readonly Change<T>[],
): (Change<T> | { kind: 'skipped'; count: number })[] {
  const out: (Change<T> | { kind: 'skipped'; count: number })[] = [];
  for (const change of changes) {
    const last = out.at(-1);
    if (change.kind !== 'same') out.push(change);
    else if (last?.kind === 'skipped') last.count++;
    else out.push({ kind: 'skipped', count: 1 });
  }
  return out;
}
