// Consent to being recorded (C22): decided when the call comes, again with every place that is stated, ended by a "no" of
// caller or agent. The call itself never depends on it.
import type { Act } from '#shared/domain/telephony/acts.ts';
import {
  consentTable,
  isUnasked,
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
import {
  callOf,
  changedCall,
  isHere,
  isThere,
  liveCallOf,
  partiesOf,
  setCall,
  type CallRow,
  type Db,
  type PartyRow,
} from './store.ts';
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

/** Somebody from outside, beside the caller. */
const isOutsider = (party: PartyRow): boolean => party.person_id === null && party.id !== 'caller';
/**
 * Who is with the caller, or is rung to be. Whoever is consulted is not, as long as the caller waits: on the caller's leg,
 * which is what is recorded, nothing of it is heard.
 */
function withCaller({ transfer }: Pick<CallRow, 'transfer'>, parties: readonly PartyRow[]): PartyRow[] {
  const apart =
    transfer?.kind === 'warm' &&
    (transfer.state === 'ringing' || transfer.state === 'consulting') &&
    transfer.joining !== true;
  return parties.filter(
    (party) => isOutsider(party) && isThere(party) && !(apart && party.id === transfer.partyId),
  );
}
const numbersOf = (parties: readonly PartyRow[]): string[] => parties.map((party) => party.number ?? '');

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
    const parties = await partiesOf(db, org, call.id);
    const others = withCaller(call, parties);
    const decided = await decide(db, org, who, places, numbersOf(others));
    // Whoever is there was asked with the caller; who still rings was not.
    const here = asked.answer === 'yes' ? parties.filter((one) => isOutsider(one) && isHere(one)) : [];
    const agreed = [...new Set([...(call.consent.agreed ?? []), ...here.map((one) => one.id)])].slice(-12);
    const unasked = isUnasked(decided.rule, others, agreed);
    const consent: Consent = {
      ...decided,
      announced: call.consent.announced || asked.answer !== null,
      answer,
      agreed,
      unasked,
      goesOn: answer !== 'no' && (await goesOn(db, call, unasked)),
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
export async function followConsent(
  parts: VoiceParts,
  person: string | null,
  callId: string,
  consent: Consent,
): Promise<Ordered> {
  if (mayRecord(consent)) return startIfAllowed(parts, callId);
  // A pause that is confirmed records nobody, and stays what it was for whoever may resume it then.
  if (consent.unasked === true && consent.answer !== 'no') {
    const call = await callOf(parts.pool, orgOf(parts), callId);
    if (call?.recording.state === 'paused') return { refused: null, work: null };
  }
  return orderRecording(parts, person, callId, { to: 'stop', reason: null });
}

/** Whether it runs now, or ran until somebody came: then it goes on without them. */
async function goesOn(db: Db, { org_id: org, id, consent }: CallRow, unasked: boolean): Promise<boolean> {
  if (!unasked || consent.unasked === true) return consent.goesOn === true;
  const found = await db.query(
    `select 1 from voice_recording where org_id = $1 and call_id = $2 and wanted = 'on'`,
    [org, id],
  );
  return (found.rowCount ?? 0) > 0;
}

/**
 * Somebody from outside comes to the caller, or is gone: looked at before they are rung, before a consultation is made one
 * call, and as they leave. The caller's own answer is theirs and stays.
 */
export async function companyChanged(turn: Turn): Promise<void> {
  const { call, db, org } = turn;
  if (call.phase === 'ended') return;
  const before = call.consent;
  const others = withCaller(call, turn.parties);
  const who = { number: call.number, accountId: call.account_id };
  const decided = await decide(db, org, who, call.stated_places, numbersOf(others));
  const unasked = isUnasked(decided.rule, others, before.agreed ?? []);
  const consent = { ...before, ...decided, unasked, goesOn: await goesOn(db, call, unasked) };
  await turn.set({ consent });
  if (mayRecord(before) !== mayRecord(consent)) await turn.task('record', {});
}
