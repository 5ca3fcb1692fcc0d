// The emotion model beside VADER, AFINN and wink on the same rows in the same run: macro-F1 with its interval, false alarms
// on neutral talk, what an utterance takes, and where the errors lie. No row of a data set is printed.
import { join } from 'node:path';
import { hear, headsOf } from '#shared/domain/emotion/index.ts';
import { goThresholds } from '#shared/domain/emotion/heads.ts';
import { ekmanGroups, goLabels, headLabels, sentimentGroups } from '#shared/domain/emotion/labels.ts';
import type { EmotionModel } from '#shared/domain/emotion/model.ts';
import { callerStates } from '#shared/domain/emotion/states.ts';
import { root } from '#tests/support/app.ts';
import { itemsOf, type Item } from '../../scripts/eval-emotion/formats.ts';
import { loadModel } from '../../scripts/eval-emotion/model.ts';
import { shareOf } from '../../scripts/eval-emotion/score.ts';
import { readTable } from '../../scripts/eval-emotion/table.ts';
import { heldOutNeutral } from '../../scripts/train-emotion/neutral.ts';
import { readSet } from '../../scripts/train-emotion/sets.ts';
import { f1Table, interval, macroOf, type Judged } from './emotion-score.ts';
import { labelsFor, peers, type Cuts, type Peer } from './emotion-peers.ts';
import { type Bench, spread, spreadLine } from './measure.ts';

const sets = join(root, 'data', 'emotion', 'sets');
const itemsIn = (...path: string[]): Item[] => itemsOf(readTable(join(...path))).items;
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;
const groupsOf = {
  '28 emotions': Object.fromEntries(goLabels.map((l) => [l, [l] as readonly string[]])),
  Ekman: ekmanGroups,
  sentiment: sentimentGroups,
};

/** Labels said and labels true of each row. */
function judgeHeads(model: EmotionModel, items: readonly Item[]): Record<keyof typeof groupsOf, Judged> {
  const thresholds = goThresholds(model);
  const judged: Record<keyof typeof groupsOf, Judged> = { '28 emotions': [], Ekman: [], sentiment: [] };
  for (const item of items) {
    const heads = headsOf(model, item.text);
    const heard: Record<keyof typeof groupsOf, Record<string, number>> = {
      '28 emotions': heads.go28,
      Ekman: heads.ekman,
      sentiment: heads.sentiment,
    };
    let from = 0;
    for (const task of Object.keys(groupsOf) as (keyof typeof groupsOf)[]) {
      const groups = Object.entries(groupsOf[task]);
      judged[task].push({
        said: groups.filter(([l], i) => (heard[task][l] ?? 0) >= (thresholds[from + i] ?? 1)).map(([l]) => l),
        is: groups.filter(([, members]) => item.gold.some((g) => members.includes(g))).map(([l]) => l),
      });
      from += groups.length;
    }
  }
  return judged;
}

const sentimentsOf = (item: Item): string[] =>
  Object.entries(sentimentGroups)
    .filter(([, members]) => item.gold.some((g) => (members as readonly string[]).includes(g)))
    .map(([l]) => l);

/** The cuts with which a peer does best on rows of the training part. */
function bestCuts(peer: Peer, items: readonly Item[], questions: boolean): Cuts {
  const scored = items.map((item) => ({
    text: item.text,
    score: peer.score(item.text),
    is: sentimentsOf(item),
  }));
  const sorted = scored.map((s) => s.score).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  let best: Cuts = { low: -0.05, high: 0.05, questions };
  let top = -1;
  for (const low of [-1e-6, ...[0.03, 0.06, 0.1, 0.15, 0.2, 0.25].map(at)])
    for (const high of [1e-6, ...[0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8].map(at)]) {
      if (high <= low) continue;
      const cuts = { low, high, questions };
      const score = macroOf(
        scored.map((s) => ({ said: [labelsFor(s.score, s.text, cuts)], is: s.is })),
        Object.keys(sentimentGroups),
      );
      if (score > top) [top, best] = [score, cuts];
    }
  return best;
}

const timed = (items: readonly Item[], ask: (text: string) => unknown): number[] => {
  for (const item of items.slice(0, 300)) ask(item.text);
  return items.map((item) => {
    const started = performance.now();
    ask(item.text);
    return performance.now() - started;
  });
};

function againstPeers(bench: Bench, model: EmotionModel, dev: readonly Item[], ours: Judged): void {
  const train = itemsIn(sets, 'goemotions-train.tsv.gz').filter((_, i) => i % 8 === 0);
  const classes = Object.keys(sentimentGroups);
  bench.print(
    'sentiment in 4 classes, GoEmotions dev: macro-F1 [95 %], positive, negative, ambiguous, neutral',
  );
  const row = (name: string, judged: Judged): void => {
    const [low, high] = interval(judged, classes);
    const each = f1Table(judged, classes).map((f) => f.toFixed(3));
    bench.print(
      `  ${name.padEnd(34)} ${macroOf(judged, classes).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]   ${each.join('  ')}`,
    );
  };
  row('Careline', ours);
  const took = spread(timed(dev, (text) => headsOf(model, text)));
  const lines = [spreadLine('Careline, all 39 outputs', took)];
  for (const peer of peers()) {
    for (const questions of [false, true]) {
      const cuts = bestCuts(peer, train, questions);
      row(
        questions ? `${peer.name}, "?" is ambiguous` : peer.name,
        dev.map((item) => ({
          said: [labelsFor(peer.score(item.text), item.text, cuts)],
          is: sentimentsOf(item),
        })),
      );
    }
    const each = spread(timed(dev, (text) => peer.score(text)));
    lines.push(`${spreadLine(peer.name, each)}   Careline / it at p50: ${(took.p50 / each.p50).toFixed(1)}`);
  }
  bench.print('');
  for (const line of lines) bench.print(line);
}

function falseAlarms(bench: Bench, model: EmotionModel): void {
  const held = heldOutNeutral({ sets: readSet })
    .filter((line) => line.from === 'primock')
    .map((line, row): Item => ({ row, text: line.text, gold: [], lang: 'en', caller: null }));
  const lines: [string, Item[]][] = [
    ['PriMock57 patients, 15 consultations held out', held],
    ['MTS-Dialog dev, patients and family', itemsIn(sets, 'mtsdialog-dev.tsv.gz')],
    ['CLINC150 dev', itemsIn(sets, 'clinc150-dev.tsv.gz')],
    ['BANKING77 dev', itemsIn(sets, 'banking77-dev.tsv.gz')],
  ];
  const thresholds = goThresholds(model);
  const over = (p: Record<string, number>, label: string, group: string): boolean =>
    (p[label] ?? 0) >= (thresholds[headLabels.indexOf(`${group}:${label}`)] ?? 1);
  bench.print('');
  bench.print(
    'neutral talk flagged: hint (afraid, angry or sad, shown to the agent) | sentiment output | Ekman anger output',
  );
  for (const [name, items] of lines) {
    const hints = items.map((i) => hear(model, i.text, 'en'));
    const heads = items.map((i) => headsOf(model, i.text));
    const shown = hints.filter((h) => h.speaks);
    const parts = {
      negative: shareOf(
        shown.filter((h) => ['afraid', 'angry', 'sad'].includes(h.state)).length,
        items.length,
      ),
      angry: shareOf(shown.filter((h) => h.state === 'angry').length, items.length),
      sentiment: shareOf(
        heads.filter((h) => over(h.sentiment, 'negative', 'sentiment')).length,
        items.length,
      ),
      anger: shareOf(heads.filter((h) => over(h.ekman, 'anger', 'ekman')).length, items.length),
    };
    const of = (s: { share: number; interval: [number, number] }): string =>
      `${percent(s.share)} [${percent(s.interval[0])}, ${percent(s.interval[1])}]`;
    bench.print(`  ${name} (${items.length})`);
    bench.print(
      `    hint negative ${of(parts.negative)}, angry ${of(parts.angry)} | negative ${of(parts.sentiment)} | anger ${of(parts.anger)}`,
    );
    if (name.includes('patients')) {
      bench.limit('hint negative on neutral patient lines', 100 * parts.negative.share, 8, '%');
      bench.limit('hint angry on neutral patient lines', 100 * parts.angry.share, 4, '%');
    }
  }
}

/** Which true labels are missed or taken for which others, most often first. */
function errors(bench: Bench, judged: Judged, classes: readonly string[]): void {
  const pairs = new Map<string, number>();
  for (const { said, is } of judged)
    for (const truth of is) {
      if (said.includes(truth)) continue;
      const wrong = said.filter((s) => !is.includes(s));
      for (const s of wrong.length > 0 ? wrong : ['nothing']) {
        const pair = `${truth} taken for ${s}`;
        pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
      }
    }
  const total = [...pairs.values()].reduce((a, b) => a + b, 0);
  for (const [pair, n] of [...pairs].toSorted((a, b) => b[1] - a[1]).slice(0, classes.length > 10 ? 12 : 8))
    bench.print(`    ${String(n).padStart(5)}  ${percent(n / total).padStart(7)}  ${pair}`);
}

function callerLines(bench: Bench, model: EmotionModel): void {
  bench.print('');
  bench.print(
    "caller states on the project's own lines (written for it: a regression check, not a sample of calls)",
  );
  for (const lang of ['en', 'es', 'id'] as const)
    for (const part of ['dev', 'test'] as const) {
      const items = itemsIn(root, 'data', 'caller-lines', `${lang}-${part}.tsv`);
      const judged = items.map((i) => ({ said: [hear(model, i.text, lang).state as string], is: i.gold }));
      const [low, high] = interval(judged, callerStates);
      bench.print(
        `  ${lang} ${part} (${items.length})`.padEnd(20) +
          `macro-F1 ${macroOf(judged, callerStates).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
      );
      if (part === 'dev') errors(bench, judged, callerStates);
      const took = timed(items, (text) => hear(model, text, lang));
      bench.print(`  ${spreadLine(`hear, ${lang}`, spread(took))}`);
      if (part === 'dev') bench.limit(`hear, ${lang}, p95`, spread(took).p95, 5, 'ms');
    }
}

export async function run(bench: Bench): Promise<void> {
  const loaded = loadModel();
  const { model } = loaded;
  bench.print(`model ${loaded.name} ${loaded.version}, sha256 ${loaded.sha256}`);
  bench.limit('size', loaded.bytes / 2 ** 20, 40, 'MB');
  bench.limit('load with hash', loaded.loadMs, 100, 'ms');
  const dev = itemsIn(sets, 'goemotions-dev.tsv.gz');
  const judged = judgeHeads(model, dev);
  bench.print('');
  bench.print('GoEmotions dev, thresholds chosen on it (5,426 rows): macro-F1 [95 %]');
  for (const task of Object.keys(groupsOf) as (keyof typeof groupsOf)[]) {
    const classes = Object.keys(groupsOf[task]);
    const [low, high] = interval(judged[task], classes);
    bench.print(
      `  ${task.padEnd(14)} ${macroOf(judged[task], classes).toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}]`,
    );
  }
  for (const task of ['28 emotions', 'sentiment'] as const) {
    bench.print(`  errors, ${task}:`);
    errors(bench, judged[task], Object.keys(groupsOf[task]));
  }
  bench.print('');
  againstPeers(bench, model, dev, judged.sentiment);
  falseAlarms(bench, model);
  callerLines(bench, model);
  await Promise.resolve();
}
