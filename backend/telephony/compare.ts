// Holds a call against what the carrier has: legs that went without a word, or came, or are held otherwise than we say.
import type { Leg } from './carrier.ts';
import { heldNow, left, meetIn, type LeftWhy } from './calls.ts';
import type { VoiceParts } from './parts.ts';
import { conferenceName, isHere, isThere, type CallRow, type PartyRow } from './store.ts';
import type { Effect } from './tasks.ts';
import { partyById, type Turn } from './turn.ts';

const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const whyOf = (status: string): LeftWhy =>
  status === 'busy' || status === 'no-answer' ? status : status === 'completed' ? null : 'failed';

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
    const live = leg !== null && leg.status !== 'complete' && leg.status !== 'failed';
    if (live || party.leg_sid === null) {
      seen.push({ id: party.id, leg: live ? leg : null, status: null });
      continue;
    }
    const status = await carrier.callStatus(party.leg_sid);
    if (!status.ok && status.why !== 'gone') return { outcome: 'silent', code: status.code };
    seen.push({ id: party.id, leg: null, status: status.ok ? status.value : 'completed' });
  }
  const strangers = legs.filter(
    (leg) =>
      leg.status !== 'complete' && leg.status !== 'failed' && !parties.some((party) => legOf(party) === leg),
  );
  return {
    outcome: 'done',
    async apply(turn) {
      await checked(turn);
      const newest = legs[0]?.conferenceSid;
      if (newest !== undefined) await meetIn(turn, newest);
      for (const { id, leg, status } of seen) {
        const party = partyById(turn, id);
        if (party === null || !isThere(party)) continue;
        if (leg?.status === 'connected') {
          if (!isHere(party)) await joined(turn, party, leg.callSid);
          const kind = turn.call.held_kind ?? 'hold';
          if ((party.state === 'held') !== leg.hold && isHere(party))
            await heldNow(turn, party, leg.hold, kind, turn.call.held_by);
        } else if (status !== null && over.has(status)) {
          await left(turn, party, whyOf(status), null);
        }
      }
      for (const leg of strangers) await turn.task('drop-leg', { legSid: leg.callSid });
    },
  };
}
