// What is compared between a question and an article that may answer it, as numbers near 0 to 1. One pass over the article's
// words; nothing is cut into words again.
import type { Asked } from './asked.ts';
import { overviewBit } from './intent.ts';
import type { Segment } from './segment.ts';
import {
  bodyField,
  breakWord,
  fieldCount,
  flag,
  keywordField,
  sectionField,
  titleField,
  topicField,
} from './types.ts';

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

/** Puts the question's stems on the segment's scratch, runs, and takes them off again. */
function withAsked<T>(segment: Segment, asked: Asked, stemAt: (stem: string) => number, run: () => T): T {
  const { askedStem } = segment;
  const used: number[] = [];
  const put = (stem: string, number: number): void => {
    const place = stemAt(stem);
    if (place < 0 || askedStem[place] !== -1) return;
    askedStem[place] = number;
    used.push(place);
  };
  asked.meanings.forEach((meaning, i) => meaning.stems.forEach(({ stem }, k) => k === 0 && put(stem, i)));
  asked.meanings.forEach((meaning, i) => meaning.stems.forEach(({ stem }, k) => k > 0 && put(stem, i)));
  asked.small.forEach((stem, i) => put(stem, 100 + i));
  try {
    return run();
  } finally {
    for (const place of used) askedStem[place] = -1;
  }
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

/** What one pass over a field finds. */
interface Found {
  bits: number;
  small: number;
  run: number;
  pairs: number;
  /** Sum of idf of the field's own words, and of those that were asked. */
  own: number;
  met: number;
}

function scan(segment: Segment, asked: Asked, from: number, end: number): Found {
  const { index, askedStem, stemIdf, isStopStem } = segment;
  const { meanings, follows } = asked;
  let bits = 0;
  let small = 0;
  let run = 0;
  let best = 0;
  let own = 0;
  let met = 0;
  let pairs = 0;
  const pairSeen = new Int32Array(meanings.length);
  let before = -1;
  for (let i = from; i < end; i++) {
    const word = index.tokens[i] as number;
    if (word === breakWord) {
      before = -1;
      continue;
    }
    const stem = index.wordStem[word] as number;
    const number = askedStem[stem] as number;
    if (isStopStem[stem] === 1 && number < 0) continue;
    if (number >= 100) {
      small |= 1 << (number - 100);
      continue;
    }
    const idf = stemIdf[stem] as number;
    own += idf;
    if (number < 0) {
      before = -1;
      continue;
    }
    met += idf;
    bits |= 1 << number;
    const weight = meanings[number]?.idf ?? 0;
    if (before >= 0 && ((follows[before] as number) & (1 << number)) !== 0) {
      run += weight;
      if (((pairSeen[before] as number) & (1 << number)) === 0) {
        (pairSeen[before] as number) |= 1 << number;
        pairs++;
      }
    } else run = weight;
    if (run > best) best = run;
    before = number;
  }
  return { bits, small, run: best, pairs, own, met };
}

function keywordCover(segment: Segment, from: number, end: number): number {
  const { index, askedStem, stemIdf, isStopStem } = segment;
  let best = 0;
  let own = 0;
  let met = 0;
  for (let i = from; i <= end; i++) {
    const word = i === end ? breakWord : (index.tokens[i] as number);
    if (word === breakWord) {
      if (own > 0 && met / own > best) best = met / own;
      own = 0;
      met = 0;
      continue;
    }
    const stem = index.wordStem[word] as number;
    if (isStopStem[stem] === 1) continue;
    const idf = stemIdf[stem] as number;
    own += idf;
    const number = askedStem[stem] as number;
    if (number >= 0 && number < 100) met += idf;
  }
  return best;
}

/** How much of what the title says beside its topic was asked for: of its words that count, and of its small ones. */
function formOf(segment: Segment, place: number): { form: number; small: number } {
  const { index, askedStem } = segment;
  const topicFrom = index.starts[place * fieldCount + topicField] as number;
  const topicEnd = index.starts[place * fieldCount + keywordField] as number;
  const end = index.starts[place * fieldCount + titleField + 1] as number;
  let own = 0;
  let met = 0;
  let smallOwn = 0;
  let smallMet = 0;
  for (let i = index.starts[place * fieldCount + titleField] as number; i < end; i++) {
    const stem = index.wordStem[index.tokens[i] as number] as number;
    let inTopic = false;
    for (let k = topicFrom; k < topicEnd && !inTopic; k++)
      inTopic = index.wordStem[index.tokens[k] as number] === stem;
    if (inTopic) continue;
    const wasAsked = (askedStem[stem] as number) >= 0;
    if (segment.isStopStem[stem] === 1) {
      smallOwn++;
      if (wasAsked) smallMet++;
    } else {
      own++;
      if (wasAsked) met++;
    }
  }
  return { form: own > 0 ? met / own : 0.5, small: smallOwn > 0 ? smallMet / smallOwn : 0.5 };
}

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
  const parts = segment.sectionParts[place] as number;
  const is = parts !== 0 ? parts : (segment.titleParts[place] as number);
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
