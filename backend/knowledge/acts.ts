// What a supervisor does without new words of an article: verify, retire, announce, keep the list of terms. Each is one number of
// the feed, and its name and day are the backend's.
import type { z } from 'zod';
import { daysAfter, longestReviewDays } from '#shared/domain/knowledge/draft.ts';
import { ownIdPrefix } from '#shared/domain/knowledge/two-people.ts';
import type { Act, actAnswer, actRequest } from '#shared/protocol/knowledge-acts.ts';
import type { FeedBody } from '#shared/protocol/knowledge.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import { boundPerson, refused, type Bound } from '../identity/bound.ts';
import type { Parts } from '../parts.ts';
import { aboutOf, addToFeed, lockFeed, nameSaid, newestOf, numberOf } from './feed.ts';
import { deciderRoles } from './proposals.ts';

/** What stands in the feed: with who did it and when, by this side's clock. */
function bodyOf(act: Act, by: Bound, now: Date): FeedBody {
  const at = now.toISOString();
  const { articleId, version } =
    act.kind === 'verify' || act.kind === 'retire' ? act : { articleId: '', version: 0 };
  switch (act.kind) {
    case 'verify':
      return {
        kind: 'verified',
        mark: { articleId, version, by: nameSaid(by), on: at.slice(0, 10), until: act.until },
      };
    case 'retire':
      return { kind: 'retired', mark: { articleId, version, by: nameSaid(by), at, note: act.note } };
    case 'announce':
      return {
        kind: 'announcement',
        announcement: { ...act.announcement, by: { id: by.id, name: by.name } },
      };
    case 'terms':
      return { kind: 'terms', terms: act.terms };
  }
}

/** POST /v2/knowledge/act. */
export async function doAct(
  parts: Parts,
  who: Caller,
  { person, id, act }: z.infer<typeof actRequest>,
): Promise<z.infer<typeof actAnswer>> {
  const seq = await inTransaction(parts.pool, async (db) => {
    const by = await boundPerson({ ...parts, pool: db }, who, person, { roles: deciderRoles });
    await lockFeed(db, who.org);
    const there = await numberOf(db, who.org, id);
    if (there !== null) return there;
    const now = parts.clock();
    const body = bodyOf(act, by, now);
    if (body.kind === 'verified' || body.kind === 'retired') {
      const { articleId, version } = body.mark;
      const newest = await newestOf(db, who.org, 'article', articleId);
      if (version < newest) throw refused('knowledge-behind');
      // Nothing is said of words before they count. What came with the program is not in the feed: any version of it may be meant.
      if (version > newest && (newest > 0 || articleId.startsWith(ownIdPrefix))) throw refused('not-found');
      if (body.kind === 'verified' && body.mark.until > daysAfter(body.mark.on, longestReviewDays + 1))
        throw new Refusal('invalid', 'That is too far ahead.');
    } else {
      const { about, version } = aboutOf(body);
      if (version <= (await newestOf(db, who.org, body.kind, about))) throw refused('knowledge-behind');
    }
    return addToFeed(db, who.org, { id, at: now, by: person, note: null, body });
  });
  parts.log('knowledge', { org: who.org, device: who.device, code: act.kind });
  return { v: 2, id, seq, serverTime: parts.clock().toISOString() };
}
