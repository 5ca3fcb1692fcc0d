// Acts of an agent that are about no call: state, the phone's readiness, a missed call seen.
import { isSound } from '#shared/domain/telephony/agent-step.ts';
import { inTransaction } from '../db/transaction.ts';
import { fine, no, type Acts } from './acts.ts';
import { agentEvent, agentNow } from './agents.ts';
import { endOffer, left, withdrawn } from './calls.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { agentOf, changedPeople, setAgent } from './store.ts';
import { changeCall } from './turn.ts';
import { assignAll, carryOutLater } from './work.ts';

const look = (parts: VoiceParts): void => parts.voice.background.add(assignAll(parts));

export const agentActs: Pick<Acts, 'state' | 'missed-seen' | 'phone' | 'notice-seen'> = {
  async state(parts, person, { wanted }) {
    if (!isSound(wanted)) return no('invalid');
    const org = orgOf(parts);
    await inTransaction(parts.pool, (db) =>
      agentEvent(db, parts, { org, person }, { kind: 'asked', wanted }, parts.clock()),
    );
    if (wanted.state === 'available') look(parts);
    else await withdraw(parts, person, null);
    return fine;
  },
  async 'missed-seen'(parts, person) {
    const org = orgOf(parts);
    await inTransaction(parts.pool, (db) =>
      agentEvent(db, parts, { org, person }, { kind: 'missed-seen' }, parts.clock()),
    );
    look(parts);
    return fine;
  },
  async phone(parts, person, { registered, microphone }) {
    const org = orgOf(parts);
    const ready = await inTransaction(parts.pool, async (db) => {
      const row = await agentOf(db, org, person);
      if (row === null) return false;
      if (row.phone_registered === registered && row.phone_microphone === microphone)
        return registered && microphone;
      await setAgent(db, row, { phone_registered: registered, phone_microphone: microphone });
      await changedPeople(db, org, [person]);
      return registered && microphone && agentNow(row).state === 'available';
    });
    if (ready) look(parts);
    if (!registered || !microphone) await withdraw(parts, person, registered ? 'microphone' : 'phone-gone');
    return fine;
  },
  async 'notice-seen'(parts, person, { noticeId }) {
    const org = orgOf(parts);
    const seen = await parts.pool.query<{ person_id: string | null }>(
      `update voice_notice set seen_at = $3 where org_id = $1 and id = $2 and seen_at is null
         and (person_id = $4 or (person_id is null and exists (
           select 1 from person p where p.org_id = $1 and p.id = $4 and p.role = 'supervisor')))
       returning person_id`,
      [org, noticeId, parts.clock(), person],
    );
    if (seen.rowCount === 1) await changedPeople(parts.pool, org, seen.rows[0]?.person_id ? [person] : null);
    return fine;
  },
};

/** A call that is being offered goes to the next; `why` null = the agent did not miss it, they asked to stop. */
async function withdraw(
  parts: VoiceParts,
  person: string,
  why: 'phone-gone' | 'microphone' | null,
): Promise<void> {
  const found = await parts.pool.query<{ call_id: string; party_id: string }>(
    'select call_id, party_id from voice_offer where org_id = $1 and person_id = $2 and ended_at is null',
    [orgOf(parts), person],
  );
  const offer = found.rows[0];
  if (!offer) return;
  const turned = await changeCall(parts, offer.call_id, async (turn) => {
    const party = turn.parties.find((one) => one.id === offer.party_id && one.state === 'ringing');
    if (!party) return;
    if (why === null) await withdrawn(turn, party, 'line');
    else {
      await endOffer(turn, party, why);
      await left(turn, party, 'failed', 'line');
    }
    if (party.leg_sid !== null) await turn.task('drop-leg', { legSid: party.leg_sid });
  });
  carryOutLater(parts, turned);
}
