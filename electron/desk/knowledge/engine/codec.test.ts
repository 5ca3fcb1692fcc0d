import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from './build.ts';
import { decodeIndex, encodeIndex } from './codec.ts';
import { doc } from './testing.ts';
import type { EngineIndex } from './types.ts';

const built = (docs: Parameters<typeof buildIndex>[0]): EngineIndex => {
  const index = buildIndex(docs);
  if (index === null) throw new Error('nothing told it to stop');
  return index;
};

describe('an index as bytes', () => {
  it('comes back as it was', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ title: any, topic: any, keywords: fc.array(any, { maxLength: 3 }), body: any }),
          { maxLength: 8 },
        ),
        (list) => {
          const index = built(list.map((some, i) => doc(i * 7, some)));
          expect(decodeIndex(encodeIndex(index))).toEqual({ ok: true, value: index });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is refused whichever byte changed', () => {
    const parts = encodeIndex(
      built([doc(3, { body: 'the copay of the refill' }), doc(9, { keywords: ['gout', 'toe'] })]),
    );
    const [part] = parts as [Uint8Array];
    for (let i = 0; i < part.length; i++) {
      for (const bit of [1, 128]) {
        const wrong = part.slice();
        (wrong[i] as number) ^= bit;
        expect(decodeIndex([wrong])).toMatchObject({ ok: false, code: 'content-damaged' });
      }
      expect(decodeIndex([part.slice(0, i)]).ok).toBe(false);
    }
  });

  it('is refused when parts are missing, changed places, or are of another index', () => {
    const large = (seed: number) =>
      encodeIndex(
        built(
          Array.from({ length: 700 }, (_, i) =>
            doc(i, {
              body: Array.from({ length: 120 }, (__, k) => `w${(i * 31 + k * seed) % 9973}`).join(' '),
            }),
          ),
        ),
      );
    const [one, other] = [large(7), large(11)];
    expect(one.length).toBeGreaterThan(1);
    expect(one.every((part) => part.length <= 257 * 1024)).toBe(true);
    expect(decodeIndex(one).ok).toBe(true);
    expect(decodeIndex(one.slice(1)).ok).toBe(false);
    expect(decodeIndex(one.slice(0, -1)).ok).toBe(false);
    expect(decodeIndex(one.toReversed()).ok).toBe(false);
    expect(decodeIndex([one[0], ...other.slice(1)].filter((part) => part !== undefined)).ok).toBe(false);
    expect(decodeIndex([]).ok).toBe(false);
  });

  it('stops building when it is told to, and says how far it is', () => {
    const seen: number[] = [];
    const many = Array.from({ length: 600 }, (_, i) => doc(i));
    expect(buildIndex(many, (done) => seen.push(done))).not.toBeNull();
    expect(seen).toEqual([0, 256, 512, 600]);
    expect(buildIndex(many, undefined, () => seen.length > 0)).toBeNull();
  });
});
