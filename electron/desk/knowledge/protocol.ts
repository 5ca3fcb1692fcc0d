// What passes between the desk and the threads of this room: one searches, one builds the index. Both run the same file.
import type { ArticleSearch, ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import type { IndexHead } from './index-store.ts';

/** A question as the desk passes it on. */
export interface DeskSearch extends ArticleSearch {
  /** Ids of articles that come before whatever is found (shared/domain/knowledge/danger.ts), best first. */
  first?: readonly string[];
}

export type Mode = 'search' | 'build';

export type ToWorker =
  /** `key` is transferred, not copied, and wiped by the worker once the file is open. `flag` becomes 1 to stop a build. */
  | { kind: 'open'; mode: Mode; file: string; key: ArrayBuffer; flag: SharedArrayBuffer }
  | { kind: 'search'; id: number; request: DeskSearch; today: string; role: string | null }
  /** Another generation of the index is in force. */
  | { kind: 'reload' }
  /** Articles came, went or were marked: what the next question needs is made ready before it. */
  | { kind: 'refresh' }
  /** The piece was written: send the next. */
  | { kind: 'next' }
  /** Wipe what is in memory and close the file; answered by `wiped`. */
  | { kind: 'close' };

/**
 * What the search thread says of its index, or is said of it (`gone`). `stale` = it answers by it, and it should be built anew: so many articles stand beside
 * it in memory.
 */
export type IndexSays = 'loading' | 'ready' | 'none' | 'damaged' | 'stale' | 'gone';

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'refused'; failure: Failure }
  | { kind: 'answer'; id: number; result: Result<ArticleSearchResult> }
  | { kind: 'index'; says: IndexSays }
  | { kind: 'progress'; done: number }
  | { kind: 'part'; part: number; bytes: Uint8Array; sum: Uint8Array }
  | { kind: 'built'; head: Omit<IndexHead, 'generation'> }
  | { kind: 'wiped' };
