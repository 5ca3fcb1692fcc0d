// What becomes of a call when a leg comes, goes, is held or fails: the same whether a webhook, an answer of the carrier or
// a comparison with it said so. Every function may be told the same thing twice.
import { companyChanged } from './consent.ts';
import { gaveUp, servedNow } from './gave-up.ts';
import { recordingOver } from './recording.ts';
import type { PartyRow, EndedBy, StoredTransfer } from './store.ts';
import { isHere, isThere } from './store.ts';
import { caller, others, partyById, type Turn } from './turn.ts';

const stretch = (from: Date, to: Date): number => Math.max(0, (to.getTime() - from.getTime()) / 1000);
/** Who talks to the caller: agents and whoever they brought. */
const helpers = (turn: Turn): PartyRow[] =>
  turn.parties.filter((party) => party.id !== 'caller' && isThere(party));

/** The caller waits with music, or not any more; counted on the leg of who asked. */
export async function heldNow(
  turn: Turn,
  party: PartyRow,
  held: boolean,
  kind: 'hold' | 'consult',
  by: string | null,
): Promise<void> {
  if (!isHere(party)) return;
  const state = held ? 'held' : 'connected';
  if (party.state !== state) await turn.setParty(party, { state, since: turn.now });
  if (party.id !== 'caller') return;
  const { call } = turn;
  if (held && call.held_since !== null && (call.held_kind !== kind || call.held_by !== by))
    await closeHold(turn);
  if (held && turn.call.held_since === null)
    await turn.set({ held_since: turn.now, held_kind: kind, held_by: by });
  if (!held) await closeHold(turn);
}
export async function closeHold(turn: Turn): Promise<void> {
  const { held_since: since, held_kind: kind, held_by: by } = turn.call;
  if (since === null) return;
  const party = partyById(turn, by);
  const seconds = stretch(since, turn.now);
  if (party && kind === 'hold') await turn.setParty(party, { held_seconds: party.held_seconds + seconds });
  if (party && kind === 'consult')
    await turn.setParty(party, { consult_seconds: party.consult_seconds + seconds });
  await turn.set({ held_since: null, held_kind: null, held_by: null });
}

/** Whoever held the caller goes; a caller who is still held is another's now, or nobody's. */
async function passHold(turn: Turn, gone: PartyRow): Promise<void> {
  const kind = turn.call.held_kind;
  await closeHold(turn);
  if (gone.id === 'caller' || kind === null || caller(turn)?.state !== 'held') return;
  const heir = helpers(turn).find((one) => one.id !== gone.id && one.person_id !== null && isHere(one));
  await turn.set({ held_since: turn.now, held_kind: kind, held_by: heir?.id ?? null });
}

/** Newer conferences replace older ones; false = this one is older. */
export async function meetIn(turn: Turn, conferenceSid: string): Promise<boolean> {
  const { call } = turn;
  if (call.conference_sid === conferenceSid) return true;
  if (call.old_conferences.includes(conferenceSid)) return false;
  const old = call.conference_sid === null ? [] : [call.conference_sid];
  await turn.set({
    conference_sid: conferenceSid,
    old_conferences: [...call.old_conferences, ...old].slice(-20),
  });
  // Sequence numbers begin again.
  for (const party of turn.parties) if (party.seq !== -1) await turn.setParty(party, { seq: -1 });
  return true;
}

const nobodyWaits = { wait_queue: null, wait_since: null, wait_role: null } as const;

/** A leg is in the conference. */
export async function joined(turn: Turn, party: PartyRow, legSid: string | null): Promise<void> {
  const { call } = turn;
  if (call.phase === 'ended' || !isThere(party)) {
    // It came after it was given up: nobody expects it any more.
    const sid = legSid ?? party.leg_sid;
    if (sid !== null) await turn.task('drop-leg', { legSid: sid });
    return;
  }
  // Told late, or read before it was so: a caller who waits is on the way out of the conference.
  if (isHere(party) || (party.id === 'caller' && call.phase === 'waiting')) return;
  await turn.setParty(party, {
    state: 'connected',
    since: turn.now,
    joined_at: party.joined_at ?? turn.now,
    leg_sid: legSid ?? party.leg_sid,
  });
  const lead = caller(turn);
  if (party.id === 'caller') {
    await turn.set({ phase: 'talking', answered_at: call.answered_at ?? turn.now });
    await servedNow(turn);
    await turn.task('record', {});
    return;
  }
  const waited = call.phase === 'waiting';
  if (party.person_id !== null) {
    if (await endOffer(turn, party, 'answered')) await turn.set(nobodyWaits);
    await turn.agent(party.person_id, { kind: 'talking' });
  }
  if (call.transfer?.partyId === party.id) return targetJoined(turn, party);
  if (lead === null || lead.state !== 'ringing') return;
  if (call.direction === 'outgoing' && call.phase === 'dialling') {
    if (lead.leg_sid === null) await turn.task('ring-number', { party: 'caller' });
    return;
  }
  if (!waited) return;
  await turn.set({ ...nobodyWaits, phase: 'talking', answered_at: call.answered_at ?? turn.now });
  await turn.task('bring', {});
}

async function targetJoined(turn: Turn, party: PartyRow): Promise<void> {
  const { transfer } = turn.call;
  if (transfer === null || transfer.state !== 'ringing') return;
  const agent = partyById(turn, transfer.by);
  if (transfer.kind === 'warm' && agent !== null && isHere(agent)) {
    await turn.set({ transfer: { ...transfer, state: 'consulting', since: turn.now.toISOString() } });
    return;
  }
  await handedOver(turn, party);
}
/** The target has the caller now. */
export async function handedOver(turn: Turn, target: PartyRow): Promise<void> {
  const { transfer } = turn.call;
  if (transfer === null) return;
  await turn.set({ transfer: { ...transfer, state: 'completed', since: turn.now.toISOString() } });
  if (target.role === 'target' && target.person_id !== null) await turn.setParty(target, { role: 'agent' });
  if (target.person_id === null) await companyChanged(turn);
  const held = turn.parties.filter(
    (one) => one.state === 'held' && (one.id === 'caller' || one.id === target.id),
  );
  for (const one of held) await turn.task('hold', { party: one.id, on: false, kind: 'consult', by: null });
}

export type LeftWhy = 'busy' | 'no-answer' | 'failed' | 'declined' | 'machine' | null;
/** A leg is over, or never came. `by` null = nobody said who ended it. */
export async function left(turn: Turn, party: PartyRow, why: LeftWhy, by: EndedBy | null): Promise<void> {
  if (!isThere(party)) return;
  const rang = party.state === 'ringing';
  const { call } = turn;
  const lead = party.id === 'caller';
  const endedBy: EndedBy =
    by ?? (party.transferred ? 'transfer' : party.leaving ? 'agent' : lead ? 'caller' : 'line');
  if (call.held_by === party.id || lead) await passHold(turn, party);
  if (lead && call.phase === 'waiting' && call.wait_role === 'agent' && endedBy === 'caller')
    await gaveUp(turn);
  await turn.setParty(party, {
    state: rang && !lead ? 'failed' : 'left',
    since: turn.now,
    left_at: turn.now,
    why: rang ? why : null,
    ended_by: endedBy,
  });
  turn.assign = true;
  if (party.person_id !== null) {
    if (rang) await endOffer(turn, party, offerOutcome(why));
    await turn.agent(party.person_id, {
      kind: 'over',
      others: await hasOthers(turn, party.person_id),
      wrapUp: party.joined_at !== null,
    });
  }
  if (call.phase === 'ended') return;
  const { transfer } = turn.call;
  if (transfer?.partyId === party.id && (transfer.state === 'ringing' || transfer.state === 'consulting')) {
    await stays(turn, partyById(turn, transfer.by));
    if (transfer.ending === true) await takenBack(turn, transfer);
    else
      await turn.set({
        transfer: {
          ...transfer,
          state: 'failed',
          since: turn.now.toISOString(),
          why: rang ? (why ?? 'failed') : null,
        },
      });
  }
  const target = partyById(turn, transfer?.partyId ?? null);
  const consulted = transfer?.by === party.id && transfer.state === 'consulting' && transfer.ending !== true;
  if (consulted && target !== null && isHere(target)) await handedOver(turn, target);
  await goOn(turn, party, endedBy);
  // Whoever was not asked is gone.
  if (party.person_id === null && party.id !== 'caller') await companyChanged(turn);
}

/** Handing the call on came to nothing while this agent was still there: they keep it, and their leg stays. */
export async function stays(turn: Turn, agent: PartyRow | null): Promise<void> {
  if (agent !== null && isHere(agent) && agent.transferred !== null)
    await turn.setParty(agent, { leaving: false, transferred: null });
}

/** The target is out of it: the caller is the agent's again, without music. The task that frees them, if they are held. */
export async function takenBack(turn: Turn, transfer: StoredTransfer): Promise<string | null> {
  const { call } = turn;
  await turn.set({
    ...(call.wait_role === 'target' ? nobodyWaits : {}),
    transfer: { ...transfer, ending: false, state: 'cancelled', since: turn.now.toISOString() },
    handover: null,
  });
  if (caller(turn)?.state !== 'held') return null;
  return turn.task('hold', { party: 'caller', on: false, kind: 'consult', by: transfer.by });
}

/** Whether the call lives after this leg went; nobody is left alone without somebody being looked for. */
async function goOn(turn: Turn, gone: PartyRow, by: EndedBy): Promise<void> {
  const { call } = turn;
  const rest = others(turn, gone);
  const lead = caller(turn);
  if (gone.id === 'caller') {
    // Those who were brought in may go on without the caller; one alone may not.
    const open = rest.filter(isHere);
    if (open.length < 2)
      await endCall(turn, call.direction === 'outgoing' && gone.joined_at === null ? 'line' : by);
    return;
  }
  if (call.wait_role !== null) return;
  if (helpers(turn).length > 0) return freeForgotten(turn, gone);
  if (lead === null || !isThere(lead)) return void (await endCall(turn, by));
  // Handed to somebody outside, who hung up: that was the end of it.
  const outside = gone.person_id === null && gone.joined_at !== null;
  const handing =
    gone.transferred === 'blind' && call.transfer !== null && call.transfer.state !== 'completed';
  const meant = gone.leaving && !handing;
  // Whoever was dialled and has not answered yet is not made to wait.
  if (meant || outside || call.phase === 'dialling') return void (await endCall(turn, by));
  // A phone hangs up before its desk has said that the agent meant it: a moment for that word to come.
  if (gone.joined_at !== null && !handing) return turn.later('alone', {});
  await toQueue(turn, homeOf(turn), true);
}

/** The queue that this call belongs to; a call that went out, to that of the line which it showed. */
function homeOf(turn: Turn): string | null {
  const { call, parts } = turn;
  if (call.queue_id !== null) return call.queue_id;
  const { lines } = parts.voice.config;
  const line =
    lines.find((one) => one.number === call.dnis) ?? lines.find((one) => one.accountId === call.account_id);
  return line?.queueId ?? null;
}

/** Held by an agent who left, with no other agent there to free them: those who are here talk to each other. */
async function freeForgotten(turn: Turn, gone: PartyRow): Promise<void> {
  const { transfer } = turn.call;
  const here = helpers(turn).filter(isHere);
  const cared = here.some((one) => one.person_id !== null) || transfer?.state === 'ringing';
  if (gone.person_id === null || cared || here.length === 0) return;
  // Handed over in this moment: that frees them already.
  if (transfer?.state === 'completed' && transfer.by === gone.id) return;
  for (const one of turn.parties.filter((party) => party.state === 'held'))
    await turn.task('hold', { party: one.id, on: false, kind: 'hold', by: null });
}

/** Nobody is with the caller, and no wish of anybody's: the caller was not asked to go, so to the front of the queue. */
export async function notAlone(turn: Turn): Promise<void> {
  const { call } = turn;
  const lead = caller(turn);
  const cared = call.phase === 'ended' || call.wait_role !== null || helpers(turn).length > 0;
  if (cared || lead === null || !isThere(lead)) return;
  await turn.notice('call-lost', null);
  await toQueue(turn, homeOf(turn), true);
}

/** The caller waits for an agent of this queue. */
export async function toQueue(turn: Turn, queueId: string | null, front: boolean): Promise<void> {
  const lead = caller(turn);
  if (queueId === null || lead === null || !isThere(lead)) return void (await endCall(turn, 'line'));
  await closeHold(turn);
  if (lead.state !== 'ringing') await turn.setParty(lead, { state: 'ringing', since: turn.now });
  await turn.set({
    phase: 'waiting',
    queue_id: queueId,
    wait_queue: queueId,
    wait_since: front ? (turn.call.queued_at ?? turn.now) : turn.now,
    wait_role: 'agent',
    queued_at: turn.call.queued_at ?? turn.now,
  });
  await turn.task('enqueue', {});
  turn.assign = true;
}

/**
 * For everyone. What the carrier still has of it is ended by a task, but for the leg of party `keep`: it still hears
 * something that ends by itself (a caller who leaves a message).
 */
export async function endCall(turn: Turn, by: EndedBy, keep: string | null = null): Promise<void> {
  const { call } = turn;
  if (call.phase === 'ended') return;
  await closeHold(turn);
  await turn.set({
    phase: 'ended',
    ended_at: turn.now,
    ended_by: by,
    ...nobodyWaits,
    reserved_until: null,
  });
  for (const party of turn.parties.filter(isThere)) {
    const rang = party.state === 'ringing';
    await turn.setParty(party, {
      state: rang && party.id !== 'caller' ? 'failed' : 'left',
      since: turn.now,
      left_at: turn.now,
      ended_by: by,
    });
    if (party.person_id === null) continue;
    await endOffer(turn, party, 'withdrawn');
    await turn.agent(party.person_id, {
      kind: 'over',
      others: await hasOthers(turn, party.person_id),
      wrapUp: party.joined_at !== null,
    });
  }
  const { transfer } = turn.call;
  if (transfer && (transfer.state === 'ringing' || transfer.state === 'consulting'))
    await turn.set({ transfer: { ...transfer, state: 'cancelled', since: turn.now.toISOString() } });
  await recordingOver(turn.db, call, turn.now);
  await turn.task('end-all', { keep });
  turn.assign = true;
}

type Outcome = 'answered' | 'no-answer' | 'declined' | 'phone-gone' | 'microphone' | 'withdrawn';
const offerOutcome = (why: LeftWhy): Outcome =>
  why === 'declined' || why === 'busy' ? 'declined' : why === 'no-answer' ? 'no-answer' : 'phone-gone';

/** Closes the offer of this leg and says to the agent why it went by; false = none was open. */
export async function endOffer(turn: Turn, party: PartyRow, outcome: Outcome): Promise<boolean> {
  const ended = await turn.db.query(
    `update voice_offer set outcome = $4, ended_at = $5
     where org_id = $1 and call_id = $2 and party_id = $3 and ended_at is null`,
    [turn.org, turn.call.id, party.id, outcome, turn.now],
  );
  if (ended.rowCount === 0 || party.person_id === null) return false;
  if (outcome !== 'answered' && outcome !== 'withdrawn')
    await turn.agent(party.person_id, { kind: 'missed', callId: turn.call.id, why: outcome });
  return true;
}

/** An offer that nobody missed: it was taken back, or never rang. */
export async function withdrawn(turn: Turn, party: PartyRow, by: EndedBy = 'agent'): Promise<void> {
  await endOffer(turn, party, 'withdrawn');
  await left(turn, party, null, by);
}

async function hasOthers(turn: Turn, person: string): Promise<boolean> {
  const found = await turn.db.query(
    `select 1 from voice_party p join voice_call c on c.org_id = p.org_id and c.id = p.call_id
     where p.org_id = $1 and p.person_id = $2 and p.call_id <> $3 and p.state in ('connected', 'held')
       and c.phase <> 'ended' limit 1`,
    [turn.org, person, turn.call.id],
  );
  return (found.rowCount ?? 0) > 0;
}
