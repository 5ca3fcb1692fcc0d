// What the carrier tells of legs and conferences. A telling is a hint: it counts once and in order; where it would hold or
// free somebody, the carrier is asked instead of believed.
import type { FastifyInstance } from 'fastify';
import { joined, left, meetIn, type LeftWhy } from './calls.ts';
import { addHook, firstTime, noSuchCall, uuid, type Told } from './hook.ts';
import { orgOf, type VoiceParts } from './parts.ts';
import { conferenceName, isThere, type AgentRow, type PartyRow } from './store.ts';
import { changeCall, partyById, type Turn } from './turn.ts';
import { conferenceTwiml, hangUpTwiml, heldTwiml, preflightTwiml } from './twiml.ts';
import { carryOutLater } from './work.ts';

const conferenceSid = /^CF[0-9a-f]{32}$/;
const legSid = /^CA[0-9a-f]{32}$/;
const numberOf = (text: string | undefined): number => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : -1);

/** By the leg's id first: a label could be anybody's. */
function partyOfLeg(turn: Turn, fields: Readonly<Record<string, string>>): PartyRow | null {
  const sid = fields['CallSid'] ?? '';
  const byLeg = turn.parties.find((party) => party.leg_sid === sid);
  if (byLeg) return byLeg;
  const byLabel = partyById(turn, fields['ParticipantLabel'] ?? '');
  return byLabel !== null && byLabel.leg_sid === null && legSid.test(sid) ? byLabel : null;
}

async function conference(parts: VoiceParts, { fields, callId }: Told): Promise<null> {
  const meeting = fields['ConferenceSid'] ?? '';
  const n = numberOf(fields['SequenceNumber']);
  const event = fields['StatusCallbackEvent'] ?? '';
  const now = parts.clock();
  const turned = await changeCall(
    parts,
    callId,
    async (turn) => {
      if (fields['FriendlyName'] !== conferenceName(callId) || !conferenceSid.test(meeting)) return;
      if (!(await meetIn(turn, meeting))) return;
      if (event === 'conference-end') {
        if (turn.call.phase !== 'ended') await turn.task('compare', {});
        return;
      }
      const party = partyOfLeg(turn, fields);
      if (party === null) {
        if (event === 'participant-join' && turn.call.phase !== 'ended') await turn.task('compare', {});
        return;
      }
      // Overtaken by a later telling about the same leg.
      if (n <= party.seq) return;
      await turn.setParty(party, { seq: n });
      await legEvent(turn, party, event, fields);
    },
    (db) => firstTime(db, `cf:${meeting}:${n}:${event}`, now),
  );
  if (turned === null) await mustExist(parts, callId);
  carryOutLater(parts, turned);
  return null;
}

async function legEvent(
  turn: Turn,
  party: PartyRow,
  event: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  switch (event) {
    case 'participant-join':
      return joined(turn, party, fields['CallSid'] ?? null);
    case 'participant-leave':
      // A caller on the way back to a queue leaves the conference and stays on the line.
      if (party.id === 'caller' && turn.call.phase === 'waiting') return;
      return left(turn, party, null, null);
    case 'participant-hold':
    case 'participant-unhold':
      if ((party.state === 'held') !== (event === 'participant-hold')) await turn.task('compare', {});
      return;
  }
}

const whys = new Map<string, LeftWhy>([
  ['busy', 'busy'],
  ['no-answer', 'no-answer'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['completed', null],
]);
/** States of a leg that we made. */
async function leg(parts: VoiceParts, { fields, query, callId }: Told): Promise<null> {
  const sid = fields['CallSid'] ?? '';
  const status = fields['CallStatus'] ?? '';
  const now = parts.clock();
  const turned = await changeCall(
    parts,
    callId,
    async (turn) => {
      const party = partyById(turn, query.get('party'));
      if (party === null || !legSid.test(sid)) return;
      if (party.leg_sid === null) await turn.setParty(party, { leg_sid: sid });
      if (party.leg_sid !== sid) return;
      // It is up, and should be in the conference: if that is not told, the carrier is asked.
      if (status === 'in-progress' && party.state === 'ringing')
        await turn.later('compare', { party: party.id });
      const why = whys.get(status);
      if (why === undefined || !isThere(party)) return;
      const machine = (fields['AnsweredBy'] ?? '').startsWith('machine');
      // An agent's phone that says "busy" was declined by its person.
      const said = party.person_id !== null && why === 'busy' ? 'declined' : why;
      await left(
        turn,
        party,
        party.state === 'ringing' ? (machine ? 'machine' : (said ?? 'no-answer')) : null,
        null,
      );
    },
    (db) => firstTime(db, `leg:${sid}:${status}:${fields['SequenceNumber'] ?? ''}`, now),
  );
  if (turned === null) await mustExist(parts, callId);
  carryOutLater(parts, turned);
  return null;
}

/** @throws Refusal 404 when there is no such call; a telling that came before is fine. */
async function mustExist(parts: VoiceParts, callId: string): Promise<void> {
  const found =
    callId === ''
      ? null
      : await parts.pool.query('select 1 from voice_call where org_id = $1 and id = $2', [
          orgOf(parts),
          callId,
        ]);
  if (found?.rowCount !== 1) throw noSuchCall(parts);
}

/** An agent's phone dials: only a call that this very agent has reserved moments ago. */
async function outgoing(parts: VoiceParts, { fields }: Told): Promise<string> {
  const identity = (fields['From'] ?? '').replace(/^client:/, '');
  const sid = fields['CallSid'] ?? '';
  const callId = fields['callId'] ?? '';
  const org = orgOf(parts);
  const agent = await parts.pool.query<AgentRow>(
    'select * from voice_agent where org_id = $1 and identity = $2',
    [org, identity],
  );
  const person = agent.rows[0]?.person_id;
  // The phone looks whether it could call at all: it hears music for half a minute at most and reaches nobody.
  if (person !== undefined && callId === '' && fields['preflight'] === '1') return preflightTwiml(parts);
  if (person === undefined || !legSid.test(sid) || !uuid.test(callId)) {
    parts.log('hook-unknown', { status: 404 });
    return hangUpTwiml(parts);
  }
  const turned = await changeCall(parts, callId, async (turn) => {
    const own = turn.parties.find((party) => party.person_id === person);
    if (own === undefined || turn.call.direction !== 'outgoing') return null;
    if (own.leg_sid === sid) return own.id;
    const { reserved_by: by, reserved_until: until, phase } = turn.call;
    const open = by === person && until !== null && until > turn.now && phase === 'dialling';
    if (!open || own.leg_sid !== null) return null;
    await turn.setParty(own, { leg_sid: sid });
    await turn.set({ reserved_until: null });
    return own.id;
  });
  if (!turned?.value) {
    parts.log('hook-unknown', { status: 403 });
    return hangUpTwiml(parts);
  }
  return conferenceTwiml(parts, callId, turned.value);
}

export function addLegHooks(app: FastifyInstance, parts: VoiceParts): void {
  addHook(app, parts, 'conference', (told) => conference(parts, told));
  addHook(app, parts, 'leg', (told) => leg(parts, told));
  addHook(app, parts, 'outgoing', (told) => outgoing(parts, told));
  addHook(app, parts, 'held', async () => heldTwiml(parts));
}
