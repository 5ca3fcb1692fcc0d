// From a line of a scenario's text to its place in the forms: a finding is named by line, and pressing it leads there. Pure; a
// text that is no JSON is read as far as it goes.
import type { Draft } from './shape.ts';

export type Path = readonly (string | number)[];

/** What is open in the form at the right. A node by its place in the list: ids may be twice while one writes. */
export const parts = [
  'head',
  'levels',
  'rules',
  'synonyms',
  'acts',
  'triggers',
  'events',
  'facts',
  'form',
  'critical',
  'listening',
  'compliance',
] as const;
export type Part = (typeof parts)[number];
export type Place = { kind: 'part'; part: Part } | { kind: 'node'; at: number };

interface Level {
  kind: 'object' | 'array';
  key: string | number;
  /** An object's next string is a key. */
  wantsKey: boolean;
}

/** For each line (the first is 0) the path of the first value or key that begins in it; else that of the line before. */
export function pathsByLine(text: string): Path[] {
  const stack: Level[] = [];
  const out: Path[] = [];
  let line = 0;
  let named: Path | null = null;
  const here = (): Path => stack.map((l) => l.key);
  const note = (): void => {
    named ??= here();
  };
  const end = (): void => {
    out[line] = named ?? out[line - 1] ?? [];
    line += 1;
    named = null;
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i];
    const top = stack.at(-1);
    if (c === '\n') end();
    else if (c === '"') {
      let to = i + 1;
      while (to < text.length && text[to] !== '"' && text[to] !== '\n') to += text[to] === '\\' ? 2 : 1;
      if (top?.kind === 'object' && top.wantsKey) {
        top.key = text.slice(i + 1, to);
        top.wantsKey = false;
      }
      note();
      i = text[to] === '\n' ? to - 1 : to;
    } else if (c === '{' || c === '[') {
      note();
      stack.push({ kind: c === '{' ? 'object' : 'array', key: c === '{' ? '' : 0, wantsKey: c === '{' });
    } else if (c === '}' || c === ']') {
      stack.pop();
      note();
    } else if (c === ',' && top !== undefined) {
      if (top.kind === 'array') top.key = Number(top.key) + 1;
      else top.wantsKey = true;
    } else if (c !== undefined && /[\w-]/.test(c)) note();
  }
  end();
  return out;
}

/** Which form shows this path; what stands at the top is the head's. */
export function placeOf(path: Path): Place {
  const [first, second] = path;
  if (first === 'nodes' && typeof second === 'number') return { kind: 'node', at: second };
  const part = parts.find((p) => p === first);
  return { kind: 'part', part: part ?? 'head' };
}

export const samePlace = (a: Place, b: Place): boolean =>
  a.kind === 'node' ? b.kind === 'node' && a.at === b.at : b.kind === 'part' && a.part === b.part;

/** Where in its text a node begins: the first line of it, from 1; 1 when it isn't found. */
export function lineOf(paths: readonly Path[], place: Place): number {
  const found = paths.findIndex((p) => samePlace(placeOf(p), place) && p.length > 0);
  return found < 0 ? 1 : found + 1;
}

/** How many findings each place has, by `nodes.3` or the part's name. */
export function countsOf(
  findings: readonly { line: number; where: string }[],
  paths: readonly Path[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const f of findings) {
    const key = keyOf(placeAt(f, paths));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
export const keyOf = (place: Place): string => (place.kind === 'node' ? `nodes.${place.at}` : place.part);

/** By its line; where that is the head of the file (all of it in one line, perhaps) by what it says of itself (`nodes.3.cue`). */
export function placeAt(finding: { line: number; where: string }, paths: readonly Path[]): Place {
  const byLine = placeOf(paths[finding.line - 1] ?? []);
  if (byLine.kind === 'node' || byLine.part !== 'head') return byLine;
  return placeOf(finding.where.split(/[.[\]]+/).map((p) => (/^\d+$/.test(p) ? Number(p) : p)));
}

export const exists = (draft: Draft, place: Place): boolean =>
  place.kind === 'part' || draft.nodes[place.at] !== undefined;
