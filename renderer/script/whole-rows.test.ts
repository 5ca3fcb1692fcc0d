import { describe, expect, it } from 'vitest';
import { emptyEnd } from './whole-rows.ts';

const row = (top: number, bottom: number) => ({ top, bottom });

describe('emptyEnd', () => {
  it('leaves nothing away where every row fits', () => {
    expect(emptyEnd([row(0, 20), row(20, 40)], 40)).toBe(0);
    expect(emptyEnd([], 100)).toBe(0);
  });
  it('leaves away the row that the edge cuts through', () => {
    expect(emptyEnd([row(0, 20), row(20, 40), row(40, 60)], 50)).toBe(10);
  });
  it('leaves away what stands beside it and would then be cut', () => {
    expect(emptyEnd([row(0, 20), row(25, 48), row(40, 60)], 50)).toBe(25);
  });
  it('does not empty a box that is lower than its only row', () => {
    expect(emptyEnd([row(0, 80)], 50)).toBe(0);
    expect(emptyEnd([row(-10, 80)], 50)).toBe(0);
  });
  it('takes half a pixel for a fit', () => {
    expect(emptyEnd([row(0, 20), row(20, 40.6)], 40)).toBe(0);
  });
});
