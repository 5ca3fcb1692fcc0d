// What every measured system is: asked for articles by a whole query, and by what stands in the field while somebody types.

export interface System {
  /** Article ids, best first, at most `most`. */
  search(text: string, most: number): string[] | Promise<string[]>;
  /** The same while the last word may be half a word. */
  typed(text: string, most: number): string[] | Promise<string[]>;
  close(): void | Promise<void>;
}

/** What it costs to have a system, measured by whoever builds it. */
export interface Costs {
  /** Milliseconds from articles in memory to a system that answers. */
  buildMs: number;
  /** Bytes of the index as it is kept; null when it is kept nowhere. */
  indexBytes: number | null;
  /** Milliseconds from what is kept (key in hand, where it is encrypted) to the first answer. */
  loadMs: number | null;
  /** Bytes above a process that has only the articles' ids: resident, after a collection. */
  memoryBytes: number | null;
}

export interface Timing {
  n: number;
  p50: number;
  p95: number;
}

/** What a system answered, and how fast. */
export interface Answers {
  /** By query id, for the query as written and as misspelt. */
  text: Record<string, string[]>;
  typo: Record<string, string[]>;
  /** With the last word half typed; empty unless asked for. */
  half: Record<string, string[]>;
  fullQuery: Timing;
  typedPrefix: Timing;
}
