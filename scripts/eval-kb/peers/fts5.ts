// SQLite's own full-text search in an encrypted file, as the study's best plain baseline: porter over unicode61, any word may
// match, columns weighted 8, 2, 2, 1. The file is opened the way the vault opens its own; the tables are this file's.
import { statSync } from 'node:fs';
import { openReadOnly, openWriter } from '#desk/vault/open.ts';
import type { KbArticle } from '../files.ts';
import type { System } from '../systems.ts';
import { peerTyped, peerWords } from '../words.ts';

/** As many decrypted pages as it takes to hold the whole index of 50,000 articles. */
const cacheKiB = 64_000;

export function buildFts5(file: string, key: Buffer, articles: readonly KbArticle[]): number {
  const db = openWriter(file, key, { fresh: true });
  db.exec(`create table a (n integer primary key, id text, title text, topic text, synonyms text, body text);
    create virtual table f using fts5 (title, topic, synonyms, body, content='a', content_rowid='n',
      tokenize='porter unicode61 remove_diacritics 2')`);
  const row = db.prepare('insert into a values (?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const [i, a] of articles.entries())
      row.run(i + 1, a.id, a.title, a.topic, a.synonyms.join('; '), a.body);
  })();
  db.exec(`insert into f (f) values ('rebuild'); insert into f (f) values ('optimize')`);
  const tables = db
    .prepare<[], number>(`select sum(pgsize) from dbstat where name like 'f\\_%' escape '\\'`)
    .pluck();
  let bytes: number;
  try {
    bytes = tables.get() ?? 0;
  } catch {
    bytes = Number.NaN; // a build of SQLite without dbstat
  }
  db.pragma('wal_checkpoint(truncate)');
  db.close();
  return Number.isNaN(bytes) ? statSync(file).size : bytes;
}

export function openFts5(file: string, key: Buffer): System {
  const db = openReadOnly(file, key);
  db.pragma(`cache_size=-${cacheKiB}`);
  const find = db
    .prepare<{ match: string; most: number }, string>(
      `select a.id from (select rowid as n, bm25(f, 8, 2, 2, 1) as s from f where f match @match order by s limit @most) h
       join a on a.n = h.n order by h.s`,
    )
    .pluck();
  const ask = (parts: readonly string[], most: number) =>
    parts.length === 0 ? [] : find.all({ match: parts.join(' OR '), most });
  const quoted = (word: string): string => `"${word}"`;
  return {
    search: (text, most) => ask(peerWords(text).map(quoted), most),
    typed(text, most) {
      const { words, half } = peerTyped(text);
      return ask([...words.map(quoted), ...(half === null ? [] : [`${quoted(half)}*`])], most);
    },
    close: () => void db.close(),
  };
}
