// The last word of a revoked device: its keys and files are gone (C16, C36).
import type { z } from 'zod';
import type { wipedAnswer, wipedRequest } from '#shared/protocol/admin.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

/** POST /v2/wiped. The first receipt counts; afterwards nothing more is taken from the device. */
export async function wiped(
  parts: Parts,
  who: Caller,
  asked: z.infer<typeof wipedRequest>,
): Promise<z.infer<typeof wipedAnswer>> {
  const now = parts.clock();
  const { at, keysDestroyed, filesDeleted, unsent, rescue } = asked;
  await parts.pool.query(
    `update device set wiped_at = coalesce(wiped_at, $3), wiped = coalesce(wiped, $4),
       revoked_at = coalesce(revoked_at, $3) where org_id = $1 and id = $2`,
    [who.org, who.device, now, JSON.stringify({ at, keysDestroyed, filesDeleted, unsent, rescue })],
  );
  parts.log('wiped', { org: who.org, device: who.device, count: unsent });
  return { v: 2, serverTime: now.toISOString() };
}
