// How an emergency access ended, put beside its report: once, and only by the device that reported it (C2).
import type { z } from 'zod';
import type { reportEndsRequest } from '#shared/protocol/report-ends.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';

/** POST /v2/reports/ends. */
export async function takeEnds(
  parts: Parts,
  who: Caller,
  { ends }: z.infer<typeof reportEndsRequest>,
): Promise<{ v: 2; taken: string[] }> {
  const taken: string[] = [];
  for (const { id, ended } of ends) {
    const found = await parts.pool.query(
      `update report set facts = case when facts ? 'ended' then facts else facts || jsonb_build_object('ended', $4::jsonb) end
       where org_id = $1 and id = $2 and device_id = $3 and kind = 'break-glass'`,
      [who.org, id, who.device, JSON.stringify(ended)],
    );
    if (found.rowCount === 1) taken.push(id);
  }
  return { v: 2, taken };
}
