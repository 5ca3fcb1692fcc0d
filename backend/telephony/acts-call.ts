// Acts on a call that the agent has a leg of: decline, hold, end, dial, wrap-up. What the carrier said decides the answer.
import { toE164 } from '#shared/domain/phone/phone.ts';
import { fine, no, type ActOf, type Acts, type Said } from './acts.ts';
import type { Began } from './acts-begun.ts';
import { inTransaction } from '../db/transaction.ts';
import { agentEvent } from './agents.ts';
import { endCall, left } from './calls.ts';
import { newConsent } from './consent.ts';
import { checkDial } from './outbound.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { noRecording } from './recording-state.ts';
import { nameOf, newPartyId } from './routing.ts';
import { isHere, liveCallOf, ownParty, type CallRow, type PartyRow } from './store.ts';
import { isHoldOpen, type TaskOutcome } from './tasks.ts';
import { changeCall, legOfPerson, makeTurn, others, partyById, type Turn, type Turned } from './turn.ts';
import { carryOut, carryOutLater } from './work.ts';

/** How long the engine has to connect a call that was reserved. */
export const reserveMs = 30_000;

export const saidBy = (outcome: TaskOutcome | null | undefined): Said =>
  outcome === 'done' ? fine : outcome === 'failed' ? no('carrier-failed') : no('carrier-silent');

/** The agent's own open leg of this call, or a refusal; inside of the turn. */
export function mine(turn: Turn, person: string): PartyRow | null {
  const own = legOfPerson(turn, person);
  return own !== null && isHere(own) && turn.call.phase !== 'ended' ? own : null;
}

const isSameDial = (call: CallRow, person: string, act: ActOf<'dial'>): boolean =>
  call.direction === 'outgoing' &&
  call.reserved_by === person &&
  call.number === toE164(act.to) &&
  call.dnis === act.callerId &&
  call.account_id === act.accountId;

type Wanted = Began;
export const refuse = (said: Said): Wanted => ({ said, task: null });
/** Carries out what a turn wrote; the answer is what the named task came to, else what the turn said. */
export async function answer(parts: VoiceParts, turned: Turned<Wanted> | null): Promise<Said> {
  if (turned === null) return no('no-call');
  const { said, task } = turned.value;
  if (task === null) {
    carryOutLater(parts, turned);
    return said;
  }
  const outcomes = await carryOut(parts, turned);
  return saidBy(outcomes.get(task));
}

/**
 * The phone hung up before this word came: it was the agent's wish, and meant for the call when nobody else is with the
 * caller. Not when the caller has got another agent since.
 */
async function meantAll(turn: Turn, known: PartyRow): Promise<boolean> {
  const just = known.left_at !== null && turn.now.getTime() - known.left_at.getTime() < meantMs;
  if (!just || known.joined_at === null || known.leaving || known.transferred !== null) return false;
  await turn.setParty(known, { leaving: true, ended_by: 'agent' });
  return !turn.parties.some((one) => one.id !== 'caller' && isHere(one));
}
const meantMs = 30_000;

/** Whether two others at least are really there: who rings, was busy or only listens in talks to nobody. */
const talkOn = (turn: Turn, own: PartyRow): boolean =>
  others(turn, own).filter((one) => isHere(one) && one.role !== 'supervisor').length >= 2;

/** Nobody's wish: the leg goes, whoever else is in the call stays. */
const dropLost = (turn: Turn, gone: PartyRow, legSid: string | null): Promise<string> =>
  isHere(gone) || legSid === null ? turn.task('drop', { party: gone.id }) : turn.task('drop-leg', { legSid });

export const callActs: Pick<Acts, 'decline' | 'hold' | 'end' | 'dial' | 'wrapped-up' | 'wrong-queue'> = {
  async decline(parts, person, { callId }) {
    const turned = await changeCall(parts, callId, async (turn): Promise<Wanted> => {
      const own = legOfPerson(turn, person);
      // One's own dialling is ended, not declined.
      if (own === null || turn.call.phase === 'dialling') return refuse(no('no-call'));
      // It was answered meanwhile, here or by the same person's other key.
      if (own.state !== 'ringing') return refuse(no('call-state'));
      await left(turn, own, 'declined', 'agent');
      if (own.leg_sid !== null) await turn.task('drop-leg', { legSid: own.leg_sid });
      return refuse(fine);
    });
    return answer(parts, turned);
  },

  async hold(parts, person, { callId, party: id, on }) {
    const turned = await changeCall(parts, callId, async (turn): Promise<Wanted> => {
      const own = mine(turn, person);
      if (own === null) return refuse(no('no-call'));
      const party = partyById(turn, id ?? 'caller');
      if (party === null || party.id === own.id) return refuse(no('no-such-party'));
      if (!isHere(party)) return refuse(no('call-state'));
      // An older order may still be on its way, to the contrary: then it is said anew, and the newer one counts.
      if ((party.state === 'held') === on && !(await isHoldOpen(turn, party))) return refuse(fine);
      const task = await turn.task('hold', { party: party.id, on, kind: 'hold', by: own.id });
      return { said: fine, task };
    });
    return answer(parts, turned);
  },

  async end(parts, person, { callId, how, legSid, lost = false }) {
    const turned = await changeCall(parts, callId, async (turn): Promise<Wanted> => {
      const known = await ownParty(turn.db, turn.org, callId, person);
      if (known === null) return refuse(no('no-call'));
      // A leg that the phone lost: only one that was this person's own. Its end is nobody's wish, so the caller stays.
      if (legSid) {
        const gone = turn.parties.find((one) => one.person_id === person && one.leg_sid === legSid);
        if (!gone) return refuse(no('no-such-party'));
        return { said: fine, task: await dropLost(turn, gone, legSid) };
      }
      const own = legOfPerson(turn, person);
      if (turn.call.phase === 'ended') return refuse(fine);
      // The phone does not know which leg it lost: the one that this person has.
      if (lost && own === null) return refuse(fine);
      if (lost && own !== null && turn.call.phase !== 'dialling')
        return { said: fine, task: await dropLost(turn, own, own.leg_sid) };
      if (own === null) {
        if (await meantAll(turn, known)) await endCall(turn, 'agent');
        return refuse(fine);
      }
      if (own.state === 'ringing' && turn.call.phase !== 'dialling') return refuse(no('call-state'));
      // Who would only be left alone was not to be hung up on: that is ended for all, by that word.
      // Nobody has answered yet what this agent dialled: then giving up is the end of it.
      const all = how === 'all' || turn.call.phase === 'dialling';
      if (!all && !talkOn(turn, own)) return refuse(no('nobody-else'));
      await turn.setParty(own, { leaving: true });
      if (all) {
        await endCall(turn, 'agent');
        return { said: fine, task: turn.tasks.at(-1) ?? null };
      }
      return { said: fine, task: await turn.task('drop', { party: own.id }) };
    });
    return answer(parts, turned);
  },

  async dial(parts, person, act) {
    const org = orgOf(parts);
    return inTransaction(parts.pool, async (db): Promise<Said> => {
      const known = await liveCallOf(db, org, act.callId);
      // Asked again because its answer was lost: it was reserved then.
      if (known !== null) return isSameDial(known, person, act) ? fine : no('invalid');
      const checked = await checkDial(db, parts, person, act);
      if (!checked.ok) return no(checked.refused, checked.rules);
      const now = parts.clock();
      const consent = await newConsent(db, org, { number: checked.to, accountId: act.accountId }, false);
      const made = await db.query(
        `insert into voice_call (org_id, id, direction, phase, number, dnis, account_id, created_at, recording, consent,
           callback_id, reserved_by, reserved_until)
         values ($1, $2, 'outgoing', 'dialling', $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing`,
        [
          org,
          act.callId,
          checked.to,
          act.callerId,
          act.accountId,
          now,
          JSON.stringify(noRecording(now)),
          JSON.stringify(consent),
          act.callbackId,
          person,
          new Date(now.getTime() + reserveMs),
        ],
      );
      const call = made.rowCount === 1 ? await liveCallOf(db, org, act.callId) : null;
      // The id is somebody else's.
      if (call === null) return no('invalid');
      const turn = await makeTurn(parts, db, call);
      await turn.addParty({ id: 'caller', role: 'caller', person_id: null, label: null, number: checked.to });
      const label = await nameOf(turn, person);
      await turn.addParty({ id: newPartyId(parts), role: 'agent', person_id: person, label, number: null });
      await agentEvent(db, parts, { org, person }, { kind: 'talking' }, now);
      await turn.tell();
      return fine;
    });
  },

  async 'wrapped-up'(parts, person, { callId, disposition, reasonCode }) {
    const org = orgOf(parts);
    const turned = await changeCall(parts, callId, async (turn): Promise<Wanted> => {
      const own = turn.parties.findLast((one) => one.person_id === person);
      if (!own) return refuse(no('no-call'));
      if (isHere(own) && turn.call.phase !== 'ended') return refuse(no('call-state'));
      if (own.wrapped_at === null)
        await turn.setParty(own, { wrapped_at: turn.now, disposition, reason_code: reasonCode });
      // A newer call's wrap-up is not ended by an older one's form.
      const newer = await turn.db.query(
        `select 1 from voice_party where org_id = $1 and person_id = $2 and call_id <> $3 and joined_at is not null
           and wrapped_at is null and left_at > $4 limit 1`,
        [org, person, callId, own.left_at ?? turn.now],
      );
      if (newer.rowCount === 0) await turn.agent(person, { kind: 'wrapped-up' });
      turn.assign = true;
      return refuse(fine);
    });
    return answer(parts, turned);
  },

  async 'wrong-queue'(parts, person, { callId, queueId }) {
    if (queueId !== null && !parts.voice.config.queues.some((one) => one.id === queueId))
      return no('no-such-target');
    const turned = await changeCall(parts, callId, async (turn): Promise<Wanted> => {
      if (!turn.parties.some((one) => one.person_id === person)) return refuse(no('no-call'));
      await turn.db.query(
        `insert into voice_wrong_queue (org_id, call_id, person_id, queue_id, better_queue_id, at)
         values ($1, $2, $3, $4, $5, $6) on conflict (org_id, call_id, person_id)
         do update set better_queue_id = excluded.better_queue_id, at = excluded.at`,
        [turn.org, callId, person, turn.call.queue_id, queueId, turn.now],
      );
      return refuse(fine);
    });
    return answer(parts, turned);
  },
};
