import { describe, expect, it } from 'vitest';
import { pairedBootstrap, seeded } from './bootstrap.ts';

describe('the paired bootstrap', () => {
  it('a difference that every query has is certain', () => {
    const answer = pairedBootstrap([Array.from({ length: 30 }, () => 0.1)], 1000, 1);
    expect(answer?.difference).toBeCloseTo(0.1);
    expect(answer?.interval[0]).toBeCloseTo(0.1);
    expect(answer?.interval[1]).toBeCloseTo(0.1);
    expect(answer?.p).toBeCloseTo(2 / 1001);
  });
  it('no difference at all is luck', () => {
    expect(pairedBootstrap([[0, 0, 0]], 1000, 1)).toMatchObject({ difference: 0, interval: [0, 0], p: 1 });
    expect(pairedBootstrap([[1, -1, 1, -1]], 1000, 1)?.p).toBeGreaterThan(0.5);
  });
  it('sets count alike, however many queries they have', () => {
    const large = Array.from({ length: 100 }, () => 0);
    expect(pairedBootstrap([large, [0.2]], 100, 1)?.difference).toBeCloseTo(0.1);
    expect(pairedBootstrap([large, [0.2], []], 100, 1)?.difference).toBeCloseTo(0.1);
  });
  it('agrees with the normal interval where that one holds', () => {
    // 400 values of mean 0.02 and standard deviation 0.2: standard error 0.01, interval 0.02 ± 0.0196, z = 2, p = .0455.
    const values = Array.from({ length: 400 }, (_, i) => 0.02 + (i % 2 === 0 ? 0.2 : -0.2));
    const answer = pairedBootstrap([values], 10_000, 3);
    expect(answer?.interval[0]).toBeCloseTo(0.0004, 2);
    expect(answer?.interval[1]).toBeCloseTo(0.0396, 2);
    expect(answer?.p).toBeGreaterThan(0.03);
    expect(answer?.p).toBeLessThan(0.065);
  });
  it('the same seed gives the same answer, and both directions the same doubt', () => {
    const values = [0.3, -0.1, 0.2, 0.05, -0.2, 0.4];
    expect(pairedBootstrap([values], 500, 9)).toEqual(pairedBootstrap([values], 500, 9));
    const turned = pairedBootstrap([values.map((v) => -v)], 500, 9);
    expect(turned?.p).toBe(pairedBootstrap([values], 500, 9)?.p);
  });
  it('nothing to compare is null', () => {
    expect(pairedBootstrap([], 100, 1)).toBeNull();
    expect(pairedBootstrap([[]], 100, 1)).toBeNull();
  });
  it('random numbers are spread over their whole range', () => {
    const random = seeded(1);
    const tenths = new Set(Array.from({ length: 300 }, () => Math.floor(random() * 10)));
    expect([...tenths].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
