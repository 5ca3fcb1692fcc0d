// What desks tell of articles: taken whenever they can, from any device, once by id. Nothing is refused for its author: what the
// device may not speak for is marked.
import type { z } from 'zod';
import { answerWorkingDays, workingDaysAfter } from '#shared/domain/knowledge/due.ts';
import type { eventsAnswer, eventsRequest, ToldEvent } from '#shared/protocol/knowledge.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

/** What it is about, for lists of who read it and how it helped. */
function aboutOf(event: ToldEvent): { about: string | null; version: number | null } {
  if (event.kind === 'unanswered') return { about: null, version: null };
  if (event.kind === 'read')
    return { about: `${event.facts.about} ${event.facts.id}`, version: event.facts.version };
  return { about: event.facts.articleId, version: event.facts.version };
}

/** POST /v2/knowledge/events. */
export async function takeEvents(
  parts: Pick<Parts, 'pool' | 'clock' | 'log'>,
  who: Caller,
  { events }: z.infer<typeof eventsRequest>,
): Promise<z.infer<typeof eventsAnswer>> {
  const now = parts.clock();
  for (const event of events) await keep(parts, who, event, now);
  parts.log('knowledge', { org: who.org, device: who.device, code: 'events', count: events.length });
  return { v: 2, taken: [...new Set(events.map((e) => e.id))], serverTime: now.toISOString() };
}

async function keep(parts: Pick<Parts, 'pool'>, who: Caller, event: ToldEvent, now: Date): Promise<void> {
  const { about, version } = aboutOf(event);
  const asks = event.kind === 'flag' || event.kind === 'unanswered';
  await parts.pool.query(
    `insert into knowledge_event (org_id, id, kind, device_id, author, author_unbound, at, received_at, about, version,
       facts, words, due_at)
     select $1, $2, $3, $4, $5, $13 or (o.proves and not exists (
       select 1 from device_person b where b.org_id = o.id and b.device_id = $4 and b.person_id = $5
         and (b.revoked_at is null or b.revoked_at > $6))),
       $6, $7, $8, $9, $10, $11, $12
     from organisation o where o.id = $1
     on conflict (org_id, id) do nothing`,
    [
      who.org,
      event.id,
      event.kind,
      who.device,
      event.author,
      new Date(event.at),
      now,
      about,
      version,
      JSON.stringify(event.facts),
      asks && event.words !== null ? JSON.stringify(event.words) : null,
      asks ? workingDaysAfter(now.toISOString(), answerWorkingDays) : null,
      who.revoked === true,
    ],
  );
}
