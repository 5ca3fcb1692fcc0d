// Where something stands in a text, and the list that findings are gathered in.
import {
  articleFindings,
  mostFindings,
  type ArticleFinding,
  type ArticleFindingCode,
  type Severity,
} from './lint-codes.ts';

/** Line and column of an offset, both from 1. Built once for a text; each question is a binary search. */
export function placesOf(text: string): (offset: number) => { line: number; column: number } {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}

const shown = (words: string): string =>
  words
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 120);

/** Gathers findings of one draft. */
export class Findings {
  readonly list: ArticleFinding[] = [];
  readonly #placeOf: (offset: number) => { line: number; column: number };
  readonly #body: string;

  constructor(body: string) {
    this.#body = body;
    this.#placeOf = placesOf(body);
  }
  get #full(): boolean {
    return this.list.length >= mostFindings;
  }
  field(code: ArticleFindingCode, field: string, words = ''): void {
    if (this.#full) return;
    this.list.push({
      code,
      severity: articleFindings[code],
      field,
      line: null,
      column: null,
      length: null,
      words: shown(words),
    });
  }
  /** Somewhere in the body; `words` are the ones that stand there unless others say more. */
  body(
    code: ArticleFindingCode,
    start: number,
    length: number,
    about: { words?: string; severity?: Severity } = {},
  ): void {
    if (this.#full) return;
    this.list.push({
      code,
      severity: about.severity ?? articleFindings[code],
      field: 'body',
      ...this.#placeOf(start),
      length,
      words: shown(about.words ?? this.#body.slice(start, start + Math.min(length, 120))),
    });
  }
  /** Every place where the pattern (global) stands, at most 20 of one kind. */
  each(
    code: ArticleFindingCode,
    pattern: RegExp,
    unless: (match: RegExpMatchArray) => boolean = () => false,
  ) {
    let found = 0;
    for (const match of this.#body.matchAll(pattern)) {
      if (unless(match)) continue;
      this.body(code, match.index, match[0].length);
      if (++found === 20) return;
    }
  }
  /** In reading order: fields first, then the body. */
  inOrder(): ArticleFinding[] {
    return this.list.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
  }
}
