// Consent to being recorded (C22): decided when the call comes, again with every place that is stated, ended by a "no" of
// caller or agent. The call itself never depends on it.
import type { Act } from '#shared/domain/telephony/acts.ts';
import {
  consentTable,
  mayRecord,
  placeCode,
  ruleFor,
  type ConsentTable,
} from '#shared/domain/telephony/consent.ts';
import type { Consent } from '#shared/domain/telephony/live.ts';
import table from '../../data/telephony/recording-consent.json' with { type: 'json' };
import { inTransaction } from '../db/transaction.ts';
import { consentKind } from '../documents/documents.ts';
import { accountOf } from './account.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { orderRecording, startIfAllowed, type Ordered } from './recording.ts';
import { changedCall, liveCallOf, setCall, type CallRow, type Db } from './store.ts';

/** What counts until another one was published. */
const shipped: ConsentTable = consentTable.parse(table);

/** The newest that was published, if it is newer than the one that ships. */
async function tableOf(db: Db, org: string): Promise<ConsentTable> {
  const found = await db.query<{ json: string }>(
    `select json from document where org_id = $1 and kind = $2 and id = $2 and version > $3
     order by version desc limit 1`,
    [org, consentKind, shipped.version],
  );
  const row = found.rows[0];
  return row ? consentTable.parse(JSON.parse(row.json)) : shipped;
}

async function decide(
  db: Db,
  org: string,
  { number, accountId }: { number: string; accountId: string },
  stated: readonly string[],
): Promise<Pick<Consent, 'rule' | 'places' | 'tableDate'>> {
  const account = await accountOf(db, org, accountId);
  return ruleFor(await tableOf(db, org), { number, stated, own: account === null ? [] : [account.region] });
}

/** For a call that begins. `announced`: the notice is said to this caller before anybody talks. */
export async function newConsent(
  db: Db,
  org: string,
  call: { number: string; accountId: string },
  announced: boolean,
): Promise<Consent> {
  return { ...(await decide(db, org, call, [])), announced, answer: null };
}

/** Within the call's transaction: the notice was said. Nothing is recorded yet. */
export async function announced(db: Db, call: CallRow): Promise<void> {
  if (!call.consent.announced) await setCall(db, call, { consent: { ...call.consent, announced: true } });
}

/**
 * Places that were stated and an answer that was given. `person` null = the caller's own key. Who answers was told, so an
 * answer counts as announced; "no" stops what runs. After it only an agent starts again, and only with a later "yes".
 */
export async function answerConsent(
  parts: VoiceParts,
  person: string | null,
  asked: Pick<Extract<Act, { kind: 'consent' }>, 'callId' | 'places' | 'answer'>,
): Promise<Ordered> {
  const org = orgOf(parts);
  const stated = asked.places.filter((place) => placeCode.safeParse(place).success);
  if (stated.length < asked.places.length) return { refused: 'invalid', work: null };
  const now = await inTransaction(parts.pool, async (db): Promise<Consent | null> => {
    const call = await liveCallOf(db, org, asked.callId);
    if (call === null || call.phase === 'ended') return null;
    const who = { number: call.number, accountId: call.account_id };
    // What was stated before stays: a place is added, not taken away.
    const places = [...new Set([...call.consent.places, ...stated])];
    const answer = asked.answer ?? call.consent.answer;
    const consent: Consent = {
      ...(await decide(db, org, who, places)),
      announced: call.consent.announced || asked.answer !== null,
      answer,
    };
    await setCall(db, call, { consent });
    await changedCall(db, org, call.id);
    return consent;
  });
  if (now === null) return { refused: 'call-state', work: null };
  if (mayRecord(now)) return startIfAllowed(parts, asked.callId);
  return orderRecording(parts, person, asked.callId, { to: 'stop', reason: null });
}
