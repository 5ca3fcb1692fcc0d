// Articles of one topic belong together: "symptoms of gout" and "treatment of gout". What one of them says helps to find the others.
import { breakWord, type EngineIndex, fieldCount, topicField } from './types.ts';

export interface Groups {
  /** Group of each article; -1 = its topic has no words. */
  of: Int32Array;
  /** Articles of group g: members[start[g]] up to members[start[g + 1]], in order of place. */
  start: Int32Array;
  members: Int32Array;
}

export function groupsOf(index: EngineIndex): Groups {
  const docs = index.ns.length;
  const of = new Int32Array(docs).fill(-1);
  const numbers = new Map<string, number>();
  for (let d = 0; d < docs; d++) {
    const from = index.starts[d * fieldCount + topicField] as number;
    const end = index.starts[d * fieldCount + topicField + 1] as number;
    if (end === from) continue;
    let key = '';
    for (let i = from; i < end; i++) {
      const word = index.tokens[i] as number;
      if (word !== breakWord) key += `${index.wordStem[word] as number} `;
    }
    let number = numbers.get(key);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(key, number);
    }
    of[d] = number;
  }
  const start = new Int32Array(numbers.size + 1);
  for (const group of of) if (group >= 0) (start[group + 1] as number)++;
  for (let g = 0; g < numbers.size; g++) (start[g + 1] as number) += start[g] as number;
  const members = new Int32Array(start.at(-1) ?? 0);
  const next = start.slice();
  for (let d = 0; d < docs; d++) {
    const group = of[d] as number;
    if (group < 0) continue;
    members[next[group] as number] = d;
    (next[group] as number)++;
  }
  return { of, start, members };
}
