// The keys of a call on the live line: answer and mute are the engine's, hold and end the server's. Each only asks; the row
// changes when the one who knows has said so.
import type Database from 'better-sqlite3';
import { mayHappen, type Call, type CallAsk } from '#shared/domain/calls/call.ts';
import type { Act } from '#shared/domain/telephony/acts.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { LiveControl } from '../calls/live-control.ts';
import { liveLine } from './call-log.ts';
import { forgetAct, keepAct } from './kept-acts.ts';
import type { Room } from './room.ts';

/** How long the engine may take to say so, ms. */
const engineMs = { answer: 10_000, mute: 3000 } as const;
/** Until the others are on hold, ms. */
const resumeMs = 22_000;
/** A call whose end nobody confirms is let go of here after this, ms. */
const endMs = 4500;

export function liveControl(room: Room, deps: { core(): Database.Database | null }): LiveControl {
  const { acts, asked, engine, log, turns } = room;
  const stateOf = (callId: string): Call['state'] | null => log.find(callId)?.state ?? null;
  const isOver = (callId: string): boolean =>
    ['wrap-up', 'ended', 'missed'].includes(stateOf(callId) ?? 'ended');
  const already = (callId: string, ask: CallAsk): boolean => asked.asksOf(callId).includes(ask);

  /** Answered while only the server had said that they ring: accepted as soon as the leg is here. */
  const early = new Set<string>();
  room.onSettled(() => {
    for (const callId of early) {
      const leg = engine.leg(callId);
      if (leg === null && stateOf(callId) === 'ringing' && already(callId, 'answer')) continue;
      early.delete(callId);
      if (leg?.state === 'ringing') engine.order({ kind: 'accept', callId });
    }
  });

  function answer(c: Call): Result<null> {
    if (c.state !== 'ringing') return fail('call-state', c.state);
    if (already(c.id, 'answer')) return ok(null);
    if (!engine.registered() && engine.leg(c.id) === null) return fail('engine-absent');
    if (turns.taken(c.id)) return fail('busy');
    if (!engine.present()) return fail('engine-absent');
    asked.ask({
      callId: c.id,
      kind: 'answer',
      ask: 'answer',
      met: () => stateOf(c.id) !== 'ringing',
      code: 'carrier-silent',
      withinMs: engineMs.answer,
    });
    // Who is talked to waits with music before the next one is greeted.
    turns.when(c.id, {
      wanted: () => stateOf(c.id) === 'ringing' && already(c.id, 'answer'),
      refused: (code) => asked.refuse(c.id, 'answer', code),
      go() {
        if (engine.leg(c.id) === null) early.add(c.id);
        else if (!engine.order({ kind: 'accept', callId: c.id }))
          asked.refuse(c.id, 'answer', 'engine-absent');
      },
    });
    return ok(null);
  }
  function hold(c: Call, on: boolean): Result<null> {
    if (!mayHappen(c.state, on ? 'hold' : 'resume')) return fail('call-state', c.state);
    if (!room.fresh()) return fail('telephony-down');
    if (already(c.id, on ? 'hold' : 'resume')) return ok(null);
    if (on) {
      turns.hold(c.id);
      return ok(null);
    }
    if (turns.taken(c.id)) return fail('busy');
    // Shown as asked while the others are put on hold, and by the act itself from then on.
    const done = asked.ask({
      callId: c.id,
      kind: 'hold',
      ask: 'resume',
      met: () => stateOf(c.id) !== 'held',
      code: 'carrier-silent',
      withinMs: resumeMs,
    });
    turns.when(c.id, {
      wanted: () => stateOf(c.id) === 'held' && already(c.id, 'resume'),
      refused: done,
      go() {
        acts.later({ kind: 'hold', callId: c.id, party: null, on: false }, () => stateOf(c.id) === 'active');
        done();
      },
    });
    return ok(null);
  }
  function mute(c: Call, on: boolean): Result<null> {
    if (!mayHappen(c.state, on ? 'mute' : 'unmute')) return fail('call-state', c.state);
    const leg = engine.leg(c.id);
    if (leg === null || leg.state === 'closed' || leg.lost) return fail('engine-absent');
    if (!engine.order({ kind: 'mute', callId: c.id, on })) return fail('engine-absent');
    asked.ask({
      callId: c.id,
      kind: on ? 'mute' : 'unmute',
      ask: on ? 'mute' : 'unmute',
      met: () => engine.leg(c.id)?.muted === on || isOver(c.id),
      code: 'telephony-down',
      withinMs: engineMs.mute,
    });
    return ok(null);
  }
  type End = Extract<Act, { kind: 'end' }>;
  /** In the vault until the server has answered: the caller is not left on the line because it was away. */
  function keep(act: End): () => void {
    const db = deps.core();
    const person = room.person()?.id ?? null;
    if (db === null || person === null) return () => undefined;
    keepAct(db, person, act);
    return () => {
      const open = deps.core();
      if (open !== null) forgetAct(open, person, act);
    };
  }
  function endThere(act: End): void {
    const forget = keep(act);
    void acts.act(act).then((answer) => {
      if (answer.ok || !answer.retryable) forget();
      if (!answer.ok) asked.trouble({ callId: act.callId, what: 'end', act: null }, answer.code);
    });
  }
  /** Ends what is left: with two others in it the agent leaves, else the call is over for all. */
  function end(c: Call): Result<null> {
    if (!mayHappen(c.state, 'hang-up-agent')) return fail('call-state', c.state);
    if (already(c.id, 'end')) return ok(null);
    const live = log.live(c.id);
    const others = live?.parties.filter(
      (p) => !p.self && p.role !== 'supervisor' && (p.state === 'connected' || p.state === 'held'),
    );
    const how = (others?.length ?? 0) > 1 ? 'leave' : 'all';
    const leg = engine.leg(c.id);
    const hasLeg = leg !== null && leg.state !== 'closed';
    // Nobody is there who could confirm it; the server hears of it when it is back.
    if (!room.fresh() && !hasLeg) {
      if (c.state !== 'ringing') keep({ kind: 'end', callId: c.id, how });
      log.letGo(c.id);
      return ok(null);
    }
    const late = (): void => log.letGo(c.id);
    asked.ask({
      callId: c.id,
      kind: 'end',
      ask: 'end',
      met: () => isOver(c.id),
      code: 'carrier-silent',
      withinMs: endMs,
      late,
    });
    if (hasLeg) engine.order({ kind: c.state === 'ringing' ? 'reject' : 'hang-up', callId: c.id });
    if (c.state === 'ringing') acts.later({ kind: 'decline', callId: c.id });
    else endThere({ kind: 'end', callId: c.id, how });
    return ok(null);
  }
  function wrappedUp(c: Call): void {
    const db = deps.core();
    const person = room.person()?.id ?? null;
    if (db === null || person === null || c.disposition === null) return;
    const act = {
      kind: 'wrapped-up' as const,
      callId: c.id,
      disposition: c.disposition,
      reasonCode: c.reasonCode,
    };
    keepAct(db, person, act);
    // After this write was committed.
    setImmediate(() => room.kept.tell(person, act));
  }
  return { name: liveLine, answer, hold, mute, end, wrappedUp, asks: asked.asksOf };
}
