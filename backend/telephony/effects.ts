// Each kind of task: what is asked of the carrier and what its answer means. An answer that was lost is read back before
// anything is said; what cannot be read back is `silent` and tried again.
import { isLive, type Carrier, type Leg, type Told } from './carrier.ts';
import { heldNow, joined, left, meetIn, notAlone, withdrawn } from './calls.ts';
import { compare } from './compare.ts';
import { followConsent } from './consent.ts';
import { conferenceName, isHere, isThere, type CallRow, type PartyRow } from './store.ts';
import type { Effect, EffectOf, TaskKind } from './tasks.ts';
import { partyById, type Turn } from './turn.ts';
import { conferenceTwiml, enqueueTwiml } from './twiml.ts';

const done: Effect = { outcome: 'done' };
const over = new Set(['completed', 'busy', 'failed', 'no-answer', 'canceled']);
const textOf = (data: Record<string, unknown>, key: string): string => {
  const value = data[key];
  return typeof value === 'string' ? value : '';
};
const carrier = (parts: Parameters<EffectOf>[0]): Carrier => parts.voice.carrier;
/** About half a minute of silence. */
const ringTries = 7;
const find = (parties: readonly PartyRow[], id: string): PartyRow | null =>
  parties.find((party) => party.id === id) ?? null;

/** Makes a leg, or finds the one that an earlier try made. */
async function ring(
  parts: Parameters<EffectOf>[0],
  call: CallRow,
  party: PartyRow,
  to: { address: string; from: string; seconds: number; earlyMedia: boolean },
  tries: number,
): Promise<Effect> {
  const { carrier } = parts.voice;
  const conference = conferenceName(call.id);
  const known = (leg: { callSid: string; conferenceSid: string }): Effect => ({
    outcome: 'done',
    async apply(turn) {
      await meetIn(turn, leg.conferenceSid);
      const row = partyById(turn, party.id);
      if (row === null) return;
      if (row.leg_sid === null) await turn.setParty(row, { leg_sid: leg.callSid });
      // It rings from now on and not since it was offered.
      if (tries > 1) await ringsAnew(turn, row);
      // Given up while it was being made.
      if (!isThere(row) || turn.call.phase === 'ended') await turn.task('drop-leg', { legSid: leg.callSid });
    },
  });
  const byLabel = (legs: readonly Leg[]): Leg | null => legs.find((leg) => leg.label === party.id) ?? null;
  if (tries > 1) {
    const before = await carrier.legs(conference);
    if (!before.ok) return { outcome: 'silent', code: before.code };
    const leg = byLabel(before.value);
    if (leg) return known(leg);
  }
  if (!isThere(party) || call.phase === 'ended') return done;
  const made = await carrier.addLeg({
    conference,
    label: party.id,
    to: to.address,
    from: to.from,
    timeoutSeconds: to.seconds,
    earlyMedia: to.earlyMedia,
    legHook: `/telephony/hook/leg?call=${call.id}&party=${party.id}`,
    conferenceHook: `/telephony/hook/conference?call=${call.id}`,
  });
  if (made.ok) return known(made.value);
  if (made.why === 'silent') {
    const back = await carrier.legs(conference);
    const leg = back.ok ? byLabel(back.value) : null;
    return leg ? known(leg) : { outcome: 'silent', code: made.code };
  }
  return {
    outcome: 'failed',
    code: made.code,
    async apply(turn) {
      const row = partyById(turn, party.id);
      if (row === null) return;
      if (row.person_id === null) return left(turn, row, 'failed', 'line');
      // It never rang: nobody missed it. Offered again with the next look, not at once and for ever.
      await withdrawn(turn, row, 'line');
      turn.assign = false;
    },
  };
}

async function ringsAnew(turn: Turn, party: PartyRow): Promise<void> {
  const until = new Date(turn.now.getTime() + turn.parts.voice.config.offerSeconds * 1000);
  await turn.db.query(
    `update voice_offer set lease_until = $4 where org_id = $1 and call_id = $2 and party_id = $3 and ended_at is null`,
    [turn.org, turn.call.id, party.id, until],
  );
}

/** Ends a leg; one that is over already is fine. */
async function drop(parts: Parameters<EffectOf>[0], legSid: string): Promise<Effect> {
  const { carrier } = parts.voice;
  const ended = await carrier.endCall(legSid);
  if (ended.ok || ended.why === 'gone') return done;
  const status = await carrier.callStatus(legSid);
  if (status.ok && over.has(status.value)) return done;
  if (!status.ok && status.why === 'gone') return done;
  return { outcome: ended.why === 'failed' && status.ok ? 'failed' : 'silent', code: ended.code };
}

/** Sends the caller's leg elsewhere; a caller who is gone is gone. */
async function redirect(
  parts: Parameters<EffectOf>[0],
  parties: readonly PartyRow[],
  twiml: string,
): Promise<Effect> {
  const { carrier } = parts.voice;
  const legSid = find(parties, 'caller')?.leg_sid ?? null;
  if (legSid === null) return { outcome: 'failed', code: 'no-leg' };
  const sent = await carrier.redirect(legSid, twiml);
  if (sent.ok) return done;
  const status = await carrier.callStatus(legSid);
  if (!status.ok && status.why === 'silent') return { outcome: 'silent', code: sent.code };
  if (!status.ok || over.has(status.value))
    return {
      outcome: 'failed',
      code: sent.code,
      async apply(turn) {
        const row = partyById(turn, 'caller');
        if (row) await left(turn, row, null, 'caller');
      },
    };
  // The caller is still there: asked again, also after a refusal, because nobody hears them otherwise.
  return { outcome: 'silent', code: sent.code };
}

export const effects: Record<TaskKind, EffectOf> = {
  'ring-agent': async (parts, call, parties, data, tries) => {
    const party = find(parties, textOf(data, 'party'));
    if (party === null) return done;
    const { config } = parts.voice;
    // The only thing that the engine is told: which of our calls this is.
    const address = `client:${textOf(data, 'identity')}?callId=${call.id}`;
    const to = { address, from: call.dnis, seconds: config.offerSeconds, earlyMedia: false };
    return ring(parts, call, party, to, tries);
  },
  'ring-number': async (parts, call, parties, data, tries) => {
    const party = find(parties, textOf(data, 'party'));
    if (party === null || party.number === null) return done;
    const to = { address: party.number, from: call.dnis, seconds: 45, earlyMedia: true };
    const rung = await ring(parts, call, party, to, tries);
    if (rung.outcome !== 'silent' || tries < ringTries) return rung;
    // Nobody waits for good for somebody of whom nothing is heard; the leg, if there is one, is ended when it is found.
    return {
      ...rung,
      async apply(turn) {
        const row = partyById(turn, party.id);
        if (row?.state === 'ringing' && row.leg_sid === null) await left(turn, row, 'failed', 'line');
      },
    };
  },
  bring: async (parts, call, parties, data, tries) => {
    const agent = parties.some((party) => party.id !== 'caller' && isHere(party));
    // The agent left again in between: the caller stays where they are.
    if (call.phase !== 'talking' || !agent) return done;
    if (tries > 1 || data['again'] === true) {
      // Whoever is in there already is not taken out and put in again.
      const inside = await carrier(parts).legs(conferenceName(call.id));
      if (!inside.ok && inside.why !== 'gone') return { outcome: 'silent', code: inside.code };
      const legSid = find(parties, 'caller')?.leg_sid ?? null;
      const there = inside.ok && inside.value.some((leg) => leg.callSid === legSid && isLive(leg));
      if (there) return { ...done, apply: async (turn) => void (await turn.task('compare', {})) };
    }
    const sent = await redirect(parts, parties, conferenceTwiml(parts, call.id, 'caller'));
    if (sent.outcome !== 'done') return sent;
    return { ...sent, apply: (turn) => turn.later('compare', { party: 'caller' }) };
  },
  enqueue: async (parts, call, parties) => {
    if (call.phase !== 'waiting') return done;
    return redirect(parts, parties, enqueueTwiml(parts, call));
  },
  hold: async (parts, call, parties, data, tries) => {
    const { carrier } = parts.voice;
    const party = find(parties, textOf(data, 'party'));
    const on = data['on'] === true;
    if (party === null || !isHere(party) || party.leg_sid === null || call.conference_sid === null)
      return { outcome: 'failed', code: 'no-leg' };
    // Who asked was told that nobody knows: later it is only found out. A caller is never put on hold by surprise.
    const asked: Told<Leg> =
      on && tries > 1
        ? await carrier.leg(call.conference_sid, party.leg_sid)
        : await carrier.hold(call.conference_sid, party.leg_sid, on);
    const truth =
      asked.ok || asked.why === 'gone' ? asked : await carrier.leg(call.conference_sid, party.leg_sid);
    if (!truth.ok) {
      if (truth.why === 'gone')
        return {
          outcome: 'failed',
          code: truth.code,
          apply: async (turn) => void (await turn.task('compare', {})),
        };
      return { outcome: truth.why, code: truth.code };
    }
    const kind = data['kind'] === 'consult' ? 'consult' : 'hold';
    const by = textOf(data, 'by') || null;
    return {
      outcome: truth.value.hold === on ? 'done' : asked.ok || asked.why === 'failed' ? 'failed' : 'silent',
      code: asked.ok ? 'not-so' : asked.code,
      async apply(turn) {
        const row = partyById(turn, party.id);
        if (row) await heldNow(turn, row, truth.value.hold, kind, by);
      },
    };
  },
  drop: async (parts, _call, parties, data) => {
    const party = find(parties, textOf(data, 'party'));
    if (party === null) return done;
    if ('handedTo' in data && isHere(party)) {
      // Not before whoever is to have the caller is being rung.
      if (!party.leaving) return { outcome: 'failed', code: 'stays' };
      const target = find(parties, textOf(data, 'handedTo'));
      if (target?.state === 'ringing' && target.leg_sid === null)
        return { outcome: 'silent', code: 'not-rung-yet' };
    }
    // Not known yet at the carrier: whoever learns its id sees that it was given up and ends it.
    const ended = party.leg_sid === null ? done : await drop(parts, party.leg_sid);
    if (ended.outcome === 'failed' && party.leaving && party.transferred === null)
      return {
        ...ended,
        // Refused, and the leg is there: whoever was to go is still in the call.
        async apply(turn) {
          const row = partyById(turn, party.id);
          if (!row || !isThere(row)) return;
          await turn.setParty(row, { leaving: false });
          const { transfer } = turn.call;
          if (transfer?.partyId === row.id) await turn.set({ transfer: { ...transfer, ending: false } });
        },
      };
    // Nobody's to ask again: the call has gone on without this leg.
    if (ended.outcome !== 'done') return { ...ended, outcome: 'silent' };
    return {
      outcome: 'done',
      async apply(turn) {
        const row = partyById(turn, party.id);
        if (row) await left(turn, row, null, null);
      },
    };
  },
  'drop-leg': async (parts, _call, _parties, data) => {
    const ended = await drop(parts, textOf(data, 'legSid'));
    // It is nobody's any more and still hears: asked again until it is over, also after a refusal.
    return ended.outcome === 'done' ? ended : { ...ended, outcome: 'silent' };
  },
  'end-all': async (parts, call, parties, data) => {
    const { carrier } = parts.voice;
    if (call.conference_sid !== null) {
      const ended = await carrier.endConference(call.conference_sid);
      if (!ended.ok && ended.why === 'silent') return { outcome: 'silent', code: ended.code };
    }
    // Legs that were ringing or queued are in no conference.
    for (const party of parties.filter((one) => one.leg_sid !== null && one.id !== textOf(data, 'keep'))) {
      const ended = await drop(parts, party.leg_sid ?? '');
      if (ended.outcome !== 'done') return { ...ended, outcome: 'silent' };
    }
    return done;
  },
  alone: async () => ({ outcome: 'done', apply: notAlone }),
  record: async (parts, call) => {
    await (
      await followConsent(parts, null, call.id, call.consent)
    ).work;
    return done;
  },
  compare: async (parts, call, parties, data) => {
    // Asked for the sake of one leg that has been heard of since.
    const about = find(parties, textOf(data, 'party'));
    if (about !== null && about.state !== 'ringing') return done;
    return compare(parts, call, parties, joined);
  },
};
