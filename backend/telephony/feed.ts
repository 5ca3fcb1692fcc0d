// POST /v2/telephony/feed: answers at once when there is something that the desk hasn't, else when it comes. Holds no
// database connection while it waits.
import type { z } from 'zod';
import type { feedAnswer, feedRequest } from '#shared/protocol/telephony.ts';
import type { Caller } from '../http/signed.ts';
import { ensureAgent } from './agents.ts';
import type { VoiceParts } from './parts.ts';
import { snapshotOf } from './snapshot.ts';
import { ownOrg } from './tokens.ts';
import type { Wakes } from './wakes.ts';

const seenEveryMs = 10_000;

/** @param signal ends when the desk went away: nobody waits for it then. */
export async function feedFor(
  parts: VoiceParts,
  wakes: Wakes,
  who: Caller,
  asked: z.infer<typeof feedRequest>,
  signal: AbortSignal,
): Promise<z.infer<typeof feedAnswer>> {
  const org = ownOrg(parts, who);
  const { person } = asked;
  const until = performance.now() + asked.waitMs;
  await ensureAgent(parts.pool, org, person, parts.clock());
  for (;;) {
    const mark = wakes.mark(org, person);
    const now = parts.clock();
    // Written seldom: the row is everybody's who offers calls.
    await parts.pool.query(
      `update voice_agent set seen_at = $3 where org_id = $1 and person_id = $2 and (seen_at is null or seen_at < $4)`,
      [org, person, now, new Date(now.getTime() - seenEveryMs)],
    );
    const found = await parts.pool.query<{ version: string }>(
      'select version from voice_agent where org_id = $1 and person_id = $2',
      [org, person],
    );
    // Any other version is news: after a restored database it may be lower than the desk's.
    if (Number(found.rows[0]?.version ?? 0) !== asked.have)
      return { v: 2, snapshot: await snapshotOf(parts, org, person) };
    if (wakes.newsSince(org, person, mark)) continue;
    if (!(await wakes.wait(org, person, until - performance.now(), signal))) return { v: 2, snapshot: null };
  }
}
