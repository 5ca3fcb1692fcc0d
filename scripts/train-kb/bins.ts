// Features cut into at most 32 steps each, so that a tree looks for its best cut among few.
import type { List } from './lists.ts';

export interface Binned {
  rows: number;
  /** Where the rows of each list begin. */
  offsets: number[];
  /** Cuts of each feature, rising; a value belongs to the first cut that it does not exceed. */
  edges: number[][];
  bins: Uint8Array[];
  value(row: number, feature: number): number;
}

const most = 32;
/** Every so many candidates of a list are looked at to find the cuts; all that are right. */
const looks = 20;
const digits = (value: number): number => Number(value.toPrecision(4));

export function binsOf(lists: readonly List[], features: number): Binned {
  const offsets: number[] = [];
  let rows = 0;
  for (const list of lists) {
    offsets.push(rows);
    rows += list.ns.length;
  }
  const all = new Float32Array(rows * features);
  lists.forEach((list, i) => all.set(list.rows, (offsets[i] as number) * features));
  const edgesOf = (feature: number): number[] => {
    const values: number[] = [];
    for (const list of lists) {
      const step = Math.max(1, Math.floor(list.ns.length / looks));
      for (let i = 0; i < list.ns.length; i++)
        if (i % step === 0 || (list.grades[i] ?? 0) > 0)
          values.push(list.rows[i * features + feature] as number);
    }
    values.sort((a, b) => a - b);
    const edges: number[] = [];
    for (let k = 1; k < most; k++) {
      const edge = digits(values[Math.floor((values.length * k) / most)] ?? 0);
      if (edges.length === 0 || edge > (edges.at(-1) as number)) edges.push(edge);
    }
    return edges;
  };
  const edges = Array.from({ length: features }, (_, feature) => edgesOf(feature));
  const bins = edges.map((own, feature) => {
    const list = new Uint8Array(rows);
    for (let row = 0; row < rows; row++) {
      const value = all[row * features + feature] as number;
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((own[middle] as number) < value) low = middle + 1;
        else high = middle;
      }
      list[row] = low;
    }
    return list;
  });
  return { rows, offsets, edges, bins, value: (row, feature) => all[row * features + feature] as number };
}
