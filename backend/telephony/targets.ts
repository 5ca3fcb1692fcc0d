// Where a call can be handed to: a colleague, a queue, a number. What stands against it, what it is called, how it is rung.
import { toE164 } from '#shared/domain/phone/phone.ts';
import { isServiceNumber } from '#shared/domain/telephony/outbound.ts';
import type { TransferTarget } from '#shared/domain/telephony/live.ts';
import type { ActRefusal } from '#shared/protocol/telephony.ts';
import { companyChanged } from './consent.ts';
import { rulesAgainstAdding } from './outbound.ts';
import { nameOf, newPartyId, offerTo } from './routing.ts';
import { sealLabel } from './sealed-words.ts';
import { peopleWith, skillsOf } from './skills.ts';
import { isThere, type PartyRow } from './store.ts';
import type { Turn } from './turn.ts';

/** Why a call may not go there; null = may be tried. A crisis queue's call goes to nobody without its skill. */
export async function against(turn: Turn, target: TransferTarget, own: PartyRow): Promise<ActRefusal | null> {
  const { parts, call, db, org, now } = turn;
  const { queues } = parts.voice.config;
  const atWork = async (people: readonly string[]): Promise<boolean> => {
    const found = await db.query(
      `select 1 from voice_agent where org_id = $1 and person_id = any($2::text[]) and state <> 'offline' limit 1`,
      [org, people],
    );
    return (found.rowCount ?? 0) > 0;
  };
  if (target.kind === 'agent') {
    const skill = queues.find((one) => one.id === call.queue_id)?.skill ?? null;
    if (target.personId === own.person_id) return 'no-such-target';
    const known = await db.query('select 1 from voice_agent where org_id = $1 and person_id = $2', [
      org,
      target.personId,
    ]);
    if (known.rowCount !== 1) return 'no-such-target';
    if (skill === null) return null;
    return ((await skillsOf(db, org, now)).get(target.personId) ?? []).includes(skill)
      ? null
      : 'skill-missing';
  }
  if (target.kind === 'queue') {
    const queue = queues.find((one) => one.id === target.queueId);
    if (!queue) return 'no-such-target';
    if (queue.skill === null) return null;
    return (await atWork(await peopleWith(db, org, queue.skill, now))) ? null : 'skill-missing';
  }
  const number = toE164(target.number);
  if (number === null || isServiceNumber(target.number)) return 'no-such-target';
  const rules = await rulesAgainstAdding(db, parts, call.account_id, number);
  if (rules.length === 0) return null;
  return rules.includes('do-not-call') ? 'outbound-refused' : 'no-such-target';
}

/** Whom an agent brings in is there already, or being rung. */
export function isAdded(turn: Turn, target: TransferTarget): boolean {
  const brought = turn.parties.filter((one) => one.role !== 'caller' && isThere(one));
  if (target.kind === 'agent') return brought.some((one) => one.person_id === target.personId);
  if (target.kind === 'queue')
    return turn.call.wait_role === 'target' && turn.call.wait_queue === target.queueId;
  const number = toE164(target.number);
  return brought.some((one) => one.person_id === null && one.number === number);
}

export async function labelOf(turn: Turn, target: TransferTarget): Promise<string> {
  if (target.kind === 'agent') return nameOf(turn, target.personId);
  // What it is called is sealed with its leg.
  if (target.kind === 'number') return target.number;
  return turn.parts.voice.config.queues.find((one) => one.id === target.queueId)?.label ?? target.queueId;
}

/** Rings the target; null = it cannot be had now. For a queue nobody rings yet: whoever is free is offered it. */
export async function reach(
  turn: Turn,
  target: TransferTarget,
  role: 'agent' | 'target',
  /** Is talked to first, while the caller waits. */
  apart = false,
): Promise<{ party: PartyRow | null } | null> {
  if (target.kind === 'agent') {
    const party = await offerTo(turn, target.personId, role, null);
    return party && { party };
  }
  if (target.kind === 'number') {
    const party = await turn.addParty({
      id: `t${newPartyId(turn.parts).slice(1)}`,
      role: 'target',
      person_id: null,
      label: null,
      number: toE164(target.number),
    });
    await turn.setParty(party, { sealed_label: sealLabel(turn.parts, turn.call.id, target.label) });
    // Who comes straight to the caller was not asked yet: what they may not be on is stopped before they are rung.
    if (!apart) await companyChanged(turn);
    await turn.task('ring-number', { party: party.id });
    return { party };
  }
  if (turn.call.wait_since !== null) return null;
  await turn.set({ wait_queue: target.queueId, wait_since: turn.now, wait_role: role });
  turn.assign = true;
  return { party: null };
}
