// The 28 + 7 + 4 GoEmotions outputs: the public floor the model is measured on, and what the caller's head builds on.
import { featuresOf, type Features } from './features.ts';
import { ekmanLabels, goLabels, sentimentLabels } from './labels.ts';
import { linearOf, type EmotionModel } from './model.ts';
import { logitsOf, sigmoid } from './linear.ts';
import { tokensOf } from './tokens.ts';

export interface Heads {
  /** Probability a label; labels are independent (several can be true). */
  go28: Record<string, number>;
  ekman: Record<string, number>;
  sentiment: Record<string, number>;
}

/** 39 logits in the order of `headLabels`; all 0 when the model has no such block. */
export function logitsOfGo(model: EmotionModel, features: Features): Float64Array {
  const block = linearOf(model, 'go');
  return block
    ? logitsOf(block, features)
    : new Float64Array(goLabels.length + ekmanLabels.length + sentimentLabels.length);
}

export function headsOf(model: EmotionModel, text: string): Heads {
  const logits = logitsOfGo(model, featuresOf(tokensOf(text), text));
  const named = (labels: readonly string[], from: number): Record<string, number> =>
    Object.fromEntries(labels.map((label, i) => [label, sigmoid(logits[from + i] as number)]));
  return {
    go28: named(goLabels, 0),
    ekman: named(ekmanLabels, goLabels.length),
    sentiment: named(sentimentLabels, goLabels.length + ekmanLabels.length),
  };
}
