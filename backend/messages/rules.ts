// What an entry may not do to the message that it is about, refused here whatever the desk let through: change the
// caller's words (M10), lower the urgency (product.md 0.4), close an urgent message without an outcome or a reason why there is none (M22).
import type { Pool, PoolClient } from 'pg';
import type { Entry } from '#shared/domain/messages/entry.ts';
import { urgencyRank, type Message } from '#shared/domain/messages/message.ts';
import type { LaneItem } from '#shared/protocol/lanes.ts';
import type { SealKeys } from '../seal/keys.ts';
import { examine, type Said } from './examine.ts';
import { storedItems } from './stored.ts';

/** What the rules need to know of a message: as taken, how urgent by now, whether a clinician said what came of it. */
interface Known {
  message: Message;
  rank: number;
  hasOutcome: boolean;
}

const rankOf = (message: Message): number =>
  message.fields.urgency === null ? 3 : urgencyRank(message.fields.urgency);

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
    case 'close': {
      if (known === null) return 'no-message';
      const answered = known.hasOutcome || body.openReason.trim() !== '';
      return known.rank <= urgencyRank('urgent-clinical') && !answered ? 'close-without-outcome' : null;
    }
    default:
      return null;
  }
}

const judged = new Set(['version', 'raise', 'close']);
/** Kinds that change what the rules know of a message. */
const telling = ['raise', 'version', 'outcome'] as const;

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
        known.set(said.body.id, { message: said.body, rank: rankOf(said.body), hasOutcome: false });
      return;
    }
    const about = said.type === 'entry' ? known.get(said.about) : undefined;
    if (!about || said.type !== 'entry') return;
    const { body } = said.body;
    if (body.kind === 'raise') about.rank = Math.min(about.rank, urgencyRank(body.to));
    if (body.kind === 'version' && body.fields.urgency !== null)
      about.rank = Math.min(about.rank, urgencyRank(body.fields.urgency));
    if (body.kind === 'outcome') about.hasOutcome = true;
  };
  for (const item of await storedItems(db, org, [...wanted], telling)) {
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
