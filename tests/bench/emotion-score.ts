// Macro-F1 and its bootstrap interval, for rows that may have several labels.
export type Judged = { said: readonly string[]; is: readonly string[] }[];

function countsOf(judged: Judged, classes: readonly string[]) {
  const place = new Map(classes.map((c, i) => [c, i]));
  return judged.map(({ said, is }) => {
    const row: [kind: number, place: number][] = [];
    for (const s of said) row.push([is.includes(s) ? 0 : 1, place.get(s) ?? 0]);
    for (const truth of is) if (!said.includes(truth)) row.push([2, place.get(truth) ?? 0]);
    return row;
  });
}
function f1s(rows: readonly (readonly [number, number][])[], classes: number): number[] {
  const counts = [0, 1, 2].map(() => new Float64Array(classes));
  for (const row of rows)
    for (const [kind, place] of row) {
      const list = counts[kind];
      if (list) list[place] = (list[place] ?? 0) + 1;
    }
  return Array.from({ length: classes }, (_, c) => {
    const tp = counts[0]?.[c] ?? 0;
    return tp === 0 ? 0 : (2 * tp) / (2 * tp + (counts[1]?.[c] ?? 0) + (counts[2]?.[c] ?? 0));
  });
}
const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / Math.max(1, list.length);

export const f1Table = (judged: Judged, classes: readonly string[]): number[] =>
  f1s(countsOf(judged, classes), classes.length);
export const macroOf = (judged: Judged, classes: readonly string[]): number => mean(f1Table(judged, classes));

/** 95 % of 400 draws of as many rows, with replacement; the same draws each time. */
export function interval(judged: Judged, classes: readonly string[]): [number, number] {
  const rows = countsOf(judged, classes);
  let state = 20_261_122;
  const draw = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * rows.length);
  };
  const scores = Array.from({ length: 400 }, () =>
    mean(
      f1s(
        rows.map(() => rows[draw()] ?? []),
        classes.length,
      ),
    ),
  ).toSorted((a, b) => a - b);
  return [scores[10] ?? 0, scores[389] ?? 0];
}
