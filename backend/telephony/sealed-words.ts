// What callers typed in a menu and what a number outside is called, sealed at rest as the handover is (row 42): kept for the
// people in the call, gone a day after it.
import { z } from 'zod';
import type { LiveCall } from '#shared/domain/telephony/live.ts';
import type { Sealed } from '#shared/protocol/sync.ts';
import { openSealed } from '../seal/open.ts';
import { sealOwn } from '../seal/reader.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import type { CallRow } from './store.ts';

const typedShape = z.array(z.string().max(40)).max(20);
const labelShape = z.string().max(120);

function opened<T>(parts: VoiceParts, callId: string, sealed: Sealed | null, shape: z.ZodType<T>): T | null {
  if (sealed === null) return null;
  const found = openSealed(parts.sealKeys, callId, sealed);
  if (!found.ok) return null;
  const read = shape.safeParse(JSON.parse(found.text.toString('utf8')));
  return read.success ? read.data : null;
}

/** The call's columns after one more answer in the menu. */
export function withTyped(
  parts: VoiceParts,
  call: CallRow,
  prompt: string,
  typed: string,
): Pick<CallRow, 'path' | 'typed'> {
  const before = opened(parts, call.id, call.typed, typedShape) ?? call.path.map((step) => step.typed);
  const path = [...call.path.map((step) => ({ ...step, typed: '' })), { prompt, typed: '' }];
  return { path, typed: sealOwn(parts.sealKeys, call.id, JSON.stringify([...before, typed])) };
}
/** The path as an agent in the call reads it; without a key that opens it the prompts alone. */
export function pathOf(parts: VoiceParts, call: CallRow): LiveCall['path'] {
  const typed = opened(parts, call.id, call.typed, typedShape);
  return typed === null ? call.path : call.path.map((step, i) => ({ ...step, typed: typed[i] ?? '' }));
}

export const sealLabel = (parts: VoiceParts, callId: string, label: string | null): Sealed | null =>
  label === null ? null : sealOwn(parts.sealKeys, callId, JSON.stringify(label.slice(0, 120)));
export const labelFrom = (parts: VoiceParts, callId: string, sealed: Sealed | null): string | null =>
  opened(parts, callId, sealed, labelShape);

/** Everything of calls that ended before then: handovers, what was typed, what numbers were called. */
export async function forgetWords(parts: VoiceParts, before: Date): Promise<void> {
  const org = orgOf(parts);
  await parts.pool.query(
    `update voice_party p set sealed_label = null, label = null from voice_call c
     where p.org_id = $1 and c.org_id = p.org_id and c.id = p.call_id and c.ended_at < $2
       and p.person_id is null and (p.sealed_label is not null or p.label is not null)`,
    [org, before],
  );
  await parts.pool.query(
    `update voice_call set handover = null, typed = null, transfer = null, path = '[]'
     where org_id = $1 and ended_at < $2
       and (handover is not null or typed is not null or transfer is not null or path <> '[]')`,
    [org, before],
  );
}
