// Linear blocks for Spanish and Indonesian from the film lines of XED, each on its own language's lines alone (the lines
// of the languages are translations of each other).
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { filmBlock, filmLabels } from '#shared/domain/emotion/films.ts';
import { logitsOf, sigmoid } from '#shared/domain/emotion/linear.ts';
import type { NamedBlock } from '#shared/domain/emotion/model.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import { fitLinear } from './fit.ts';
import type { Part } from './part.ts';
import type { Row } from './sets.ts';
import { bestThreshold, f1Of } from './thresholds.ts';

const keep = { es: 16_000, id: 6_000 };
const lineOf = (row: Row) => {
  const text = row['text'] ?? '';
  const labels = (row['labels'] ?? '').split(',');
  return {
    features: featuresOf(tokensOf(text), text),
    targets: Float32Array.from(filmLabels, (label) => (labels.includes(label) ? 1 : 0)),
  };
};

export const filmsPart: Part = {
  name: 'xed',
  train: (have) =>
    (['es', 'id'] as const).map((lang): NamedBlock => {
      const block = fitLinear(have.sets(`xed-${lang}-train`).map(lineOf), filmLabels, { keep: keep[lang] });
      const dev = have.sets(`xed-${lang}-dev`).map(lineOf);
      const logits = dev.map((d) => logitsOf(block, d.features));
      const f1s = filmLabels.map((_, c) => {
        const probabilities = logits.map((l) => sigmoid(l[c] as number));
        const truth = dev.map((d) => d.targets[c] as number);
        block.thresholds[c] = bestThreshold(probabilities, truth);
        return f1Of(probabilities, truth, block.thresholds[c] as number);
      });
      have.say(`  ${lang}: dev macro-F1 ${(f1s.reduce((a, b) => a + b, 0) / f1s.length).toFixed(4)}`);
      return { name: filmBlock(lang), block: { kind: 'linear', linear: block } };
    }),
};
