// Holds a call against what the carrier has: legs that went without a word, or came, or are held otherwise than we say.
import { isLive, type Leg } from './carrier.ts';
import { heldNow, left, meetIn, type LeftWhy } from './calls.ts';
import type { VoiceParts } from './parts.ts';
import { conferenceName, isHere, isThere, type CallRow, type PartyRow } from './store.ts';
import type { Effect } from './tasks.ts';
import { partyById, type Turn } from './turn.ts';

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const whyOf = (status: string): LeftWhy =>
  status === 'busy' || status === 'no-answer' ? status : status === 'completed' ? null : 'failed';

const isSame = (before: readonly PartyRow[], party: PartyRow): boolean =>
  before.some(
    (one) =>
      one.id === party.id && one.state === party.state && one.since.getTime() === party.since.getTime(),
  );

/** An agent is there for a caller who is on the line and still elsewhere, and nobody is about to bring them. */
async function bringAgain(turn: Turn, party: PartyRow): Promise<void> {
  const agent = turn.parties.some((one) => one.id !== 'caller' && isHere(one));
  if (party.id !== 'caller' || isHere(party) || turn.call.phase !== 'talking' || !agent) return;
  const open = await turn.db.query(
    `select 1 from voice_task where org_id = $1 and call_id = $2 and kind = 'bring' and done_at is null limit 1`,
    [turn.org, turn.call.id],
  );
  if (open.rowCount === 0) await turn.task('bring', { again: true });
}

/** @param joined given, so that this and `effects.ts` need no circle */
export async function compare(
  parts: VoiceParts,
  call: CallRow,
  parties: readonly PartyRow[],
  joined: (turn: Turn, party: PartyRow, legSid: string | null) => Promise<void>,
): Promise<Effect> {
  const { carrier } = parts.voice;
  const checked = async (turn: Turn): Promise<void> => turn.set({ checked_at: turn.now });
  if (call.phase === 'ended') return { outcome: 'done', apply: checked };
  const told = await carrier.legs(conferenceName(call.id));
  if (!told.ok && told.why !== 'gone') return { outcome: 'silent', code: told.code };
  const legs: Leg[] = told.ok ? told.value : [];
  const legOf = (party: PartyRow): Leg | null =>
    legs.find((leg) => leg.label === party.id || (party.leg_sid !== null && leg.callSid === party.leg_sid)) ??
    null;
  const seen: { id: string; leg: Leg | null; status: string | null }[] = [];
  for (const party of parties.filter(isThere)) {
    const leg = legOf(party);
    const live = leg !== null && isLive(leg);
    if (live || party.leg_sid === null) {
      seen.push({ id: party.id, leg: live ? leg : null, status: null });
      continue;
    }
    const status = await carrier.callStatus(party.leg_sid);
    if (!status.ok && status.why !== 'gone') return { outcome: 'silent', code: status.code };
    seen.push({ id: party.id, leg: null, status: status.ok ? status.value : 'completed' });
  }
  // Nobody's, or of somebody who was given up while it was being made.
  const strangers = legs.filter(
    (leg) => isLive(leg) && !parties.some((party) => isThere(party) && legOf(party) === leg),
  );
  return {
    outcome: 'done',
    async apply(turn) {
      await checked(turn);
      // Something else has become of the call since it was looked at: what was read is not so any more.
      if (turn.call.phase !== call.phase) return;
      const newest = legs[0]?.conferenceSid;
      if (newest !== undefined) await meetIn(turn, newest);
      for (const { id, leg, status } of seen) {
        const party = partyById(turn, id);
        if (party === null || !isThere(party) || !isSame(parties, party)) continue;
        if (leg?.status === 'connected') {
          if (!isHere(party)) await joined(turn, party, leg.callSid);
          const kind = turn.call.held_kind ?? 'hold';
          if ((party.state === 'held') !== leg.hold && isHere(party))
            await heldNow(turn, party, leg.hold, kind, turn.call.held_by);
        } else if (status !== null && over.has(status)) {
          await left(turn, party, whyOf(status), null);
        } else if (leg === null && status !== null) await bringAgain(turn, party);
      }
      for (const leg of strangers) await turn.task('drop-leg', { legSid: leg.callSid });
    },
  };
}
