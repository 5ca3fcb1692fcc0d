// Handing a call on: blind, warm, to a colleague, a queue or a number; conference; a party more or less. Step by step, each
// confirmed by the carrier before the next: the caller is never left with nobody because a step failed.
import { maskCards } from '#shared/domain/pan/index.ts';
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { sealOwn } from '../seal/reader.ts';
import { fine, no, type Acts, type ActOf, type Said } from './acts.ts';
import { changeFor } from './acts-begun.ts';
import { answer, mine, refuse, saidBy } from './acts-call.ts';
import { companyChanged } from './consent.ts';
import { handedOver, heldNow, stays, takenBack, toQueue, withdrawn } from './calls.ts';
import type { VoiceParts } from './parts.ts';
import { isHere, isThere, type PartyRow, type StoredTransfer } from './store.ts';
import { against, isAdded, labelOf, reach } from './targets.ts';
import { isHoldOpen } from './tasks.ts';
import { caller, changeCall, partyById, type Turn } from './turn.ts';
import { carryOut } from './work.ts';

async function keepHandover(turn: Turn, act: ActOf<'transfer'>, own: PartyRow): Promise<void> {
  if (act.handover === null) return;
  const fromName = own.label ?? '';
  // Whatever the desk did about card numbers (C24).
  const summary = maskCards(act.handover.summary).text.slice(0, 2000);
  const openTasks = act.handover.openTasks.map((task) => maskCards(task).text.slice(0, 200));
  const text = JSON.stringify({ ...act.handover, summary, openTasks, fromName, acceptedAt: null });
  await turn.set({
    handover: sealOwn(turn.parts.sealKeys, turn.call.id, text),
    handover_from: own.person_id,
    handover_seen_at: null,
  });
}

const isOn = (transfer: StoredTransfer | null): boolean =>
  transfer?.state === 'ringing' || transfer?.state === 'consulting';
/** The caller waits with music; what it comes to. */
async function holdFirst(
  parts: VoiceParts,
  callId: string,
  person: string,
  check: (turn: Turn, own: PartyRow) => Promise<ActRefusal | null>,
): Promise<Said> {
  const turned = await changeCall(parts, callId, async (turn) => {
    const own = mine(turn, person);
    if (own === null) return refuse(no('no-call'));
    const refused = await check(turn, own);
    if (refused !== null) return refuse(no(refused));
    const lead = caller(turn);
    if (lead === null || !isHere(lead) || isOn(turn.call.transfer)) return refuse(no('call-state'));
    if (lead.state === 'held' && !(await isHoldOpen(turn, lead))) {
      await heldNow(turn, lead, true, 'consult', own.id);
      return refuse(fine);
    }
    return {
      said: fine,
      task: await turn.task('hold', { party: lead.id, on: true, kind: 'consult', by: own.id }),
    };
  });
  return answer(parts, turned);
}

/** Frees these legs one after the other; the first that isn't confirmed is the answer. */
async function free(parts: VoiceParts, callId: string, ids: readonly string[], by: string): Promise<Said> {
  return hold(parts, callId, ids, false, by);
}
async function hold(
  parts: VoiceParts,
  callId: string,
  ids: readonly string[],
  on: boolean,
  by: string,
): Promise<Said> {
  for (const id of ids) {
    const turned = await changeCall(parts, callId, async (turn) => {
      const party = partyById(turn, id);
      if (party === null || !isHere(party)) return null;
      if ((party.state === 'held') === on && !(await isHoldOpen(turn, party))) return null;
      return turn.task('hold', { party: id, on, kind: 'consult', by });
    });
    if (turned === null || turned.value === null) continue;
    const said = saidBy((await carryOut(parts, turned)).get(turned.value));
    if (said.refused !== null) return said;
  }
  return fine;
}

/** The consultation that this agent leads, with its target; or why there is none. */
async function consultation(
  parts: VoiceParts,
  callId: string,
  person: string,
): Promise<{ own: string; target: string; callerHeld: boolean } | ActRefusal> {
  const turned = await changeCall(parts, callId, async (turn) => {
    const own = mine(turn, person);
    if (own === null) return 'no-call' as const;
    const { transfer } = turn.call;
    const target = partyById(turn, transfer?.partyId ?? null);
    const lead = caller(turn);
    if (transfer?.state !== 'consulting' || transfer.by !== own.id || target === null || !isHere(target))
      return 'call-state' as const;
    // Being taken out: nothing is begun anew with somebody who is about to go.
    if (target.leaving) return 'call-state' as const;
    if (lead === null || !isHere(lead)) return 'call-state' as const;
    return { own: own.id, target: target.id, callerHeld: lead.state === 'held' };
  });
  return turned?.value ?? 'no-call';
}

/**
 * The caller and whoever was consulted, off hold one after the other. What may not run with the two of them is stopped
 * before, and goes on where they were not brought together.
 */
async function together(parts: VoiceParts, callId: string, found: { own: string; target: string }) {
  const join = async (joining: boolean): Promise<void> => {
    const turned = await changeCall(parts, callId, async (turn) => {
      const { transfer } = turn.call;
      if (transfer?.state !== 'consulting' || transfer.partyId !== found.target) return;
      await turn.set({ transfer: { ...transfer, joining } });
      await companyChanged(turn);
    });
    if (turned !== null) await carryOut(parts, turned);
  };
  await join(true);
  const freed = await free(parts, callId, ['caller', found.target], found.own);
  if (freed.refused !== null) await join(false);
  return freed;
}

export const transferActs: Pick<
  Acts,
  | 'transfer'
  | 'transfer-complete'
  | 'transfer-cancel'
  | 'swap'
  | 'conference'
  | 'add'
  | 'remove'
  | 'handover-seen'
> = {
  async transfer(parts, person, act, requestId) {
    const { callId, how, target } = act;
    const toLine = how === 'blind' && target.kind === 'queue';
    if (!toLine) {
      const held = await holdFirst(parts, callId, person, (turn, own) => against(turn, target, own));
      if (held.refused !== null) return held;
    }
    const turned = await changeFor(parts, callId, requestId, async (turn) => {
      const own = mine(turn, person);
      const lead = caller(turn);
      if (own === null) return refuse(no('no-call'));
      if (lead === null || !isHere(lead) || isOn(turn.call.transfer)) return refuse(no('call-state'));
      const refused = toLine ? await against(turn, target, own) : null;
      if (refused !== null) return refuse(no(refused));
      const transfer: StoredTransfer = {
        kind: how,
        label: (await labelOf(turn, target)).slice(0, 120),
        state: 'ringing',
        partyId: null,
        since: turn.now.toISOString(),
        why: null,
        by: own.id,
        toQueue: target.kind === 'queue' ? target.queueId : null,
      };
      if (toLine && target.kind === 'queue') {
        await keepHandover(turn, act, own);
        await turn.setParty(own, { leaving: true, transferred: 'blind' });
        await turn.set({ transfer: { ...transfer, state: 'completed' } });
        await toQueue(turn, target.queueId, false);
        return { said: fine, task: await turn.task('drop', { party: own.id }) };
      }
      const reached = await reach(turn, target, how === 'warm' ? 'target' : 'agent', how === 'warm');
      if (reached === null) {
        // Nobody is there to talk to: the caller is not left with music.
        await turn.task('hold', { party: 'caller', on: false, kind: 'consult', by: own.id });
        return refuse(no('no-such-target'));
      }
      await keepHandover(turn, act, own);
      await turn.set({ transfer: { ...transfer, partyId: reached.party?.id ?? null } });
      if (how === 'warm') return refuse(fine);
      await turn.setParty(own, { leaving: true, transferred: 'blind' });
      const data = { party: own.id, handedTo: reached.party?.id ?? null };
      return { said: fine, task: await turn.task('drop', data) };
    });
    return answer(parts, turned);
  },

  async 'transfer-complete'(parts, person, { callId }, requestId) {
    const found = await consultation(parts, callId, person);
    if (typeof found === 'string') return no(found);
    const freed = await together(parts, callId, found);
    if (freed.refused !== null) return freed;
    const turned = await changeFor(parts, callId, requestId, async (turn) => {
      const own = partyById(turn, found.own);
      const target = partyById(turn, found.target);
      if (own === null || target === null || !isHere(target) || turn.call.transfer?.state !== 'consulting')
        return refuse(no('call-state'));
      await turn.setParty(own, { leaving: true, transferred: 'warm' });
      await handedOver(turn, target);
      return { said: fine, task: await turn.task('drop', { party: own.id }) };
    });
    return answer(parts, turned);
  },

  async 'transfer-cancel'(parts, person, { callId }, requestId) {
    let by = '';
    const turned = await changeFor(parts, callId, requestId, async (turn) => {
      const own = mine(turn, person);
      const { transfer } = turn.call;
      if (own === null) return refuse(no('no-call'));
      if (transfer === null || transfer.by !== own.id || transfer.state === 'completed')
        return refuse(no('call-state'));
      by = own.id;
      await stays(turn, own);
      const target = partyById(turn, transfer.partyId);
      if (target !== null && isThere(target)) {
        await turn.setParty(target, { leaving: true });
        // Who is in the call is gone when the carrier has said so: until then the caller hears music and not the two.
        if (isHere(target)) {
          await turn.set({ transfer: { ...transfer, ending: true } });
          return { said: fine, task: await turn.task('drop', { party: target.id }) };
        }
        await turn.set({ transfer: { ...transfer, state: 'cancelled' } });
        if (target.leg_sid !== null) await turn.task('drop-leg', { legSid: target.leg_sid });
        await withdrawn(turn, target);
      }
      return { said: fine, task: await takenBack(turn, transfer) };
    });
    const said = await answer(parts, turned);
    // Freed as the target went; the answer is what came of that.
    return said.refused === null ? free(parts, callId, ['caller'], by) : said;
  },

  async swap(parts, person, { callId }) {
    const found = await consultation(parts, callId, person);
    if (typeof found === 'string') return no(found);
    const { own, target, callerHeld } = found;
    const [waits, talks] = callerHeld ? [target, 'caller'] : ['caller', target];
    // First the one who is to wait: never both at once by accident.
    const held = await hold(parts, callId, [waits], true, own);
    return held.refused === null ? free(parts, callId, [talks], own) : held;
  },

  async conference(parts, person, { callId }) {
    const found = await consultation(parts, callId, person);
    if (typeof found === 'string') return no(found);
    const freed = await together(parts, callId, found);
    if (freed.refused !== null) return freed;
    await changeCall(parts, callId, async (turn) => {
      if (turn.call.transfer?.state === 'consulting') await turn.set({ transfer: null });
    });
    return fine;
  },

  async add(parts, person, { callId, target }) {
    const turned = await changeCall(parts, callId, async (turn) => {
      const own = mine(turn, person);
      if (own === null) return refuse(no('no-call'));
      if (turn.call.phase !== 'talking' || turn.parties.filter(isThere).length >= 10)
        return refuse(no('call-state'));
      const refused = await against(turn, target, own);
      if (refused !== null) return refuse(no(refused));
      // Asked again: they are rung already.
      if (isAdded(turn, target)) return refuse(fine);
      return refuse((await reach(turn, target, 'target')) === null ? no('no-such-target') : fine);
    });
    return answer(parts, turned);
  },

  async remove(parts, person, { callId, party: id }) {
    const turned = await changeCall(parts, callId, async (turn) => {
      const own = mine(turn, person);
      if (own === null) return refuse(no('no-call'));
      const party = partyById(turn, id);
      if (party === null || party.id === own.id) return refuse(no('no-such-party'));
      if (!isThere(party)) return refuse(fine);
      await turn.setParty(party, { leaving: true });
      if (party.state === 'ringing' && party.person_id !== null) {
        if (party.leg_sid !== null) await turn.task('drop-leg', { legSid: party.leg_sid });
        await withdrawn(turn, party);
        return refuse(fine);
      }
      return { said: fine, task: await turn.task('drop', { party: party.id }) };
    });
    return answer(parts, turned);
  },

  async 'handover-seen'(parts, person, { callId }) {
    const turned = await changeCall(parts, callId, async (turn) => {
      const own = mine(turn, person);
      if (own === null || turn.call.handover === null)
        return refuse(no(own === null ? 'no-call' : 'call-state'));
      if (turn.call.handover_seen_at === null) await turn.set({ handover_seen_at: turn.now });
      return refuse(fine);
    });
    return answer(parts, turned);
  },
};
