// One pass over the words of a field: which of the asked words stand there, and how close together.
import type { Asked } from './asked.ts';
import type { Segment } from './segment.ts';
import { breakWord, fieldCount, keywordField, titleField, topicField } from './types.ts';

/** Puts the question's stems on the segment's scratch, runs, and takes them off again. */
export function withAsked<T>(
  segment: Segment,
  asked: Asked,
  stemAt: (stem: string) => number,
  run: () => T,
): T {
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

/** What one pass over a field finds. */
export interface Found {
  bits: number;
  small: number;
  run: number;
  pairs: number;
  /** Sum of idf of the field's own words, and of those that were asked. */
  own: number;
  met: number;
}

export function scan(segment: Segment, asked: Asked, from: number, end: number): Found {
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

export function keywordCover(segment: Segment, from: number, end: number): number {
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
export function formOf(segment: Segment, place: number): { form: number; small: number } {
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
