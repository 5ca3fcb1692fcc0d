// Opens, judges and stores new items inside a transaction, piece by piece: while the database writes one piece, the next
// is opened. Sound ones become messages, addenda and entries; the others are kept raw in quarantine.
import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Lane, LaneItem } from '#shared/protocol/lanes.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { examine } from './examine.ts';
import { flawsAgainstStored } from './rules.ts';
import { insertItems, keepAside, sameBodies, type Outcome, type Sound } from './store.ts';

export interface Read {
  /** By sequence number: one batch may bring an id twice. */
  sound: ReadonlyMap<number, Sound>;
  /** Sequence number → why it must be set aside. */
  flaws: ReadonlyMap<number, string>;
}
const itemsPerTurn = 25;
const piece = 100;

/** Judges items alone, then against what is stored and what stands before them among these. */
export async function readItems(
  db: PoolClient,
  parts: Parts,
  org: string,
  items: readonly LaneItem[],
  /** What the connection is busy with; nothing is asked of it before. */
  busy: Promise<unknown> = Promise.resolve(),
): Promise<Read> {
  const flaws = new Map<number, string>();
  const opened: Sound[] = [];
  for (const [index, item] of items.entries()) {
    // Opening takes 0.1 to 0.2 ms an item: other desks' requests get their turn between.
    if (index % itemsPerTurn === itemsPerTurn - 1) await setImmediate();
    const found = examine(parts.sealKeys, item);
    if (found.ok) opened.push({ item, said: found.said, sealed: found.sealed });
    else flaws.set(item.seq, found.why);
  }
  await busy;
  for (const [seq, why] of await flawsAgainstStored(db, parts.sealKeys, org, opened)) flaws.set(seq, why);
  return { sound: new Map(opened.filter((s) => !flaws.has(s.item.seq)).map((s) => [s.item.seq, s])), flaws };
}

/** Result of each item in its order, and the applied ones opened. */
export async function takeItems(
  db: PoolClient,
  parts: Parts,
  who: Caller,
  lane: Lane,
  items: readonly LaneItem[],
  at: Date,
): Promise<{ outcomes: Outcome[]; applied: Sound[] }> {
  const inserted = new Set<number>();
  let inserting: Promise<void> = Promise.resolve();
  const sound: Sound[] = [];
  const flaws = new Map<number, string>();
  for (let from = 0; from < items.length; from += piece) {
    const read = await readItems(db, parts, who.org, items.slice(from, from + piece), inserting);
    for (const [seq, why] of read.flaws) flaws.set(seq, why);
    const ready = [...read.sound.values()];
    sound.push(...ready);
    inserting = insertItems(db, who, lane, ready, at).then((seqs) =>
      seqs.forEach((seq) => inserted.add(seq)),
    );
    // Awaited with the next piece; a failure meanwhile must not count as unhandled.
    inserting.catch(() => undefined);
  }
  await inserting;
  const clashed = sound.map((s) => s.item).filter((item) => !inserted.has(item.seq));
  const same = await sameBodies(db, who, clashed);
  const outcomes = items.map((item): Outcome => {
    const flaw = flaws.get(item.seq);
    if (flaw !== undefined) return { item, result: 'quarantined', why: flaw };
    if (inserted.has(item.seq)) return { item, result: 'applied', why: null };
    return same.has(item.id)
      ? { item, result: 'duplicate', why: null }
      : { item, result: 'quarantined', why: 'id-taken' };
  });
  await keepAside(db, who, lane, outcomes, at);
  return { outcomes, applied: sound.filter((s) => inserted.has(s.item.seq)) };
}
