// What a clinician does on the page: accept, decline, say what came of it. Each is an entry of the message, once, in the
// order in which they come; the ladder stops or goes on at once.
import { acceptanceOf } from '#shared/domain/dispatch/index.ts';
import { backendAuthor, outcomes, type Entry, type EntryOf } from '#shared/domain/messages/entry.ts';
import { urgencyRank } from '#shared/domain/messages/message.ts';
import { inTransaction } from '../db/transaction.ts';
import { loadCase, type Case } from '../dispatch/case.ts';
import { hold, lookAt } from '../dispatch/wake.ts';
import { addOwnEntries } from '../messages/own.ts';
import type { Parts } from '../parts.ts';
import type { Link } from './links.ts';

export type Act =
  | { do: 'accept'; how: 'page' | 'key' }
  | { do: 'decline'; how: 'page' | 'key' }
  | { do: 'outcome'; what: (typeof outcomes)[number]; text: string };
/** `taken`: somebody else accepted before. `closed`: nothing more is written to a closed message. */
export type Acted = 'done' | 'already' | 'taken' | 'closed' | 'no-message';

const by: Record<'page' | 'key', string> = { page: 'on the secure page', key: 'by key in the call' };

export async function act(parts: Parts, link: Link, what: Act): Promise<Acted> {
  const acted = await inTransaction(parts.pool, async (db): Promise<Acted> => {
    await hold(db, link.org, link.messageId);
    const found = await loadCase(db, parts, link.org, link.messageId);
    if (found === null) return 'no-message';
    const answer = bodyFor(found, link, what, parts.clock());
    if (typeof answer === 'string') return answer;
    const now = parts.clock();
    const entry: Entry = {
      schema: 2,
      id: parts.random.uuid(),
      messageId: link.messageId,
      at: now.toISOString(),
      author: { personId: link.contact.personId.slice(0, 60), name: link.contact.name },
      // A raise beyond it opens the ladder again.
      knownUrgency: found.urgency,
      body: answer,
    };
    await lookAt(db, link.org, link.messageId, now);
    await addOwnEntries(db, parts, link.org, urgencyRank(found.urgency), [entry]);
    return 'done';
  });
  if (acted === 'done') parts.log('answered', { org: link.org, code: what.do });
  return acted;
}

function bodyFor(found: Case, link: Link, what: Act, now: Date): Entry['body'] | Acted {
  if (found.closed) return 'closed';
  const attempts = found.entries.filter((e): e is EntryOf<'attempt'> => e.body.kind === 'attempt');
  // One that was taken back counts no more: the ladder goes on, and whoever has a link may accept.
  const accepted = acceptanceOf(
    { urgency: found.urgency, savedUrgency: found.message.fields.urgency ?? 'urgent-clinical' },
    found.entries,
  );
  const own = attempts.findLast(
    (e) => e.body.attemptId === link.attemptId && e.author.personId !== backendAuthor.personId,
  );
  if (what.do === 'outcome') {
    const same = found.entries.some(
      (e) => e.body.kind === 'outcome' && e.body.what === what.what && e.body.text === what.text,
    );
    if (same) return 'already';
    return {
      kind: 'outcome',
      what: what.what,
      happenedAt: now.toISOString(),
      text: what.text,
      clinician: link.contact.name,
    };
  }
  if (accepted) return accepted.body.contact.personId === link.contact.personId ? 'already' : 'taken';
  const result = what.do === 'accept' ? 'accepted' : 'declined';
  // An acceptance that counts no more (taken back, or the message was raised since) may be given anew.
  if (result === 'declined' && own?.body.result === 'declined') return 'already';
  return {
    kind: 'attempt',
    attemptId: link.attemptId,
    stepId: link.stepId,
    contact: link.contact,
    method: link.method,
    to: link.to,
    result,
    note: by[what.how],
  };
}
