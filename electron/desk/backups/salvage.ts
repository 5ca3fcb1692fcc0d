// Brings what a damaged core.db still holds into another one: a backup's copy, or a fresh file. What is damaged is read
// only; a table that can be read whole replaces the other's, one with holes adds to it. The audit log's chain is kept whole:
// rows are taken on only where they follow without a gap.
import { chainStart, type AuditRow } from '#shared/domain/audit/row.ts';
import { rowHash } from '../audit/append.ts';
import type { Db } from '../vault/open.ts';
import { readAround, tablesOf, type Values } from './read-around.ts';

export interface Salvaged {
  /** Tables that were read, whole and with holes. */
  whole: string[];
  holes: string[];
  /** Rows that were taken. */
  rows: number;
}
/** Made anew by each program, or bound to the file itself. */
const notTaken = new Set(['vault_opens', 'audit', 'audit_head', 'article_engine', 'article_engine_head']);
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `damaged` is a read-only connection. One transaction on `into`; `progress` is told of tables. Throws what `into` throws. */
export function salvage(damaged: Db, into: Db, progress: (done: number, total: number) => void): Salvaged {
  const out: Salvaged = { whole: [], holes: [], rows: 0 };
  const mine = new Map(tablesOf(into).map((t) => [t.name, t]));
  let found: ReturnType<typeof tablesOf>;
  try {
    found = tablesOf(damaged);
  } catch {
    return out;
  }
  const both = found.filter((t) => !notTaken.has(t.name) && mine.has(t.name));
  // Parents may come after children, and a hole may have taken a parent: what stands is kept as it stands.
  into.pragma('foreign_keys=off');
  const triggers = into
    .prepare<[], { name: string; sql: string }>("select name, sql from sqlite_master where type = 'trigger'")
    .all();
  try {
    into
      .transaction(() => {
        // Rows that may never change are put in once more as they were: their guards stand aside and come back.
        for (const { name } of triggers) into.exec(`drop trigger ${quoted(name)}`);
        both.forEach((table, i) => {
          progress(i, both.length + 1);
          const columns = table.columns.filter((c) => mine.get(table.name)?.columns.includes(c));
          const rowid = table.key === null && !columns.includes('rowid');
          const all = rowid ? ['rowid', ...columns] : columns;
          const add = into.prepare(
            `insert or replace into ${quoted(table.name)} (${all.map(quoted).join(', ')}) values (${all.map((_, n) => `@v${n}`).join(', ')})`,
          );
          const rows: Values[] = [];
          const read = readAround(damaged, table, (row) => rows.push(row));
          if (!read.holes) into.exec(`delete from ${quoted(table.name)}`);
          for (const row of rows) add.run(Object.fromEntries(all.map((c, n) => [`v${n}`, row[c] ?? null])));
          (read.holes ? out.holes : out.whole).push(table.name);
          out.rows += read.rows;
        });
        out.rows += takeAudit(damaged, into);
        for (const { sql } of triggers) into.exec(sql);
      })
      .immediate();
  } finally {
    into.pragma('foreign_keys=on');
  }
  progress(both.length + 1, both.length + 1);
  return out;
}

/** Rows that follow the chain as it stands in `into`, up to the first that does not. */
function takeAudit(damaged: Db, into: Db): number {
  const head = into
    .prepare<[], { seq: number; hash: string }>('select seq, hash from audit_head where id = 1')
    .get();
  let seq = head?.seq ?? 0;
  let hash = head?.hash ?? chainStart;
  let taken = 0;
  try {
    const first = damaged
      .prepare<[], { seq: number; prev: string }>('select seq, prev from audit order by seq limit 1')
      .get();
    // A fresh file begins where the damaged one's log begins: it may have been pruned before.
    if (head === undefined && first !== undefined) {
      seq = first.seq - 1;
      hash = first.prev;
    }
    const add = into.prepare<AuditRow>(
      `insert into audit (seq, at, person, role, surface, event, outcome, subjects, prev, hash)
       values (@seq, @at, @person, @role, @surface, @event, @outcome, @subjects, @prev, @hash)`,
    );
    for (const row of damaged
      .prepare<[number], AuditRow>('select * from audit where seq > ? order by seq')
      .iterate(seq)) {
      if (row.seq !== seq + 1 || row.prev !== hash || row.hash !== rowHash(row)) break;
      add.run(row);
      ({ seq, hash } = row);
      taken++;
    }
  } catch {
    // The rest of the log lies on a damaged page; what was taken hangs together.
  }
  if (taken > 0)
    into
      .prepare(
        'insert into audit_head (id, seq, hash) values (1, ?, ?) on conflict (id) do update set seq = excluded.seq, hash = excluded.hash',
      )
      .run(seq, hash);
  return taken;
}
