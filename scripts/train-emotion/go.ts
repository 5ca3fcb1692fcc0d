// The 28 + 7 + 4 GoEmotions outputs: a linear block and a net, each trained on the posts with neutral service and clinical
// talk beside them, and how much each of them counts.
import { featuresOf } from '#shared/domain/emotion/features.ts';
import { headLabels, headTargets } from '#shared/domain/emotion/labels.ts';
import { logitsOf, sigmoid } from '#shared/domain/emotion/linear.ts';
import { netLogits, pooledBy, type NetBlock } from '#shared/domain/emotion/net.ts';
import { tokensOf } from '#shared/domain/emotion/tokens.ts';
import { inEights } from '#shared/domain/emotion/write.ts';
import { fitLinear } from './fit.ts';
import { fitNet, type NetOptions } from './net-fit.ts';
import { heldOutNeutral, neutralLines } from './neutral.ts';
import type { Have, Part } from './part.ts';
import { bestThreshold, f1Of } from './thresholds.ts';
import { vectorWidth, wordsOf } from './words.ts';

/** What a neutral line counts beside a post, and how many service questions are taken (one in so many). */
const neutralWeight = { patient: 0.7, other: 0.15 };
const serviceEvery = 6;
/** The linear block's share of each logit. */
const linearShare = 0.2;
const keep = 48_000;
const netOptions: Omit<NetOptions, 'labelWeights'> = {
  width: vectorWidth,
  spans: [1, 2, 3, 4],
  filters: 128,
  epochs: 5,
  rate: 0.002,
  batch: 64,
  drop: { pooled: 0.5, channels: 0.2, words: 0.05 },
  wordRate: 1,
  seed: 1,
};
/** The groups repeat what the 28 labels say; they count half. */
const labelWeights = Float32Array.from(headLabels, (label) => (label.includes(':') ? 0.5 : 1));

function linesOf(have: Have) {
  const line = (text: string, targets: Float32Array, weight: number, guest: boolean) => {
    const tokens = tokensOf(text);
    return {
      tokens,
      words: tokens.map((t) => t.word),
      features: featuresOf(tokens, text),
      targets,
      weight,
      guest,
    };
  };
  const posts = (name: string) =>
    have
      .sets(name)
      .map((row) => line(row['text'] ?? '', headTargets((row['labels'] ?? '').split(',')), 1, false));
  const neutral = headTargets(['neutral']);
  const service = neutralLines(have)
    .filter((l, i) => l.from === 'primock' || l.from === 'mts' || i % serviceEvery === 0)
    .map((l) => line(l.text, neutral, l.patient ? neutralWeight.patient : neutralWeight.other, true));
  return {
    train: [...posts('goemotions-train'), ...service],
    dev: posts('goemotions-dev'),
    heldOut: heldOutNeutral(have).map((l) => ({ from: l.from, ...line(l.text, neutral, 1, true) })),
  };
}
type Line = ReturnType<typeof linesOf>['train'][number];

function trainNet(have: Have, train: readonly Line[]): NetBlock {
  const words = wordsOf(
    train.map((l) => l.words),
    have.sets('glove100-words'),
  );
  const rows = train.map((l) => ({
    words: Int32Array.from(l.words, words.placeOf),
    targets: l.targets,
    weight: l.weight,
  }));
  const fitted = fitNet(
    rows,
    words.start,
    headLabels.length,
    { ...netOptions, labelWeights },
    (epoch, _, loss) => have.say(`  net, pass ${epoch + 1}: loss ${loss.toFixed(4)}`),
  );
  const table = inEights(fitted.table, vectorWidth);
  const kernels = inEights(fitted.kernels, vectorWidth);
  return {
    width: netOptions.width,
    spans: netOptions.spans,
    filters: netOptions.filters,
    labels: headLabels,
    keys: words.keys,
    table: table.eights,
    tableScale: table.scales,
    kernels: kernels.eights,
    kernelScale: kernels.scales,
    kernelBias: fitted.kernelBias,
    out: fitted.out,
    outBias: fitted.outBias,
    mix: new Float32Array(headLabels.length).fill(linearShare),
    thresholds: new Float32Array(headLabels.length).fill(0.5),
  };
}

/** Thresholds by the development part, and how the three label sets do with them. */
function tune(logits: readonly Float64Array[], dev: readonly Line[], thresholds: Float32Array): string {
  const f1s = headLabels.map((_, c) => {
    const probabilities = logits.map((l) => sigmoid(l[c] as number));
    const truth = dev.map((d) => d.targets[c] as number);
    thresholds[c] = bestThreshold(probabilities, truth);
    return f1Of(probabilities, truth, thresholds[c] as number);
  });
  const mean = (from: number, to: number): string =>
    (f1s.slice(from, to).reduce((a, b) => a + b, 0) / (to - from)).toFixed(4);
  return `28 ${mean(0, 28)}, Ekman ${mean(28, 35)}, sentiment ${mean(35, 39)}`;
}

export const goPart: Part = {
  name: 'go',
  train(have) {
    const { train, dev, heldOut } = linesOf(have);
    const linear = fitLinear(train, headLabels, { keep });
    const byLinear = dev.map((d) => logitsOf(linear, d.features));
    have.say(`  linear, dev macro-F1: ${tune(byLinear, dev, linear.thresholds)}`);
    const net = trainNet(have, train);
    const byNet = dev.map((d) => netLogits(net, pooledBy(net, d.tokens)));
    have.say(`  net, dev macro-F1: ${tune(byNet, dev, net.thresholds)}`);
    const both = byNet.map((logits, i) =>
      logits.map((l, c) => (byLinear[i]?.[c] ?? 0) * linearShare + l * (1 - linearShare)),
    );
    have.say(`  both, dev macro-F1: ${tune(both, dev, net.thresholds)}`);
    for (const from of ['primock', 'mts'] as const) {
      const lines = heldOut.filter((l) => l.from === from);
      const shareOver = (label: string): string => {
        const c = headLabels.indexOf(label);
        const over = lines.filter((l) => {
          const a = logitsOf(linear, l.features)[c] as number;
          const b = netLogits(net, pooledBy(net, l.tokens))[c] as number;
          return sigmoid(a * linearShare + b * (1 - linearShare)) >= (net.thresholds[c] as number);
        });
        return `${((100 * over.length) / lines.length).toFixed(1)} %`;
      };
      have.say(
        `  ${lines.length} held-out patient lines of ${from}: negative ${shareOver('sentiment:negative')}, angry ${shareOver('ekman:anger')}`,
      );
    }
    return [
      { name: 'go', block: { kind: 'linear', linear } },
      { name: 'go.net', block: { kind: 'net', net } },
    ];
  },
};
