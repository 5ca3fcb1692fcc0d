// Which messages nobody has to phone any more, for a desk that is locked: it cannot open what others wrote, and must not
// ring all night for what a clinician accepted long ago (POST /v2/taken). Ids alone, of the asking desk's organisation.
import type { TakenAnswer } from '#shared/protocol/lanes.ts';
import { acceptanceOf } from '#shared/domain/dispatch/index.ts';
import { loadCase } from '../dispatch/case.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

export async function takenOf(parts: Parts, who: Caller, ids: readonly string[]): Promise<TakenAnswer> {
  const taken: string[] = [];
  for (const id of new Set(ids)) {
    const found = await loadCase(parts.pool, parts, who.org, id);
    if (found === null) continue;
    const { urgency, entries, closed, message, progress } = found;
    const savedUrgency = message.fields.urgency ?? 'urgent-clinical';
    const has = acceptanceOf({ urgency, savedUrgency }, entries) ?? progress?.accepted ?? null;
    if (closed || has !== null) taken.push(id);
  }
  return { v: 2, taken, serverTime: parts.clock().toISOString() };
}
