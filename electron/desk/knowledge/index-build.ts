// Articles → the pieces of an index. Reads on any connection, a page of rows at a time; writes nothing.
import type Database from 'better-sqlite3';
import { buildIndex } from './engine/build.ts';
import { encodeIndex } from './engine/codec.ts';
import type { EngineDoc, EngineIndex } from './engine/types.ts';
import { type IndexHead, indexFormat, sumOf, writerFor } from './index-store.ts';
import { wipeArrays } from './wipe.ts';

interface TextRow {
  n: number;
  title: string;
  topic: string;
  keywords: string;
  section: string | null;
  body: string;
  kind: string;
}
const columns = 'n, title, topic, keywords, section, body, kind';
const pageRows = 200;

/** Keywords are kept one a line (rows.ts). */
const docOf = (row: TextRow): EngineDoc => ({ ...row, keywords: row.keywords.split('\n').filter(Boolean) });

/** Every article that counts, and those that came and do not yet; memory holds one page of them. */
export function* currentArticles(db: Database.Database): Generator<EngineDoc> {
  const page = db.prepare<[number, number], TextRow>(
    `select ${columns} from articles where current = 1 and n > ? order by n limit ?`,
  );
  for (let after = 0; ;) {
    const rows = page.all(after, pageRows);
    for (const row of rows) yield docOf(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageRows) return;
    after = last.n;
  }
}

/** The articles of these numbers, for the index in memory beside the stored one. */
export function* articlesOf(db: Database.Database, ns: Iterable<number>): Generator<EngineDoc> {
  const one = db.prepare<[number], TextRow>(`select ${columns} from articles where n = ?`);
  for (const n of ns) {
    const row = one.get(n);
    if (row) yield docOf(row);
  }
}

export interface Parts {
  parts: Uint8Array[];
  head: Omit<IndexHead, 'generation'>;
}

/** Null: `stop` said so; what was in memory is wiped. `onProgress` hears 0 to 90: the rest is writing. */
export function buildParts(
  db: Database.Database,
  onProgress: (done: number) => void = () => undefined,
  stop: () => boolean = () => false,
): Parts | null {
  const { total } = db
    .prepare<[], { total: number }>('select count(*) as total from articles where current = 1')
    .get() ?? { total: 0 };
  let index: EngineIndex | null = null;
  try {
    index = buildIndex(
      currentArticles(db),
      (done) => onProgress(Math.min(85, Math.round((85 * done) / Math.max(1, total)))),
      stop,
    );
    if (index === null) return null;
    const parts = encodeIndex(index);
    onProgress(90);
    return { parts, head: { format: indexFormat, parts: parts.length, articles: index.ns.length } };
  } finally {
    wipeArrays(index);
  }
}

/** Builds and stores in one go, on a writing connection: for measurements and tests. The desk does it in a thread. */
export function buildAndStore(db: Database.Database): IndexHead {
  const made = buildParts(db);
  if (made === null) throw new Error('nobody stopped it');
  const writer = writerFor(db);
  made.parts.forEach((part, i) => writer.put(i, part, sumOf(part)));
  writer.flip(made.head);
  return { generation: writer.generation, ...made.head };
}
