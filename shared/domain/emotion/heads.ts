// The 28 + 7 + 4 GoEmotions outputs: the public floor the model is measured on, and what the caller's head builds on.
import { featuresOf, type Features } from './features.ts';
import { ekmanLabels, goLabels, sentimentLabels } from './labels.ts';
import { linearOf, netOf, type EmotionModel } from './model.ts';
import { logitsOf, sigmoid } from './linear.ts';
import { netLogits, pooledBy } from './net.ts';
import { tokensOf, type Token } from './tokens.ts';

export interface Heads {
  /** Probability a label; labels are independent (several can be true). */
  go28: Record<string, number>;
  ekman: Record<string, number>;
  sentiment: Record<string, number>;
}

const count = goLabels.length + ekmanLabels.length + sentimentLabels.length;

/**
 * 39 logits in the order of `headLabels`, the linear block's and the net's mixed; all 0 when the model has no such block.
 * `tokens` are those the features were made of; without them only the linear block is asked.
 */
export function logitsOfGo(model: EmotionModel, features: Features, tokens?: readonly Token[]): Float64Array {
  const linear = linearOf(model, 'go');
  const net = netOf(model, 'go.net');
  if (!linear) return new Float64Array(count);
  const logits = logitsOf(linear, features);
  if (!net || !tokens) return logits;
  const others = netLogits(net, pooledBy(net, tokens));
  return logits.map(
    (l, c) => l * (net.mix[c] as number) + (others[c] as number) * (1 - (net.mix[c] as number)),
  );
}

/** From which probability each of the 39 labels counts as said. */
export const goThresholds = (model: EmotionModel): Float32Array =>
  netOf(model, 'go.net')?.thresholds ??
  linearOf(model, 'go')?.thresholds ??
  new Float32Array(count).fill(0.5);

export function headsOf(model: EmotionModel, text: string): Heads {
  const tokens = tokensOf(text);
  const logits = logitsOfGo(model, featuresOf(tokens, text), tokens);
  const named = (labels: readonly string[], from: number): Record<string, number> =>
    Object.fromEntries(labels.map((label, i) => [label, sigmoid(logits[from + i] as number)]));
  return {
    go28: named(goLabels, 0),
    ekman: named(ekmanLabels, goLabels.length),
    sentiment: named(sentimentLabels, goLabels.length + ekmanLabels.length),
  };
}
