// The measures against values worked out by hand, and against a second way of counting them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seeded } from './bootstrap.ts';
import { mean, percentile, scoreRanking } from './metrics.ts';

const judged = new Map([
  ['a', 3],
  ['b', 2],
  ['c', 1],
  ['d', 0],
]);

describe('by hand', () => {
  it('the best order has 1 everywhere', () => {
    expect(scoreRanking(['a', 'b', 'c', 'd'], judged, 10)).toEqual({ ndcg: 1, mrr: 1, recall: 1 });
  });
  it('gains are linear, the discount is log2 of rank + 1, the ideal is over all judged articles', () => {
    // found: x (0), b (2) at rank 2, a (3) at rank 3 -> 2/1.58496 + 3/2 = 2.76186
    // ideal: 3/1 + 2/1.58496 + 1/2 = 4.76186
    const { ndcg, mrr, recall } = scoreRanking(['x', 'b', 'a'], judged, 10);
    expect(ndcg).toBeCloseTo(2.76186 / 4.76186, 5);
    expect(mrr).toBe(1 / 2);
    expect(recall).toBe(1);
  });
  it('the depth cuts the ranking, the ideal and what can be recalled', () => {
    // ideal at depth 1 is 3; b at rank 1 gives 2.
    expect(scoreRanking(['b', 'a'], judged, 1)).toEqual({ ndcg: 2 / 3, mrr: 1, recall: 1 });
    expect(scoreRanking(['c', 'a', 'b'], judged, 1)).toEqual({ ndcg: 1 / 3, mrr: 0, recall: 0 });
  });
  it('judged only: what nobody judged is dropped before ranks are counted', () => {
    expect(scoreRanking(['x', 'y', 'a', 'z', 'b', 'c'], judged, 10, true)).toEqual({
      ndcg: 1,
      mrr: 1,
      recall: 1,
    });
    expect(scoreRanking(['x', 'y', 'a'], judged, 2).ndcg).toBe(0);
  });
  it('an article that is named twice counts once', () => {
    expect(scoreRanking(['a', 'a', 'b'], judged, 10)).toEqual(scoreRanking(['a', 'b'], judged, 10));
  });
  it('without a grade of 2 the related ones count as right; without those nothing does', () => {
    const related = new Map([
      ['a', 1],
      ['b', 0],
    ]);
    expect(scoreRanking(['b', 'a'], related, 10)).toMatchObject({ mrr: 1 / 2, recall: 1 });
    expect(scoreRanking(['a'], new Map([['a', 0]]), 10)).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
    expect(scoreRanking([], judged, 10)).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
  });
  it('recall is of as many as the places can hold', () => {
    const many = new Map(Array.from({ length: 20 }, (_, i) => [`r${i}`, 2] as const));
    expect(scoreRanking([...many.keys()].slice(0, 10), many, 10).recall).toBe(1);
    expect(scoreRanking([...many.keys()].slice(0, 5), many, 10).recall).toBe(0.5);
  });
  it('percentiles are values that were measured', () => {
    expect(percentile([5, 1, 3], 0.5)).toBe(3);
    expect(percentile([5, 1, 3], 0.95)).toBe(5);
    expect(percentile([], 0.5)).toBeNaN();
    expect(mean([])).toBe(0);
  });
});

/** The same measures from their definitions, place by place: shares no line with metrics.ts. */
function second(list: string[], grades: Record<string, number>, k: number, judgedOnly: boolean) {
  const places: string[] = [];
  for (const id of list) {
    if (places.includes(id) || (judgedOnly && !Object.hasOwn(grades, id))) continue;
    if (places.length < k) places.push(id);
  }
  const ideal = Object.values(grades)
    .sort((x, y) => x - y)
    .reverse();
  let gained = 0;
  let most = 0;
  let found = 0;
  let firstRight = 0;
  let right = 0;
  const bar = ideal[0] !== undefined && ideal[0] >= 2 ? 2 : 1;
  for (const g of ideal) if (g >= bar) right += 1;
  for (let place = 1; place <= k; place++) {
    const weight = Math.LN2 / Math.log(place + 1);
    most += (ideal[place - 1] ?? 0) * weight;
    const here = places[place - 1];
    if (here === undefined || !Object.hasOwn(grades, here)) continue;
    const grade = grades[here] ?? 0;
    gained += grade * weight;
    if (grade >= bar) {
      found += 1;
      if (firstRight === 0) firstRight = place;
    }
  }
  return {
    ndcg: most > 0 ? gained / most : 0,
    mrr: firstRight > 0 ? 1 / firstRight : 0,
    recall: right > 0 ? found / (right < k ? right : k) : 0,
  };
}

it('a second count agrees on two thousand random rankings', () => {
  const random = seeded(7);
  const whole = (n: number): number => Math.floor(random() * n);
  for (let run = 0; run < 2000; run++) {
    const grades: Record<string, number> = {};
    for (let i = whole(16); i >= 0; i--) grades[`d${whole(30)}`] = whole(4);
    const list = Array.from({ length: whole(40) }, () => `d${whole(40)}`);
    const k = 1 + whole(15);
    const judgedOnly = random() < 0.5;
    const first = scoreRanking(list, new Map(Object.entries(grades)), k, judgedOnly);
    const other = second(list, grades, k, judgedOnly);
    for (const name of ['ndcg', 'mrr', 'recall'] as const)
      expect(first[name], `${name} of run ${run}`).toBeCloseTo(other[name], 10);
  }
});

it('what judges imports nothing', () => {
  expect(readFileSync(join(import.meta.dirname, 'metrics.ts'), 'utf8')).not.toMatch(/\bimport\b.*from/);
});
