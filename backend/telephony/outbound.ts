// Whether a call out may be made, as far as the backend can know (C20, C23): the number it shows is on the list and the
// account's own, nobody asked not to be called, it is not night there, it was not tried too often. Rules that an agent
// passed are kept with the reason, sealed. What only a desk knows (a patient's flags) the desk asks about itself.
import type { Pool, PoolClient } from 'pg';
import { toE164 } from '#shared/domain/phone/phone.ts';
import type { Act, OutboundRule } from '#shared/domain/telephony/acts.ts';
import {
  defaultCaps,
  isServiceNumber,
  refusing,
  standingRules,
  type OutboundFacts,
} from '#shared/domain/telephony/outbound.ts';
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { sealOwn } from '../seal/reader.ts';
import { accountOf, isOnCallNumber } from './account.ts';
import { dialCallback, isExpected } from './callbacks.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import type { Db } from './store.ts';

export type Dial = Extract<Act, { kind: 'dial' }>;
export type DialAnswer =
  | { ok: true; to: string }
  | { ok: false; refused: ActRefusal; rules: readonly OutboundRule[] };
const no = (refused: ActRefusal, rules: readonly OutboundRule[] = []): DialAnswer => ({
  ok: false,
  refused,
  rules,
});

/**
 * In the transaction that reserves the call, before its row is written: claims the callback that it is for, and keeps the
 * reasons. `to` is then the number to ring, E.164.
 */
export async function checkDial(
  db: PoolClient,
  parts: VoiceParts,
  person: string,
  asked: Dial,
): Promise<DialAnswer> {
  if (isServiceNumber(asked.to)) return no('outbound-refused', ['emergency-number']);
  const to = toE164(asked.to);
  if (to === null) return no('invalid');
  const { callerIds } = parts.voice.config;
  if (!callerIds.some((one) => one.number === asked.callerId && one.accountId === asked.accountId))
    return no('caller-id-refused');
  const org = orgOf(parts);
  const standing = standingRules({
    ...(await knownOf(db, parts, asked.accountId, to)),
    expected: await isAwaited(db, parts, asked, to),
    before: await dialledBefore(db, org, to, parts.clock()),
  });
  const against = refusing(standing, asked.overrides);
  if (against.length > 0) return no('outbound-refused', against);
  if (asked.callbackId !== null) {
    const refused = await dialCallback(db, parts, person, asked.callbackId, to);
    if (refused !== null) return no(refused);
  }
  await keepReasons(db, parts, person, asked);
  return { ok: true, to };
}

/** What the organisation knows of a number. */
async function knownOf(
  db: Db,
  parts: VoiceParts,
  accountId: string,
  to: string,
): Promise<Omit<OutboundFacts, 'expected' | 'before'>> {
  const { callerIds, lines } = parts.voice.config;
  const org = orgOf(parts);
  const account = await accountOf(db, org, accountId);
  return {
    to,
    now: parts.clock().toISOString(),
    flags: [],
    listed: await isListed(db, org, to),
    ownNumbers: [...lines.map((line) => line.number), ...callerIds.map((one) => one.number)],
    emergencyNumbers: account?.emergency ?? [],
    zone: account?.zone ?? null,
    caps: defaultCaps,
  };
}

/** Whoever asked for the call at this time waits for it; a clinician who is on call is there to be called. */
async function isAwaited(db: Db, parts: VoiceParts, asked: Dial, to: string): Promise<boolean> {
  const org = orgOf(parts);
  if (asked.callbackId !== null && (await isExpected(db, org, asked.callbackId, to, parts.clock())))
    return true;
  return asked.purpose === 'on-call' && (await isOnCallNumber(db, org, asked.accountId, to));
}

/**
 * Rules against bringing a number into a call that is under way. The hour and the caps are left out on purpose: somebody on
 * the line asked to be put through now.
 */
export async function rulesAgainstAdding(
  db: Db,
  parts: VoiceParts,
  accountId: string,
  to: string,
): Promise<OutboundRule[]> {
  const known = await knownOf(db, parts, accountId, to);
  return standingRules({ ...known, expected: true, before: [] });
}

/** Also of rules that stand only on the desk: what an agent was asked and answered is kept. */
async function keepReasons(db: PoolClient, parts: VoiceParts, person: string, asked: Dial): Promise<void> {
  for (const { rule, reason } of asked.overrides)
    await db.query(
      `insert into voice_override (org_id, call_id, rule, person_id, at, reason) values ($1, $2, $3, $4, $5, $6)
       on conflict (org_id, call_id, rule) do nothing`,
      [
        orgOf(parts),
        asked.callId,
        rule,
        person,
        parts.clock(),
        JSON.stringify(sealOwn(parts.sealKeys, asked.callId, reason)),
      ],
    );
}

/** Dialled by itself or brought into a call: for who is rung it is the same. */
async function dialledBefore(db: Db, org: string, to: string, now: Date): Promise<string[]> {
  const found = await db.query<{ at: Date }>(
    `select created_at as at from voice_call
     where org_id = $1 and direction = 'outgoing' and number = $2 and created_at > $3
     union all select ring_at from voice_party
     where org_id = $1 and person_id is null and id <> 'caller' and number = $2 and ring_at > $3
     order by at desc limit 50`,
    [org, to, new Date(now.getTime() - 7 * 86_400_000)],
  );
  return found.rows.map((row) => row.at.toISOString());
}

async function isListed(db: Db, org: string, number: string): Promise<boolean> {
  const found = await db.query('select 1 from voice_do_not_call where org_id = $1 and number = $2', [
    org,
    number,
  ]);
  return (found.rowCount ?? 0) > 0;
}

/** C23: an opt-out counts at once. False = not a number. */
export async function doNotCall(pool: Pool, org: string, typed: string, now: Date): Promise<boolean> {
  const number = toE164(typed);
  if (number === null) return false;
  await pool.query(
    `insert into voice_do_not_call (org_id, number, since) values ($1, $2, $3)
     on conflict (org_id, number) do nothing`,
    [org, number, now],
  );
  return true;
}
/** Put on by mistake, or asked to be called after all. False = was not on the list. */
export async function mayCall(pool: Pool, org: string, typed: string): Promise<boolean> {
  const gone = await pool.query('delete from voice_do_not_call where org_id = $1 and number = $2', [
    org,
    toE164(typed),
  ]);
  return (gone.rowCount ?? 0) > 0;
}
