// The small language of the rule tables and its matcher. A phrase is words in order; between two of them fillers
// (words.ts) may stand. No regular expressions: a match walks forward only, so that no text can make it slow.
//
//   a|b      one of these words          @NAME    a concept of the lexicon
//   word?    may be missing              _3       up to three words of any kind
//   #        a number                 a+b|c     "a b" or "c"
import { articles, fillers } from './words.ts';
import { stem } from './stem.ts';
import { gapOf, type Token } from './tokens.ts';

interface Element {
  words: ReadonlySet<string>;
  concepts: readonly string[];
  number: boolean;
  optional: boolean;
  /** Words of any kind that may stand before it. */
  reach: number;
}
export interface Phrase {
  name: string;
  elements: readonly Element[];
  /** Figures of speech: only articles and the like may stand between, not every filler. */
  strict: boolean;
}
/** `[start, end)` in words; `used` are the words that the phrase itself named. */
export interface Span {
  start: number;
  end: number;
  used: readonly number[];
}
export type Spans = ReadonlyMap<string, readonly Span[]>;

/** `breast+bone|chest pain` is two phrases: `chest pain` and `breast bone pain`. */
function variants(source: string): string[] {
  const parts = source.trim().split(/\s+/);
  const at = parts.findIndex((p) => p.includes('+'));
  if (at < 0) return [source];
  const options = (parts[at] ?? '').split('|');
  const joined = options.filter((o) => o.includes('+')).map((o) => o.replaceAll('+', ' '));
  const plain = options.filter((o) => !o.includes('+')).join('|');
  return [plain, ...joined]
    .filter((o) => o !== '')
    .flatMap((o) => variants([...parts.slice(0, at), o, ...parts.slice(at + 1)].join(' ')));
}

export const parsePhrases = (name: string, source: string, strict = false): Phrase[] =>
  variants(source).map((one) => parsePhrase(name, one, strict));

function parsePhrase(name: string, source: string, strict: boolean): Phrase {
  const elements: Element[] = [];
  let reach = 0;
  for (const part of source.trim().split(/\s+/)) {
    if (/^_\d+$/.test(part)) {
      reach = Number(part.slice(1));
      continue;
    }
    const optional = part.endsWith('?');
    const options = (optional ? part.slice(0, -1) : part).split('|');
    elements.push({
      words: new Set(options.filter((o) => !o.startsWith('@') && o !== '#').map(stem)),
      concepts: options.filter((o) => o.startsWith('@')).map((o) => o.slice(1)),
      number: options.includes('#'),
      optional,
      reach,
    });
    reach = 0;
  }
  // What may be missing at the beginning adds nothing.
  while (elements[0]?.optional) elements.shift();
  return { name, elements, strict };
}

/** Phrases in layers: those of a layer name concepts of earlier layers only. */
export interface Layer {
  byWord: ReadonlyMap<string, readonly Phrase[]>;
  byConcept: ReadonlyMap<string, readonly Phrase[]>;
  byNumber: readonly Phrase[];
}

export function layersOf(phrases: readonly Phrase[], known: ReadonlySet<string>): Layer[] {
  const done = new Set(known);
  let rest = phrases;
  const layers: Layer[] = [];
  while (rest.length > 0) {
    const blocked = new Set(rest.filter((p) => !needs(p).every((c) => done.has(c))).map((p) => p.name));
    // A concept is ready when all its phrases are.
    const ready = rest.filter((p) => !blocked.has(p.name));
    if (ready.length === 0) throw new Error(`Rules name an unknown concept: ${rest[0]?.name ?? ''}`);
    layers.push(layer(ready));
    for (const p of ready) done.add(p.name);
    rest = rest.filter((p) => blocked.has(p.name));
  }
  return layers;
}

const needs = (p: Phrase): string[] => p.elements.flatMap((e) => e.concepts);

function layer(phrases: readonly Phrase[]): Layer {
  const byWord = new Map<string, Phrase[]>();
  const byConcept = new Map<string, Phrase[]>();
  const byNumber: Phrase[] = [];
  const put = (map: Map<string, Phrase[]>, key: string, p: Phrase): void => {
    const list = map.get(key);
    if (list) list.push(p);
    else map.set(key, [p]);
  };
  for (const p of phrases) {
    const first = p.elements[0];
    if (!first || first.optional)
      throw new Error(`A phrase begins with a word that must be there: ${p.name}`);
    for (const w of first.words) put(byWord, w, p);
    for (const c of first.concepts) put(byConcept, c, p);
    if (first.number) byNumber.push(p);
  }
  return { byWord, byConcept, byNumber };
}

/** At most so many places of one concept are kept: enough for any caller, a bound for hostile text. */
const spansKept = 300;

/** Adds the places of every phrase to `found`, which holds what is known already (numbers, ages). */
export function matchLayers(
  tokens: readonly Token[],
  layers: readonly Layer[],
  found: Map<string, Span[]>,
): void {
  const startingAt = new Map<string, Map<number, Span>>();
  for (const [name, spans] of found) startingAt.set(name, new Map(spans.map((s) => [s.start, s])));
  const longest = (concept: string, at: number): Span | undefined => startingAt.get(concept)?.get(at);
  const keep = (name: string, span: Span): void => {
    const list = found.get(name) ?? [];
    if (list.length >= spansKept) return;
    const starts = startingAt.get(name) ?? new Map<number, Span>();
    const before = starts.get(span.start);
    if (before && before.end >= span.end) return;
    starts.set(span.start, span);
    startingAt.set(name, starts);
    if (before) list[list.indexOf(before)] = span;
    else list.push(span);
    found.set(name, list);
  };
  for (const { byWord, byConcept, byNumber } of layers) {
    const fresh: [string, Span][] = [];
    for (const [at, token] of tokens.entries()) {
      const tries =
        token.value === null ? byWord.get(token.w) : [...byNumber, ...(byWord.get(token.w) ?? [])];
      if (!tries) continue;
      for (const p of tries) {
        const span = matchAt(tokens, p, at, longest);
        if (span) fresh.push([p.name, span]);
      }
    }
    for (const [concept, phrases] of byConcept) {
      for (const { start } of found.get(concept) ?? []) {
        for (const p of phrases) {
          const span = matchAt(tokens, p, start, longest);
          if (span) fresh.push([p.name, span]);
        }
      }
    }
    for (const [name, span] of fresh) keep(name, span);
  }
  for (const list of found.values()) list.sort((a, b) => a.start - b.start);
}

const fillersInARow = 4;

function matchAt(
  tokens: readonly Token[],
  phrase: Phrase,
  from: number,
  longest: (concept: string, at: number) => Span | undefined,
): Span | null {
  const allowed = phrase.strict ? articles : fillers;
  let used: number[] | null = null;
  let at = from;
  let first = true;
  for (const element of phrase.elements) {
    let any = element.reach;
    let fill = first ? 0 : fillersInARow;
    let end = -1;
    let inner: readonly number[] | null = null;
    let i = at;
    for (; i < tokens.length; i += 1) {
      const token = tokens[i]!;
      if (i > from && token.gap >= gapOf.clause) break;
      if (i > at && token.gap >= gapOf.comma) any = 0;
      if (element.words.has(token.w) || (element.number && token.value !== null)) end = i + 1;
      for (const concept of element.concepts) {
        const span = longest(concept, i);
        if (span && span.end > end) {
          end = span.end;
          inner = span.used;
        }
      }
      if (end >= 0) break;
      if (fill > 0 && allowed.has(token.w)) fill -= 1;
      else if (any > 0) any -= 1;
      else break;
    }
    if (end < 0) {
      if (element.optional) continue;
      return null;
    }
    used ??= [];
    if (inner) for (const u of inner) used.push(u);
    else used.push(i);
    at = end;
    first = false;
  }
  return { start: from, end: at, used: used ?? [] };
}
