// What is said of what was not taken: each with the line that it stood on, a bounded number of times.
import {
  importReasons,
  type ImportReason,
  type ImportRefusal,
} from '#shared/domain/knowledge/import-shapes.ts';

/** Of one reason, one by one; what comes after is counted in the last. */
const mostOfOne = 20;
const mostInAll = 500;

export class Notes {
  readonly list: ImportRefusal[] = [];
  readonly #counted = new Map<ImportReason, number>();
  readonly #file: string;
  total = 0;

  constructor(file: string) {
    this.#file = file.slice(0, 255);
  }
  add(why: ImportReason, line: number | null, what = ''): void {
    this.total++;
    const n = (this.#counted.get(why) ?? 0) + 1;
    this.#counted.set(why, n);
    const each = importReasons[why] === 'cleaned' ? mostOfOne : mostInAll;
    if (n > each || this.list.length >= mostInAll) return;
    this.list.push({
      file: this.#file,
      line,
      why,
      outcome: importReasons[why],
      what: what.replace(/[\p{C}\s]+/gu, ' ').slice(0, 120),
    });
  }
}
