// Reads what can still be read of a damaged table: ranges that fail are halved until the rows on the damaged pages stand
// alone, so that a bad page costs its own rows and no others (C43).
import type { Db } from '../vault/open.ts';

export type Values = Record<string, unknown>;
export interface Around {
  rows: number;
  /** True when some range could not be read: rows may be missing. */
  holes: boolean;
}
/** A range that fails and holds one key is given up; this many given up in a table end the search, so that it ends. */
const mostGivenUp = 20_000;
const atOnce = 500;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

interface Table {
  name: string;
  columns: readonly string[];
  /** Null: the table has a rowid. */
  key: readonly string[] | null;
}

/** Tables of a file with their columns; views, indexes, virtual tables and what belongs to those are left out. */
export function tablesOf(db: Db): Table[] {
  const all = db
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
    )
    .all();
  const virtual = all.filter((t) => /^create virtual/i.test(t.sql)).map((t) => t.name);
  return all
    .filter(({ name }) => !virtual.some((v) => name === v || name.startsWith(`${v}_`)))
    .map(({ name, sql }) => {
      const info = db
        .prepare<[], { name: string; pk: number }>(`select name, pk from pragma_table_info('${name}')`)
        .all();
      const key = info.filter((c) => c.pk > 0).toSorted((a, b) => a.pk - b.pk);
      return {
        name,
        columns: info.map((c) => c.name),
        key: /without\s+rowid\s*;?\s*$|without\s+rowid/i.test(sql) ? key.map((c) => c.name) : null,
      };
    });
}

/** Every row of `table` that can be read, once, in no order that counts. With `rowid` where the table has one. */
export function readAround(db: Db, table: Table, take: (row: Values) => void): Around {
  return table.key === null ? byRowid(db, table, take) : byKey(db, table, table.key, take);
}

function byRowid(db: Db, { name, columns }: Table, take: (row: Values) => void): Around {
  const cols = ['rowid as "rowid"', ...columns.filter((c) => c !== 'rowid').map(quoted)].join(', ');
  const some = db.prepare<[number, number], Values>(
    `select ${cols} from ${quoted(name)} not indexed where rowid > ? and rowid <= ? order by rowid limit ${atOnce}`,
  );
  const out: Around = { rows: 0, holes: false };
  let givenUp = 0;
  const ranges: [number, number][] = [[0, highest(db, name)]];
  for (let range = ranges.pop(); range !== undefined; range = ranges.pop()) {
    const [after, upto] = range;
    if (after >= upto) continue;
    let found: Values[];
    try {
      found = some.all(after, upto);
    } catch {
      out.holes = true;
      const half = Math.floor((after + upto) / 2);
      if (upto - after === 1) {
        if (++givenUp >= mostGivenUp) return out;
      } else ranges.push([half, upto], [after, half]);
      continue;
    }
    for (const row of found) take(row);
    out.rows += found.length;
    const last = found.at(-1);
    if (found.length === atOnce && last !== undefined) ranges.push([Number(last['rowid']), upto]);
  }
  return out;
}

/** The largest rowid; where the table's right edge is what is damaged, a number that no desk reaches. */
function highest(db: Db, name: string): number {
  try {
    return Number(
      db
        .prepare(`select max(rowid) from ${quoted(name)} not indexed`)
        .pluck()
        .get() ?? 0,
    );
  } catch {
    return 2 ** 40;
  }
}

/** Without rowids there is nothing to halve: forward until a page fails, then backward to meet it. */
function byKey(
  db: Db,
  { name, columns }: Table,
  key: readonly string[],
  take: (row: Values) => void,
): Around {
  const out: Around = { rows: 0, holes: false };
  const seen = new Set<string>();
  const cols = columns.map(quoted).join(', ');
  const tuple = key.map(quoted).join(', ');
  const marks = key.map(() => '?').join(', ');
  for (const [sign, order] of [
    ['>', 'asc'],
    ['<', 'desc'],
  ] as const) {
    const by = key.map((k) => `${quoted(k)} ${order}`).join(', ');
    const statement = (from: string): string =>
      `select ${cols} from ${quoted(name)} ${from} order by ${by} limit ${atOnce}`;
    let last: unknown[] | null = null;
    try {
      for (;;) {
        const found: Values[] =
          last === null
            ? db.prepare<[], Values>(statement('')).all()
            : db.prepare<unknown[], Values>(statement(`where (${tuple}) ${sign} (${marks})`)).all(...last);
        let fresh = 0;
        for (const row of found) {
          const id = JSON.stringify(key.map((k) => String(row[k])));
          if (seen.has(id)) continue;
          seen.add(id);
          fresh++;
          take(row);
        }
        out.rows += fresh;
        const end = found.at(-1);
        if (found.length < atOnce || end === undefined || fresh === 0) break;
        last = key.map((k) => end[k]);
      }
      if (sign === '>') return out;
    } catch {
      out.holes = true;
      // A page of many rows may fail for one of them: what is left of it is asked for in smaller steps.
      out.rows += oneByOne(db, { name, columns, key }, sign, by, last, seen, take);
    }
  }
  return out;
}

function oneByOne(
  db: Db,
  { name, columns, key }: { name: string; columns: readonly string[]; key: readonly string[] },
  sign: string,
  by: string,
  from: unknown[] | null,
  seen: Set<string>,
  take: (row: Values) => void,
): number {
  let rows = 0;
  let last = from;
  const cols = columns.map(quoted).join(', ');
  const tuple = key.map(quoted).join(', ');
  const marks = key.map(() => '?').join(', ');
  try {
    for (;;) {
      const where = last === null ? '' : `where (${tuple}) ${sign} (${marks})`;
      const row = db
        .prepare<unknown[], Values>(`select ${cols} from ${quoted(name)} ${where} order by ${by} limit 1`)
        .get(...(last ?? []));
      if (row === undefined) return rows;
      last = key.map((k) => row[k]);
      const id = JSON.stringify(key.map((k) => String(row[k])));
      if (seen.has(id)) continue;
      seen.add(id);
      take(row);
      rows++;
    }
  } catch {
    return rows;
  }
}
