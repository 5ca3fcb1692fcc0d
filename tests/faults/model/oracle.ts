// What must hold, judged from the test's own list and by SQL alone: this file imports nothing of desk or backend.

export type Kind = 'lost' | 'doubled' | 'reordered' | 'stuck';
export class Broken extends Error {
  readonly kind: Kind;
  constructor(kind: Kind, what: string) {
    super(`${kind}: ${what}`);
    this.kind = kind;
  }
}
type Ask = <T>(sql: string, values: unknown[]) => Promise<T[]>;
type DeskAsk = <T>(sql: string, ...values: unknown[]) => T[];

export interface Saved {
  id: string;
  messageId: string;
  desk: string;
  type: 'message' | 'entry' | 'addendum' | 'poison';
  /** Rank that a message was saved with, or that a raise raises to; null for the rest. */
  urgency: number | null;
  /** Its desk was set back to before it: only what the backend had by then can still be there. */
  excused: boolean;
}
/** What a desk would send as this device, lane by lane; a desk that was set back has several versions. */
export interface Chains {
  device: string;
  versions: { urgent: string[]; normal: string[] }[];
}

const isPrefix = (short: readonly string[], long: readonly string[]): boolean =>
  short.length <= long.length && short.every((id, i) => id === long[i]);

/** What each device's lane holds at the backend: without gaps, and exactly as that desk saved it. */
export async function checkOrder(ask: Ask, org: string, chains: readonly Chains[]): Promise<void> {
  const rows = await ask<{ device_id: string; lane: 'urgent' | 'normal'; seq: string; item_id: string }>(
    'select device_id, lane, seq, item_id from received where org_id = $1 order by device_id, lane, seq',
    [org],
  );
  for (const { device, versions } of chains)
    for (const lane of ['urgent', 'normal'] as const) {
      const held = rows.filter((r) => r.device_id === device && r.lane === lane);
      if (held.some((r, i) => Number(r.seq) !== i + 1)) throw new Broken('lost', `a gap in ${lane}`);
      const ids = held.map((r) => r.item_id);
      if (!versions.some((v) => isPrefix(ids, v[lane])))
        throw new Broken('reordered', `${lane} of ${device} is not what was saved`);
    }
}

/** A desk says "acknowledged" only of what the backend holds. */
export async function checkAcknowledged(ask: Ask, org: string, desks: readonly DeskAsk[]): Promise<void> {
  const stored = new Set(
    (await ask<{ item_id: string }>('select distinct item_id from received where org_id = $1', [org])).map(
      (r) => r.item_id,
    ),
  );
  for (const rows of desks)
    for (const { item_id } of rows<{ item_id: string }>(
      "SELECT item_id FROM outbox WHERE state <> 'waiting'",
    ))
      if (!stored.has(item_id)) throw new Broken('lost', 'acknowledged, and the backend does not have it');
}

/** After everything has healed. */
export async function checkHealed(
  ask: Ask,
  org: string,
  saved: readonly Saved[],
  desks: readonly { name: string; rows: DeskAsk }[],
): Promise<void> {
  const held = await ask<{ id: string }>('select id from message where org_id = $1', [org]);
  const stored = new Set(held.map((r) => r.id));
  const aside = new Set(
    (await ask<{ item_id: string }>('select item_id from quarantine where org_id = $1', [org])).map(
      (r) => r.item_id,
    ),
  );
  const told = await ask<{ item_id: string; times: string }>(
    'select item_id, count(*) as times from change where org_id = $1 group by item_id having count(*) > 1',
    [org],
  );
  if (told.length > 0) throw new Broken('doubled', 'one item stands twice in the change log');
  for (const s of saved) {
    if (s.excused) continue;
    if (s.type === 'poison') {
      if (!aside.has(s.id)) throw new Broken('lost', 'an unreadable item is nowhere');
      if (stored.has(s.id)) throw new Broken('doubled', 'an unreadable item counts as a message');
    } else if (!stored.has(s.id)) throw new Broken('lost', `${s.type} of ${s.desk} is not at the backend`);
  }
  const known = new Set(saved.map((s) => s.id));
  for (const id of stored) if (!known.has(id)) throw new Broken('doubled', 'an item that nobody saved');
  const sound = saved.filter((s) => s.type !== 'poison' && stored.has(s.id));
  const least = new Map<string, number>();
  for (const s of sound)
    if (s.urgency !== null) least.set(s.messageId, Math.min(s.urgency, least.get(s.messageId) ?? 9));
  for (const { name, rows } of desks) {
    const here = rows<{ id: string }>(
      'SELECT id FROM messages UNION ALL SELECT id FROM addenda UNION ALL SELECT id FROM entries',
    ).map((r) => r.id);
    const ids = new Set(here);
    if (here.length !== ids.size) throw new Broken('doubled', `twice at ${name}`);
    for (const s of sound)
      if (!ids.has(s.id)) throw new Broken('lost', `${s.type} of ${s.desk} never came to ${name}`);
    for (const row of rows<{ id: string; urgency_now: number }>('SELECT id, urgency_now FROM messages'))
      if (row.urgency_now !== (least.get(row.id) ?? row.urgency_now))
        throw new Broken('lost', `a raise does not count at ${name}`);
  }
}
