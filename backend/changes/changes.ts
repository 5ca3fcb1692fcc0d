// What other desks and the backend added to an organisation, in the order of commit: each desk pulls it and so has all
// that the others know (GET /v2/changes). Bodies are sealed anew for the desk that asks.
import { setImmediate } from 'node:timers/promises';
import type { Change, ChangesAnswer } from '#shared/protocol/lanes.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { contentColumns, contentOf, type ContentRow } from '../messages/stored.ts';
import type { Parts } from '../parts.ts';
import { readerFrom, rewrap } from '../seal/reader.ts';

const most = 200;
/** Of bodies before base64, so that an answer is about 1 MB; at least one change always goes. */
const mostBytes = 700_000;
const itemsPerTurn = 25;

/** `?after=N` of a URL; 0 when it is absent. @throws Refusal `invalid` on anything else than a whole number. */
export function afterOf(url: string): number {
  const text = new URL(url, 'http://backend').searchParams.get('after') ?? '0';
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('invalid', '`after` is not a whole number.');
  return Number(text);
}

/** `&at=ID` of a URL: the item that the desk knows as number `after`; null when it says none. */
export function atOf(url: string): string | null {
  const text = new URL(url, 'http://backend').searchParams.get('at');
  if (text !== null && !/^[0-9a-f-]{36}$/.test(text)) throw new Refusal('invalid', '`at` is not an id.');
  return text;
}
const itemAt = async (parts: Parts, org: string, n: number): Promise<string | null> =>
  (
    await parts.pool.query<{ item_id: string }>('select item_id from change where org_id = $1 and n = $2', [
      org,
      n,
    ])
  ).rows[0]?.item_id ?? null;

interface Row extends ContentRow {
  n: string;
  /** Rows that there are, of which this is one; at most one more than is sent. */
  found: number;
}

/**
 * Whether anybody of this device may read: where the organisation has a provider, somebody who works with callers has to be bound
 * to it, and allowed. Until then what others did stays here (C11).
 */
const mayRead = `(not o.proves or exists (
  select 1 from device_person b join person p on p.org_id = b.org_id and p.id = b.person_id
  where b.org_id = d.org_id and b.device_id = d.id and b.revoked_at is null and p.revoked_at is null
    and p.role not in ('auditor', 'administrator')))`;

/** @throws Refusal `invalid` when the desk never said its reader key (POST /v2/handshake). */
export async function changesFor(
  parts: Parts,
  who: Caller,
  after: number,
  at: string | null = null,
): Promise<ChangesAnswer> {
  const asked = await parts.pool.query<{ reader_key: string | null; change_n: string; may_read: boolean }>(
    `select d.reader_key, o.change_n, ${mayRead} as may_read from device d join organisation o on o.id = d.org_id
     where d.org_id = $1 and d.id = $2`,
    [who.org, who.device],
  );
  const readerKey = asked.rows[0]?.reader_key ?? null;
  const reader = readerKey === null ? null : readerFrom(readerKey);
  if (!reader) throw new Refusal('invalid', 'This desk has not said its reader key: shake hands first.');
  // Read before the rows: everything up to it was committed by then, so nothing below it can come later.
  const head = Number(asked.rows[0]?.change_n ?? 0);
  // A standby that took over without the last commits, or a restored copy: what the desk saw has other numbers now.
  const other = at !== null && after > 0 && after <= head && (await itemAt(parts, who.org, after)) !== at;
  if (other) throw new Refusal('gap', 'That number is another change here: start over.', 0);
  if (after > head) throw new Refusal('gap', 'There are not so many changes here: start over.', 0);
  if (asked.rows[0]?.may_read === false)
    return { v: 2, changes: [], upto: after, at, more: false, serverTime: parts.clock().toISOString() };
  // Large bodies stay in the database until their turn: the size is known without reading them.
  const found = await parts.pool.query<Row>(
    `select * from (
       select x.*, count(*) over ()::int as found, row_number() over (order by x.n)::int as place,
         sum(octet_length(x.body)) over (order by x.n) as total
       from (
         select c.n, ${contentColumns} from change c join message m on m.org_id = c.org_id and m.id = c.item_id
         where c.org_id = $1 and c.n > $2 and c.n <= $3 and c.device_id is distinct from $4
         order by c.n limit $5
       ) x
     ) y where place = 1 or (place <= $6 and total <= $7) order by n`,
    [who.org, after, head, who.device, most + 1, most, mostBytes],
  );
  const changes: Change[] = [];
  for (const row of found.rows) {
    if (changes.length % itemsPerTurn === itemsPerTurn - 1) await setImmediate();
    const item = contentOf(row);
    const payload = rewrap(reader, parts.sealKeys, item.id, item.payload);
    // Only when a seal key was taken away from the backend: then nobody can read it here.
    if (!payload) continue;
    changes.push({
      n: Number(row.n),
      ...item,
      deviceId: row.device_id,
      receivedAt: row.received_at.toISOString(),
      payload,
    });
  }
  const more = (found.rows[0]?.found ?? 0) > found.rows.length;
  const last = Number(found.rows.at(-1)?.n ?? after);
  // Own items at the end are passed over, so that they aren't looked through again.
  const upto = more ? last : head;
  return {
    v: 2,
    changes,
    upto,
    at: upto === 0 ? null : upto === after && at !== null ? at : await itemAt(parts, who.org, upto),
    more,
    serverTime: parts.clock().toISOString(),
  };
}
