// The stored search index: pieces of one generation, and the head that says which generation counts. Reading is for the search
// thread (its own read-only connection); writing for the desk's one writing connection, a piece in a turn.
import type Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { fail, ok, type Result } from '#shared/domain/result.ts';

export interface IndexHead {
  generation: number;
  /** Version of the encoding; another program's is rebuilt. */
  format: number;
  parts: number;
  articles: number;
}
/** Ours to raise when pieces mean something else than before. */
export const indexFormat = 1;

export const sumOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Null: none was ever finished. */
export function readHead(db: Database.Database): IndexHead | null {
  return (
    db
      .prepare<[], IndexHead>(
        'select generation, format, parts, articles from article_engine_head where id = 1',
      )
      .get() ?? null
  );
}

/** One piece; `vault-damaged` when it is missing, changed, or lies on a page that cannot be read. */
export function readPart(db: Database.Database, head: IndexHead, part: number): Result<Uint8Array> {
  try {
    const row = db
      .prepare<[number, number], { bytes: Buffer; sum: Buffer }>(
        'select bytes, sum from article_engine where generation = ? and part = ?',
      )
      .get(head.generation, part);
    if (!row) return fail('vault-damaged', `index part ${part} is missing`);
    return sumOf(row.bytes).equals(row.sum) ? ok(row.bytes) : fail('vault-damaged', `index part ${part}`);
  } catch {
    return fail('vault-damaged', `index part ${part} cannot be read`);
  }
}

export interface IndexWriter {
  readonly generation: number;
  /** One transaction, of some 256 kB: well under 20 ms. Throws what the database throws. */
  put(part: number, bytes: Uint8Array, sum: Uint8Array): void;
  /** From here on this generation counts. */
  flip(head: Omit<IndexHead, 'generation'>): void;
}

/** Room for a new generation; nothing of it is found until `flip`. */
export function writerFor(db: Database.Database): IndexWriter {
  const highest = db
    .prepare<[], { n: number }>(
      `select max(coalesce((select max(generation) from article_engine), 0),
         coalesce((select generation from article_engine_head where id = 1), 0)) as n`,
    )
    .get();
  const generation = (highest?.n ?? 0) + 1;
  const put = db.prepare(
    'insert into article_engine (generation, part, bytes, sum) values (@generation, @part, @bytes, @sum)',
  );
  return {
    generation,
    put: (part, bytes, sum) => void put.run({ generation, part, bytes, sum }),
    flip(head) {
      const { parts } = db
        .prepare<[number], { parts: number }>(
          'select count(*) as parts from article_engine where generation = ?',
        )
        .get(generation) ?? { parts: 0 };
      if (parts !== head.parts) throw new Error('an index is not put in force with pieces missing');
      db.prepare(
        `insert or replace into article_engine_head (id, generation, format, parts, articles)
         values (1, @generation, @format, @parts, @articles)`,
      ).run({ generation, ...head });
    },
  };
}

/**
 * Takes away one piece that no head names; false when none is left. A piece that cannot be taken away (a damaged page) is
 * nobody's trouble but the vault's own check's: it stays, and is not counted.
 */
export function dropOnePart(db: Database.Database, keep: number): boolean {
  try {
    const { changes } = db
      .prepare(
        `delete from article_engine where n = (select n from article_engine where generation <> ?
           and generation is not (select generation from article_engine_head where id = 1) limit 1)`,
      )
      .run(keep);
    return changes > 0;
  } catch {
    return false;
  }
}
