// Puts articles and announcements into an organisation's feed without a person: by the command line (main.ts), and at the start of
// the demo's backend. What is there already, or newer, stays as it is.
import type { Pool } from 'pg';
import { z } from 'zod';
import { feedBody, knowledgeEvent, type FeedBody } from '#shared/protocol/knowledge.ts';
import { inTransaction } from '../db/transaction.ts';
import type { Parts } from '../parts.ts';
import { sealOwn } from '../seal/reader.ts';
import { takeEvents } from './events.ts';
import { aboutOf, addToFeed, lockFeed, newestOf } from './feed.ts';

interface Publishing {
  pool: Pool;
  clock: () => Date;
  random: { uuid: () => string };
  organisation: string;
}

/** All or none. Answers how many are new: a version that is not higher than the feed's is passed over. */
export async function publishBodies(parts: Publishing, bodies: readonly FeedBody[]): Promise<number> {
  const { organisation: org } = parts;
  return inTransaction(parts.pool, async (db) => {
    await lockFeed(db, org);
    let added = 0;
    for (const body of bodies) {
      if (body.kind === 'verified' || body.kind === 'retired') continue;
      const { about, version } = aboutOf(body);
      if (version <= (await newestOf(db, org, body.kind, about))) continue;
      await addToFeed(db, org, { id: parts.random.uuid(), at: parts.clock(), by: null, note: null, body });
      added++;
    }
    return added;
  });
}

export const knowledgeAtStart = z.strictObject({
  published: z.array(feedBody).max(1000).default([]),
  /** What somebody asked or flagged, with its words. */
  said: z
    .array(z.strictObject({ event: knowledgeEvent, words: z.string().min(1).max(1000) }))
    .max(100)
    .default([]),
});

/** Said once, however often the process starts: an event's id is its own. */
export async function startKnowledge(
  parts: Publishing & Pick<Parts, 'sealKeys' | 'log'>,
  { published, said }: z.infer<typeof knowledgeAtStart>,
): Promise<void> {
  await publishBodies(parts, published);
  const events = said.flatMap(({ event, words }) =>
    event.kind === 'flag' || event.kind === 'unanswered'
      ? [{ ...event, words: sealOwn(parts.sealKeys, event.id, words) }]
      : [],
  );
  if (events.length > 0)
    await takeEvents(parts, { org: parts.organisation, device: 'start' }, { v: 2, events });
}
