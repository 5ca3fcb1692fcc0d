// The 28 + 7 + 4 GoEmotions outputs, with neutral service and clinical talk beside the posts.
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { headLabels, headTargets } from '#shared/domain/emotion/labels.ts';
import { logitsOf, sigmoid } from '#shared/domain/emotion/linear.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import { fitLinear, type FitRow } from './fit.ts';
import { neutralLines } from './neutral.ts';
import type { Part } from './part.ts';
import { bestThreshold, f1Of } from './thresholds.ts';

const featuresIn = (text: string) => featuresOf(tokensOf(text), text);

export const goPart: Part = {
  name: 'go',
  train(have) {
    const posts: FitRow[] = have.sets('goemotions-train').map((row) => ({
      features: featuresIn(row['text'] ?? ''),
      targets: headTargets((row['labels'] ?? '').split(',')),
    }));
    const neutral = headTargets(['neutral']);
    const service: FitRow[] = neutralLines(have).map((line) => ({
      features: featuresIn(line.text),
      targets: neutral,
      weight: 0.3,
      guest: true,
    }));
    const block = fitLinear([...posts, ...service], headLabels, { keep: 32_000 });
    const dev = have.sets('goemotions-dev').map((row) => ({
      logits: logitsOf(block, featuresIn(row['text'] ?? '')),
      targets: headTargets((row['labels'] ?? '').split(',')),
    }));
    const f1s = headLabels.map((_, c) => {
      const probabilities = dev.map((d) => sigmoid(d.logits[c] as number));
      const truth = dev.map((d) => d.targets[c] as number);
      block.thresholds[c] = bestThreshold(probabilities, truth);
      return f1Of(probabilities, truth, block.thresholds[c] as number);
    });
    const mean = (from: number, to: number): string =>
      (f1s.slice(from, to).reduce((a, b) => a + b, 0) / (to - from)).toFixed(4);
    have.say(`  dev macro-F1: 28 ${mean(0, 28)}, Ekman ${mean(28, 35)}, sentiment ${mean(35, 39)}`);
    return [{ name: 'go', block: { kind: 'linear', linear: block } }];
  },
};
