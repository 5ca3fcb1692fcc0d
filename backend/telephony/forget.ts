// Telephone numbers are not kept for good: some days after its end a call says only when it was, how long and by whom.
import { orgOf, type VoiceParts } from './parts.ts';

const dayMs = 86_400_000;

/** Blanks the numbers of calls that ended `numbersDays` ago, and of everyone who was in them from outside. */
export async function forgetNumbers(parts: VoiceParts): Promise<void> {
  const org = orgOf(parts);
  const before = new Date(parts.clock().getTime() - parts.voice.config.numbersDays * dayMs);
  await parts.pool.query(
    `update voice_party p set number = null, label = null from voice_call c
     where p.org_id = $1 and c.org_id = p.org_id and c.id = p.call_id and c.ended_at < $2
       and p.person_id is null and (p.number is not null or p.label is not null)`,
    [org, before],
  );
  // Of who gave up waiting nothing is asked later; kept places and promises count in what is reported of those days.
  await parts.pool.query(
    'delete from voice_callback where org_id = $1 and ended_at < $2 and gave_up_seconds is not null',
    [org, before],
  );
  await parts.pool.query(
    `update voice_callback set number = '' where org_id = $1 and number <> '' and ended_at < $2`,
    [org, before],
  );
  await parts.pool.query(
    `update voice_call set number = '' where org_id = $1 and number <> '' and ended_at < $2`,
    [org, before],
  );
}
