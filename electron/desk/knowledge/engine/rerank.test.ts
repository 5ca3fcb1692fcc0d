import { describe, expect, it } from 'vitest';
import { featureCount, featureNames } from './features.ts';
import { forestScorer, scoreOf } from './rerank.ts';
import weights from './weights.json' with { type: 'json' };

const stump = { feature: [2, -1, -1], most: [0.5, 0, 0], yes: [1, 0, 0], no: [2, 0, 0], value: [0, 3, 7] };

describe('the fitted trees', () => {
  it('are of the features that the engine works out, each node within its tree', () => {
    expect(weights.features).toEqual([...featureNames]);
    for (const tree of weights.trees) {
      const inside = (at: number) => at > 0 && at < tree.feature.length;
      tree.feature.forEach((feature, i) => {
        expect(feature).toBeLessThan(featureCount);
        if (feature >= 0) expect(inside(tree.yes[i] ?? -1) && inside(tree.no[i] ?? -1)).toBe(true);
      });
    }
    expect(scoreOf(new Float32Array(featureCount))).toBeGreaterThan(0);
  });

  it('are summed, each by its own questions', () => {
    const row = new Float32Array(featureCount);
    const score = forestScorer({ features: [...featureNames], trees: [stump, stump] });
    expect(score(row)).toBe(6);
    row[2] = 0.6;
    expect(score(row)).toBe(14);
  });

  it('are refused when they were fitted on other features', () => {
    expect(() => forestScorer({ features: ['first'], trees: [] })).toThrow('train anew');
  });
});
