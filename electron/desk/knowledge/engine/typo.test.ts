import { describe, expect, it } from 'vitest';
import { distance, distanceAsBeginning } from './distance.ts';

describe('how far a slip is', () => {
  it('costs nothing for the same word, and at most one for one slip', () => {
    expect(distance('gout', 'gout')).toBe(0);
    for (const [wrong, right] of [
      ['copya', 'copay'],
      ['copaay', 'copay'],
      ['copy', 'copay'],
      ['coply', 'copay'],
      ['coppay', 'copay'],
    ] as const) {
      expect(distance(wrong, right)).toBeGreaterThan(0);
      expect(distance(wrong, right)).toBeLessThanOrEqual(1);
    }
  });

  it('costs less for what sounds alike than for what does not', () => {
    expect(distance('diabeetis', 'diabetes')).toBeLessThan(distance('diabxxtes', 'diabetes'));
    expect(distance('hemroids', 'hemorrhoids')).toBeLessThan(2.2);
    expect(distance('numonia', 'pneumonia')).toBeLessThan(1.6);
    expect(distance('fisician', 'physician')).toBeLessThan(2.6);
    expect(distance('exema', 'eczema')).toBeLessThan(distance('exema', 'edema'));
  });

  it('lets half a word be the beginning of one', () => {
    expect(distanceAsBeginning('hemorr', 'hemorrhoids')).toBe(0);
    expect(distanceAsBeginning('hemmor', 'hemorrhoids')).toBeLessThanOrEqual(1);
    expect(distanceAsBeginning('kidney', 'hemorrhoids')).toBeGreaterThan(2);
  });
});
