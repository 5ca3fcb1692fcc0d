// The token with which a phone engine registers: for the person at this desk alone, under a name that says nothing.
import type { TokenAnswer } from '#shared/protocol/telephony.ts';
import { ensureAgent } from './agents.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import type { Caller } from '../http/signed.ts';
import { Refusal } from '../http/refusal.ts';

export const tokenSeconds = 3600;

/** @throws Refusal 403 for a desk of an organisation without telephony. */
export function ownOrg(parts: VoiceParts, who: Caller): string {
  if (who.org !== orgOf(parts))
    throw new Refusal('invalid', 'No telephony for this organisation.', null, 403);
  return who.org;
}

export async function tokenFor(parts: VoiceParts, who: Caller, person: string): Promise<TokenAnswer> {
  const agent = await ensureAgent(parts.pool, ownOrg(parts, who), person, parts.clock());
  return {
    v: 2,
    identity: agent.identity,
    token: parts.voice.carrier.token(agent.identity, tokenSeconds),
    ttlSeconds: tokenSeconds,
    gateway: parts.voice.config.gateway,
  };
}
