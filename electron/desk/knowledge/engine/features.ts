// What is compared between a question and an article that may answer it, as numbers near 0 to 1. One pass over the article's
// words; nothing is cut into words again.
import type { Asked } from './asked.ts';
import { overviewBit } from './intent.ts';
import { formOf, keywordCover, scan, withAsked } from './scan.ts';
import type { Segment } from './segment.ts';
import { bodyField, fieldCount, flag, keywordField, sectionField, titleField, topicField } from './types.ts';

/** So many words of a body are looked at, and so many count as its beginning. */
const bodyWords = 500;
const leadWords = 40;

export const featureNames = [
  'first',
  'other',
  'perIdf',
  'otherPerIdf',
  'title',
  'topic',
  'keywords',
  'names',
  'body',
  'lead',
  'all',
  'topicCover',
  'titleCover',
  'keywordCover',
  'nameRun',
  'bodyRun',
  'namePairs',
  'bodyPairs',
  'topInNames',
  'topInAll',
  'hasBody',
  'bodyLength',
  'titleLength',
  'policy',
  'part',
  'otherPart',
  'plain',
  'partCovered',
  'form',
  'formSmall',
  'smallBody',
  'missing',
  'extraTitle',
  'exactTitle',
  'groupFirst',
  'groupRun',
  'groupAll',
  'groupNames',
  'groupSize',
  'askedWords',
  'askedParts',
  'askedIdf',
] as const;
export type FeatureName = (typeof featureNames)[number];
export const featureCount = featureNames.length;
const at = Object.fromEntries(featureNames.map((name, i) => [name, i])) as Record<FeatureName, number>;

export interface Candidate {
  segment: Segment;
  place: number;
  first: number;
  other: number;
}

const shareOf = (asked: Asked, bits: number): number => {
  let sum = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1)
    sum += asked.meanings[31 - Math.clz32(rest & -rest)]?.idf ?? 0;
  return sum / asked.total;
};
const bitCount = (bits: number): number => {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
};

function one(
  candidate: Candidate,
  asked: Asked,
  words: ReadonlySet<number>,
  best: { first: number; other: number },
  row: Float32Array,
): void {
  const { segment, place, first, other } = candidate;
  const { index } = segment;
  const start = (field: number): number => index.starts[place * fieldCount + field] as number;
  const title = scan(segment, asked, start(titleField), start(topicField));
  const topic = scan(segment, asked, start(topicField), start(keywordField));
  const keywords = scan(segment, asked, start(keywordField), start(sectionField));
  const section = scan(segment, asked, start(sectionField), start(bodyField));
  const bodyEnd = Math.min(start(bodyField + 1), start(bodyField) + bodyWords);
  const body = scan(segment, asked, start(bodyField), bodyEnd);
  const lead = scan(segment, asked, start(bodyField), Math.min(bodyEnd, start(bodyField) + leadWords));
  const names = title.bits | topic.bits | keywords.bits | section.bits;
  const all = names | body.bits;
  const top = 1 << asked.top;
  let exact = 0;
  for (let i = start(titleField); i < start(topicField); i++)
    if (words.has(index.tokens[i] as number))
      exact += segment.stemIdf[index.wordStem[index.tokens[i] as number] as number] as number;
  const parts = segment.sectionParts(place);
  const is = parts !== 0 ? parts : segment.titleParts(place);
  const special = asked.parts & ~overviewBit;
  const form = formOf(segment, place);
  const topicCover = topic.own > 0 ? topic.met / topic.own : 0;
  const count = asked.meanings.length;
  const set = (name: FeatureName, value: number): void => {
    row[at[name]] = value;
  };
  set('first', first / best.first);
  set('other', other / best.other);
  set('perIdf', first / asked.total / 3);
  set('otherPerIdf', other / asked.total / 2);
  set('title', shareOf(asked, title.bits));
  set('topic', shareOf(asked, topic.bits));
  set('keywords', shareOf(asked, keywords.bits));
  set('names', shareOf(asked, names));
  set('body', shareOf(asked, body.bits));
  set('lead', shareOf(asked, lead.bits));
  set('all', shareOf(asked, all));
  set('topicCover', topicCover);
  set('titleCover', title.own > 0 ? title.met / title.own : 0);
  set('keywordCover', keywordCover(segment, start(keywordField), start(sectionField)));
  set('nameRun', Math.max(title.run, topic.run, keywords.run, section.run) / asked.total);
  set('bodyRun', body.run / asked.total);
  set('namePairs', asked.pairs > 0 ? Math.max(title.pairs, topic.pairs, keywords.pairs) / asked.pairs : 0);
  set('bodyPairs', asked.pairs > 0 ? body.pairs / asked.pairs : 0);
  set('topInNames', (names & top) !== 0 ? 1 : 0);
  set('topInAll', (all & top) !== 0 ? 1 : 0);
  set('hasBody', start(bodyField + 1) > start(bodyField) ? 1 : 0);
  set('bodyLength', Math.log1p(start(bodyField + 1) - start(bodyField)) / 8);
  set('titleLength', Math.log1p(start(topicField) - start(titleField)) / 3);
  set('policy', ((index.flags[place] as number) & flag.policy) !== 0 ? 1 : 0);
  set('part', (special & is) !== 0 ? 1 : 0);
  set('otherPart', special !== 0 && is !== 0 && (special & is) === 0 ? 1 : 0);
  set('plain', special === 0 && (is & overviewBit) !== 0 ? 1 : 0);
  set('partCovered', (special & is) !== 0 && topicCover > 0.8 ? 1 : 0);
  set('form', form.form);
  set('formSmall', form.small);
  set('smallBody', bitCount(lead.small) / Math.max(1, asked.small.length));
  set('missing', bitCount(((1 << count) - 1) & ~all) / count);
  set('extraTitle', Math.min(1, (title.own - title.met) / asked.total));
  set('exactTitle', Math.min(1, exact / asked.total));
  set('askedWords', Math.log1p(count) / 3);
  set('askedParts', special !== 0 ? 1 : 0);
  set('askedIdf', (asked.meanings[asked.top]?.idf ?? 0) / 10);
}

/** Features of every candidate, one row each. `stemAt` finds a stem, `wordAt` a word in a segment (-1 = none). */
export function featuresOf(
  candidates: readonly Candidate[],
  asked: Asked,
  stemAt: (segment: Segment, stem: string) => number,
  wordAt: (segment: Segment, word: string) => number,
): Float32Array[] {
  const best = {
    first: candidates.reduce((most, c) => Math.max(most, c.first), 1e-6),
    other: candidates.reduce((most, c) => Math.max(most, c.other), 1e-6),
  };
  const rows = candidates.map(() => new Float32Array(featureCount));
  for (const segment of new Set(candidates.map((c) => c.segment))) {
    const words = new Set(asked.meanings.map(({ word }) => wordAt(segment, word)));
    withAsked(
      segment,
      asked,
      (stem) => stemAt(segment, stem),
      () => {
        candidates.forEach((c, i) => {
          if (c.segment === segment) one(c, asked, words, best, rows[i] as Float32Array);
        });
      },
    );
  }
  return grouped(candidates, rows);
}

/** What the best article of the same topic has. */
function grouped(candidates: readonly Candidate[], rows: Float32Array[]): Float32Array[] {
  const most = new Map<Segment, Map<number, Float32Array>>();
  const shared: readonly (readonly [FeatureName, FeatureName])[] = [
    ['groupFirst', 'first'],
    ['groupRun', 'bodyRun'],
    ['groupAll', 'all'],
    ['groupNames', 'nameRun'],
  ];
  const of = (c: Candidate): Float32Array => {
    const byGroup = most.get(c.segment) ?? new Map<number, Float32Array>();
    most.set(c.segment, byGroup);
    const group = c.segment.groups.of[c.place] as number;
    const key = group < 0 ? -2 - c.place : group;
    const values = byGroup.get(key) ?? new Float32Array(shared.length + 1);
    byGroup.set(key, values);
    return values;
  };
  candidates.forEach((c, i) => {
    const values = of(c);
    const row = rows[i] as Float32Array;
    shared.forEach(([, from], k) => {
      values[k] = Math.max(values[k] as number, row[at[from]] as number);
    });
    (values[shared.length] as number)++;
  });
  candidates.forEach((c, i) => {
    const values = of(c);
    const row = rows[i] as Float32Array;
    shared.forEach(([to], k) => {
      row[at[to]] = values[k] as number;
    });
    row[at.groupSize] = Math.log1p(values[shared.length] as number) / 4;
  });
  return rows;
}
