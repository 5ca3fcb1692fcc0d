// Consent to being recorded (C22): decided when the call comes, again with every place that is stated, ended by a "no" of
// caller or agent. The call itself never depends on it.
import type { Act } from '#shared/domain/telephony/acts.ts';
import {
  answerAfter,
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
import type { Turn } from './turn.ts';

const mostPlaces = 10;
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

/** Who is in the call, or rung, from outside, beside the caller. */
async function broughtIn(db: Db, call: Pick<CallRow, 'org_id' | 'id'>): Promise<string[]> {
  const found = await db.query<{ number: string | null }>(
    `select number from voice_party where org_id = $1 and call_id = $2 and person_id is null and id <> 'caller'
       and state in ('ringing', 'connected', 'held')`,
    [call.org_id, call.id],
  );
  return found.rows.map((row) => row.number ?? '');
}

async function decide(
  db: Db,
  org: string,
  { number, accountId }: { number: string; accountId: string },
  stated: readonly string[],
  others: readonly string[],
): Promise<Pick<Consent, 'rule' | 'places' | 'tableDate'>> {
  const account = await accountOf(db, org, accountId);
  const own = account === null ? [] : [account.region];
  return ruleFor(await tableOf(db, org), { number, stated, others, own });
}

/** For a call that begins. `announced`: the notice is said to this caller before anybody talks. */
export async function newConsent(
  db: Db,
  org: string,
  call: { number: string; accountId: string },
  announced: boolean,
): Promise<Consent> {
  return { ...(await decide(db, org, call, [], [])), announced, answer: null };
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
    const places = [...new Set([...call.stated_places, ...stated])].slice(0, mostPlaces);
    const answer = asked.answer ?? call.consent.answer;
    const consent: Consent = {
      ...(await decide(db, org, who, places, await broughtIn(db, call))),
      announced: call.consent.announced || asked.answer !== null,
      answer,
    };
    await setCall(db, call, { consent, stated_places: places });
    await changedCall(db, org, call.id);
    return consent;
  });
  return now === null
    ? { refused: 'call-state', work: null }
    : followConsent(parts, person, asked.callId, now);
}

/** Starts what may begin by itself, stops what may not go on. */
export const followConsent = (
  parts: VoiceParts,
  person: string | null,
  callId: string,
  consent: Consent,
): Promise<Ordered> =>
  mayRecord(consent)
    ? startIfAllowed(parts, callId)
    : orderRecording(parts, person, callId, { to: 'stop', reason: null });

/** Before somebody from outside is rung for this call: the strictest party counts, and was not asked yet. */
export async function outsiderComes(turn: Turn): Promise<void> {
  const { call, db, org } = turn;
  const who = { number: call.number, accountId: call.account_id };
  const decided = await decide(db, org, who, call.stated_places, await broughtIn(db, call));
  const answer = answerAfter(decided.rule, call.consent.answer);
  await turn.set({ consent: { ...call.consent, ...decided, answer } });
  await turn.task('record', {});
}
