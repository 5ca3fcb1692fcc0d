// What an entry may not do to the message that it is about, refused here whatever the desk let through: change the
// caller's words (M10), lower the urgency (product.md 0.4), close an urgent message without an outcome or a reason why there is none (M22).
import type { Pool, PoolClient } from 'pg';
import { isTry } from '#shared/domain/dispatch/index.ts';
import type { Entry } from '#shared/domain/messages/entry.ts';
import { urgencies, urgencyRank, type Message } from '#shared/domain/messages/message.ts';
import { stillCounts } from '#shared/domain/messages/reopen.ts';
import type { LaneItem } from '#shared/protocol/lanes.ts';
import type { SealKeys } from '../seal/keys.ts';
import { examine, type Said } from './examine.ts';
import { storedItems } from './stored.ts';

/** What the rules need to know of a message: as taken, how urgent by now, what was done about it. */
interface Known {
  message: Message;
  rank: number;
  /** Of the kinds that the rules look at. */
  entries: Entry[];
}

const rankOf = (message: Message): number =>
  message.fields.urgency === null ? 3 : urgencyRank(message.fields.urgency);

/**
 * M22: an urgent one is closed with what came of it, or at the end of its ladder with the reason. The desk knows where its
 * ladder ended; a ladder of skipped steps is nobody tried.
 */
function mayClose(close: Entry, openReason: string, { message, rank, entries }: Known): boolean {
  // By what its writer knew: a close that a raise has outdated is kept, and closes nothing.
  const { knownUrgency } = close;
  const urgency = knownUrgency ?? urgencies[rank] ?? 'emergency';
  if (urgencyRank(urgency) > urgencyRank('urgent-clinical')) return true;
  const about = { urgency, savedUrgency: message.fields.urgency };
  const counts = (e: Entry): boolean => knownUrgency === undefined || stillCounts(e, about, entries);
  if (entries.some((e) => e.body.kind === 'outcome' && counts(e))) return true;
  return openReason.trim() !== '' && entries.some(isTry);
}

/** Reason to set an entry aside, null when nothing speaks against it. `known` null = its message is not here. */
export function flawAgainst(entry: Entry, known: Known | null): string | null {
  const { body } = entry;
  switch (body.kind) {
    case 'version': {
      if (known === null) return 'no-message';
      if (body.fields.verbatim !== known.message.fields.verbatim) return 'verbatim-changed';
      const { urgency } = body.fields;
      // Against what was taken: a raise of another desk may not have been here when this was written.
      return urgency !== null && urgencyRank(urgency) > rankOf(known.message) ? 'urgency-lowered' : null;
    }
    case 'raise':
      // Its message may come later, in the other lane. Two desks that raise at once are both right.
      return known !== null && urgencyRank(body.to) > rankOf(known.message) ? 'urgency-lowered' : null;
    case 'close':
      // Of an urgent message it comes after it, in the same lane; any other's may come later, in the other lane.
      return known !== null && !mayClose(entry, body.openReason, known) ? 'close-without-outcome' : null;
    default:
      return null;
  }
}

const judged = new Set(['version', 'raise', 'close']);
/** Kinds that change what the rules know of a message. */
const telling = ['raise', 'version', 'outcome'] as const;
const tellingOfClose = [...telling, 'attempt'] as const;

/**
 * Looks at the entries of a batch in its order, with what is stored and what stands before them in the batch. Answers the
 * reason by sequence number of those that must be set aside.
 */
export async function flawsAgainstStored(
  db: Pool | PoolClient,
  keys: SealKeys,
  org: string,
  batch: readonly { item: LaneItem; said: Said }[],
): Promise<Map<number, string>> {
  const wanted = new Set(
    batch.flatMap(({ said }) => (said.type === 'entry' && judged.has(said.kind) ? [said.about] : [])),
  );
  const flaws = new Map<number, string>();
  if (wanted.size === 0) return flaws;
  const known = new Map<string, Known>();
  const learn = (said: Said): void => {
    if (said.type === 'message') {
      if (wanted.has(said.body.id) && !known.has(said.body.id))
        known.set(said.body.id, { message: said.body, rank: rankOf(said.body), entries: [] });
      return;
    }
    const about = said.type === 'entry' ? known.get(said.about) : undefined;
    if (!about || said.type !== 'entry') return;
    const { body } = said.body;
    if (body.kind === 'raise') about.rank = Math.min(about.rank, urgencyRank(body.to));
    if (body.kind === 'version' && body.fields.urgency !== null)
      about.rank = Math.min(about.rank, urgencyRank(body.fields.urgency));
    about.entries.push(said.body);
  };
  const closes = batch.some(({ said }) => said.kind === 'close');
  for (const item of await storedItems(db, org, [...wanted], closes ? tellingOfClose : telling)) {
    const opened = examine(keys, item);
    if (opened.ok) learn(opened.said);
  }
  for (const { item, said } of batch) {
    const why =
      said.type === 'entry' && judged.has(said.kind)
        ? flawAgainst(said.body, known.get(said.about) ?? null)
        : null;
    if (why === null) learn(said);
    else flaws.set(item.seq, why);
  }
  return flaws;
}
