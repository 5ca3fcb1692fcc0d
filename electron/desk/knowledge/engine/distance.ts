// How far a misspelt word is from a right one. A slip of one letter costs 1; what fingers and ears confuse costs less: vowels,
// a letter doubled or not, neighbours on the keyboard, letters that sound alike, a silent h, an ending.

const a = 'a'.charCodeAt(0);
const letters = 26;
const isVowel = new Uint8Array(letters);
for (const vowel of 'aeiouy') isVowel[vowel.charCodeAt(0) - a] = 1;

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const alike = ['ck', 'cs', 'sz', 'iy', 'fp', 'kq', 'gj', 'vw', 'fv', 'mn', 'cx', 'dt', 'bp'];
const different = 1;
const near = 0.75;
const vowelForVowel = 0.6;
const soundsAlike = 0.6;
const doubled = 0.45;
const silent = 0.45;
const vowelMore = 0.8;
/** An ending more or less ("paragangliomata"), a letter each. */
const ending = 0.55;
const firstLetter = 0.35;

const substitution = new Float64Array(letters * letters).fill(different);
const put = (x: string, y: string, cost: number): void => {
  const [i, j] = [x.charCodeAt(0) - a, y.charCodeAt(0) - a];
  substitution[i * letters + j] = Math.min(substitution[i * letters + j] as number, cost);
  substitution[j * letters + i] = Math.min(substitution[j * letters + i] as number, cost);
};
for (const row of rows)
  for (let i = 0; i + 1 < row.length; i++) put(row[i] as string, row[i + 1] as string, near);
for (const [upper, lower] of [
  [rows[0], rows[1]],
  [rows[1], rows[2]],
])
  for (let i = 0; i < (lower?.length ?? 0); i++) {
    put(upper?.[i] ?? 'a', lower?.[i] ?? 'a', near);
    if (upper?.[i + 1] !== undefined) put(upper[i + 1] as string, lower?.[i] ?? 'a', near);
  }
for (const x of 'aeiouy') for (const y of 'aeiouy') if (x !== y) put(x, y, vowelForVowel);
for (const [x, y] of alike) put(x ?? 'a', y ?? 'a', soundsAlike);

const substituted = (x: number, y: number): number => {
  if (x === y) return 0;
  const [i, j] = [x - a, y - a];
  return i < 0 || j < 0 || i >= letters || j >= letters
    ? different
    : (substitution[i * letters + j] as number);
};
/** One letter more than the other word has, after `before`. */
const more = (letter: number, before: number): number => {
  if (letter === before) return doubled;
  if (letter === 104) return silent;
  const i = letter - a;
  return i >= 0 && i < letters && isVowel[i] === 1 ? vowelMore : different;
};

/** "Exema" is what "eczema" sounds like. */
const [letterX, letterC, letterZ] = ['x', 'c', 'z'].map((letter) => letter.charCodeAt(0));

const size = 44;
const table = new Float64Array(size * size);

/** Fills the table; row i, column j = cost of the first i letters of `wrong` against the first j of `right`. */
function fill(wrong: string, right: string): void {
  const [n, m] = [wrong.length, right.length];
  table[0] = 0;
  for (let j = 1; j <= m; j++)
    table[j] = (table[j - 1] as number) + more(right.charCodeAt(j - 1), j > 1 ? right.charCodeAt(j - 2) : 0);
  for (let i = 1; i <= n; i++) {
    const x = wrong.charCodeAt(i - 1);
    const x1 = i > 1 ? wrong.charCodeAt(i - 2) : 0;
    table[i * size] = (table[(i - 1) * size] as number) + more(x, x1);
    for (let j = 1; j <= m; j++) {
      const y = right.charCodeAt(j - 1);
      const y1 = j > 1 ? right.charCodeAt(j - 2) : 0;
      let best = (table[(i - 1) * size + j - 1] as number) + substituted(x, y);
      const dropped =
        (table[(i - 1) * size + j] as number) + Math.min(more(x, x1), j === m && m > 6 ? ending : different);
      if (dropped < best) best = dropped;
      const added =
        (table[i * size + j - 1] as number) + Math.min(more(y, y1), i === n && n > 6 ? ending : different);
      if (added < best) best = added;
      if (j > 1 && x === letterX && y1 === letterC && y === letterZ) {
        const heard = (table[(i - 1) * size + j - 2] as number) + soundsAlike;
        if (heard < best) best = heard;
      }
      if (i > 1 && j > 1 && x === y1 && x1 === y) {
        const swapped = (table[(i - 2) * size + j - 2] as number) + near;
        if (swapped < best) best = swapped;
      }
      table[i * size + j] = best;
    }
  }
}

/** "Pneumonia" is heard without its first letter. */
const silentP = /^p[nst]/;
const start = (wrong: string, right: string): number => (wrong[0] === right[0] ? 0 : firstLetter);

/** Cost of `wrong` meaning `right`, both of at most 40 letters. 0 = the same. */
export function distance(wrong: string, right: string): number {
  fill(wrong, right);
  const cost = (table[wrong.length * size + right.length] as number) + start(wrong, right);
  if (!silentP.test(right) || wrong[0] !== right[1]) return cost;
  return Math.min(cost, silent + distance(wrong, right.slice(1)));
}

/** Cost of `half` being the beginning of `right`, whatever follows. */
export function distanceAsBeginning(half: string, right: string): number {
  const cut = right.slice(0, half.length + 2);
  fill(half, cut);
  let best = Infinity;
  for (let j = Math.max(0, half.length - 2); j <= cut.length; j++)
    best = Math.min(best, table[half.length * size + j] as number);
  return best + start(half, right);
}
