// The live line's calls in the desk's log: whatever the server and the engine say is looked at together, and what follows from
// it is written as events in one transaction. Each call is one row whichever of the two spoke first (rows 58, 61).
import type Database from 'better-sqlite3';
import { ringing, ringsAgain, type Call } from '#shared/domain/calls/call.ts';
import { afterwards, consulting, follow, here, settled, type Happened } from '#shared/domain/calls/follow.ts';
import type { LiveCall, Snapshot } from '#shared/domain/telephony/live.ts';
import { addEvent, currentCalls, findCall, hasEvent, putCall } from '../calls/store.ts';
import type { Engine } from './engine.ts';
import { createCallMemory } from './call-memory.ts';
import { ringLimit } from './ring-limit.ts';

/** The name of the live line on a call's row. */
export const liveLine = 'live';
/**
 * An earlier ring of a call that came back, missed or talked in, with all that was so then: a row of its own in the log, and
 * none of the line's, so nothing counts or follows it. `endsAt`: it was still being written up until then.
 */
const earlierRing = (c: Call, id: string, endsAt: string): Call => ({
  ...c,
  id,
  line: 'live-ring',
  callerNow: c.callerNow ?? 'queued',
  ...(c.state === 'wrap-up' ? { state: 'ended' as const, wrapUpDoneAt: endsAt } : {}),
});
/** A leg that rings and that the server does not own up to is let go after this, ms. */
const unprovenMs = 4000;

export interface CallLogDeps {
  core(): Database.Database | null;
  engine: Pick<Engine, 'leg' | 'callIds' | 'order' | 'forget'>;
  now(): string;
  monotonic(): number;
  after(ms: number, run: () => void): () => void;
  /** How far the desk's clock is ahead of the backend's, ms. */
  aheadMs(): number;
  uuid(): string;
  person(): string | null;
  endAsked(callId: string): boolean;
  /** What the server says is fresh. */
  fresh(): boolean;
  changed(ids: string[], when: 'rested' | 'now'): void;
  /** More rang than a desk can show. */
  flooded(): void;
  /** A call's end is in the log, told by the server. */
  ended(callId: string): void;
}
interface Written {
  call: Call;
  isNew: boolean;
  /** It rings anew while its last part was being written up: that is over then, at this instant. */
  wrapUpEnds: string | null;
  happened: Happened[];
  earlier: Call | null;
  extra: { kind: 'transfer' | 'carrier-end'; detail: Record<string, unknown> }[];
}
const isOver = (c: Call): boolean => c.state === 'wrap-up' || c.state === 'ended' || c.state === 'missed';
/** Whoever it is that dialled: to the one whom a call is handed to it is a ring, which can be answered and declined. */
const cameHere = (live: LiveCall): boolean =>
  live.offeredAt !== null ||
  (live.phase === 'connected' && live.parties.some((p) => p.self && p.state === 'ringing'));

export function createCallLog(deps: CallLogDeps) {
  let snapshot: Snapshot | null = null;
  const memory = createCallMemory();
  const { known, restored, dialledFrom, unproven, offers } = memory;
  const mayRing = ringLimit(deps.monotonic);

  const liveOf = (callId: string): LiveCall | null =>
    snapshot?.calls.find((c) => c.callId === callId) ?? null;

  /** The row that a call begins with, or null when it isn't to be kept. */
  function begin(live: LiveCall): Call | null {
    const direction = cameHere(live) ? 'incoming' : live.direction;
    const unanswered = direction === 'incoming' && live.answeredAt === null;
    const missedHere = live.phase === 'ended' && unanswered && snapshot?.agent.missed?.callId === live.callId;
    if (live.phase === 'ended' && !missedHere) return null;
    if (!mayRing()) {
      deps.flooded();
      return null;
    }
    return ringing(
      {
        id: live.callId,
        line: liveLine,
        number: live.number,
        dnis: live.dnis,
        accountId: live.accountId,
        rangAt: live.offeredAt === null ? deps.now() : here(live.offeredAt, deps.aheadMs()),
        waitedSeconds: live.waitedSeconds,
      },
      direction,
    );
  }

  /** A call that was missed, handed on or lost and is offered here anew, also while it is still being written up. */
  function again(found: Call, live: LiveCall): Call | null {
    if (live.phase !== 'offered' || live.offeredAt === null) return null;
    if (found.line !== liveLine || !isOver(found)) return null;
    const rangAt = here(live.offeredAt, deps.aheadMs());
    // The ring that was answered is told late.
    if (found.answeredAt !== null && rangAt <= found.answeredAt) return null;
    const last = offers.get(found.id);
    const same =
      last === undefined
        ? Math.abs(Date.parse(rangAt) - Date.parse(found.rangAt)) < 2000
        : last === live.offeredAt;
    return same || !mayRing() ? null : ringsAgain(found, rangAt, live.waitedSeconds);
  }
  const once = (db: Database.Database, callId: string, kind: string, json: string): boolean =>
    memory.tell(callId, json) && !hasEvent(db, callId, kind, json);
  function extras(db: Database.Database, c: Call, live: LiveCall | null): Written['extra'] {
    const out: Written['extra'] = [];
    if (live !== null && live.transfer !== null) {
      const { kind, state, since } = live.transfer;
      const detail = { kind, state, since };
      const json = JSON.stringify(detail);
      if (once(db, c.id, 'transfer', json)) out.push({ kind: 'transfer', detail });
    }
    if (live?.phase === 'ended' && isOver(c)) {
      const { endedAt, endedBy, heldSeconds, consultSeconds } = live;
      const detail = { endedAt, endedBy, heldSeconds, consultSeconds };
      const json = JSON.stringify(detail);
      if (once(db, c.id, 'carrier-end', json)) out.push({ kind: 'carrier-end', detail });
    }
    return out;
  }

  function lookAt(db: Database.Database, callId: string): Written | null {
    const live = liveOf(callId);
    const found = findCall(db, callId);
    const rung = live === null ? null : found === null ? begin(live) : again(found, live);
    const before = rung ?? found;
    if (before === null || before.line !== liveLine) return null;
    if (live !== null) known.add(callId);
    if (live !== null && live.offeredAt !== null) offers.set(callId, live.offeredAt);
    const gone =
      live === null &&
      snapshot !== null &&
      deps.fresh() &&
      (known.has(callId) ||
        restored.has(callId) ||
        (dialledFrom.get(callId) ?? Infinity) <= snapshot.version ||
        (unproven.get(callId) ?? Infinity) <= deps.monotonic());
    const leg = deps.engine.leg(callId);
    const facts = {
      live,
      leg: leg?.lost === true ? { ...leg, state: 'reconnecting' as const } : leg,
      gone,
      endAsked: deps.endAsked(callId),
      aheadMs: deps.aheadMs(),
      now: deps.now(),
    };
    const { call, happened } = isOver(before) ? { call: before, happened: [] } : follow(before, facts);
    const extra = extras(db, call, live);
    const ended = extra.some((e) => e.kind === 'carrier-end') && live !== null ? settled(call, live) : call;
    const went = snapshot?.went.find((w) => w.callId === callId) ?? null;
    const asked = consulting(ended, live, deps.aheadMs());
    const told = isOver(asked) ? afterwards(asked, went, live) : asked;
    const runs = live?.recording.state === 'on' && live.phase === 'connected' && told.answeredAt !== null;
    const after = runs && told.recorded !== true ? { ...told, recorded: true } : told;
    // The ring before has a row of its own, whatever becomes of this one.
    const earlier = rung !== null && found !== null ? earlierRing(found, deps.uuid(), rung.rangAt) : null;
    const isNew = rung !== null;
    const wrapUpEnds = rung !== null && found?.state === 'wrap-up' ? rung.rangAt : null;
    if (isOver(after) && leg !== null)
      // Lost with its engine: the next one is not to take up what is over.
      if (leg.state === 'closed' || leg.lost) forget(callId);
      else if (!isOver(before)) deps.engine.order({ kind: 'hang-up', callId });
    return isNew || happened.length > 0 || extra.length > 0 || after !== before
      ? { call: after, isNew, wrapUpEnds, happened, extra, earlier }
      : null;
  }

  function forget(callId: string): void {
    deps.engine.forget(callId);
    memory.legOver(callId);
  }
  function write(db: Database.Database, written: readonly Written[]): void {
    const now = deps.now();
    const person = deps.person();
    db.transaction(() => {
      for (const { call, isNew, wrapUpEnds, happened, extra, earlier } of written) {
        putCall(db, call, person);
        if (earlier !== null) putCall(db, earlier, person);
        if (wrapUpEnds !== null) addEvent(db, call.id, 'wrap-up-done', wrapUpEnds);
        if (isNew) addEvent(db, call.id, 'ring', call.rangAt);
        for (const { kind, at } of happened) addEvent(db, call.id, kind, at);
        for (const { kind, detail } of extra) addEvent(db, call.id, kind, now, detail);
      }
    }).immediate();
  }
  /** Everything that is known, looked at anew. */
  function look(): void {
    const db = deps.core();
    if (db === null) return;
    const open = currentCalls(db).filter((c) => c.line === liveLine && !isOver(c));
    const ids = new Set([
      ...(snapshot?.calls.map((c) => c.callId) ?? []),
      ...(snapshot?.went.map((w) => w.callId) ?? []),
      ...deps.engine.callIds(),
      ...open.map((c) => c.id),
    ]);
    const written = [...ids].flatMap((id) => lookAt(db, id) ?? []);
    if (written.length === 0) return;
    write(db, written);
    const urgent = written.some((w) => w.isNew || w.happened.some((h) => h.kind === 'answer'));
    deps.changed(
      written.map((w) => w.call.id),
      urgent ? 'now' : 'rested',
    );
    for (const { call, extra } of written)
      if (extra.some((e) => e.kind === 'carrier-end')) deps.ended(call.id);
  }
  function make(call: Call): void {
    const db = deps.core();
    if (db === null) return;
    write(db, [{ call, isNew: true, wrapUpEnds: null, happened: [], extra: [], earlier: null }]);
    deps.changed([call.id], 'now');
  }

  return {
    look,
    took(next: Snapshot): void {
      snapshot = next;
      look();
      const db = deps.core();
      if (db === null) return;
      memory.prune((callId) => {
        if (liveOf(callId) !== null || deps.engine.leg(callId) !== null) return false;
        const row = findCall(db, callId);
        return row === null || isOver(row);
      });
    },
    /** The engine rings; who calls is filled in by the server's word. */
    rang(callId: string): void {
      const db = deps.core();
      if (db === null) return;
      const found = findCall(db, callId);
      if (found !== null || liveOf(callId) !== null) {
        look();
        // Rings again although it is over here: the server says why, or it is let go of.
        const over = (): boolean => (found === null ? false : isOver(findCall(db, callId) ?? found));
        if (over())
          deps.after(unprovenMs + 50, () => void (over() && deps.engine.order({ kind: 'reject', callId })));
        return;
      }
      if (!mayRing()) {
        deps.flooded();
        return void deps.engine.order({ kind: 'reject', callId });
      }
      const rangAt = deps.now();
      make(
        ringing({
          id: callId,
          line: liveLine,
          number: '',
          dnis: '',
          accountId: '',
          rangAt,
          waitedSeconds: null,
        }),
      );
      // A call that nobody at the backend knows is let go of, whatever rings here.
      unproven.set(callId, deps.monotonic() + unprovenMs);
      deps.after(unprovenMs + 50, look);
    },
    /** A call that the backend agreed to make. `version`: from which snapshot on it is named. */
    dialled(
      callId: string,
      to: { number: string; dnis: string; accountId: string; toPractice: boolean },
      version: number,
    ): void {
      const db = deps.core();
      if (db === null || findCall(db, callId) !== null) return;
      dialledFrom.set(callId, version);
      const made = { id: callId, line: liveLine, ...to, rangAt: deps.now(), waitedSeconds: null };
      make({ ...ringing(made, 'outgoing'), ...(to.toPractice ? { toPractice: true } : {}) });
    },
    /** The vault was opened: what is open in it must be named by the server's next word, or it is over. */
    opened(db: Database.Database): void {
      for (const c of currentCalls(db)) if (c.line === liveLine && !isOver(c)) restored.add(c.id);
    },
    /** Somebody else sits here: what the server says from now on is about other calls. */
    forget(): void {
      snapshot = null;
      memory.forget();
    },
    snapshot: (): Snapshot | null => snapshot,
    /** How much is remembered of calls beside their rows. */
    remembered: memory.size,
    live: liveOf,
    find: (callId: string): Call | null => {
      const db = deps.core();
      const found = db === null ? null : findCall(db, callId);
      return found?.line === liveLine ? found : null;
    },
    /** Open calls of this line. */
    current: (): Call[] => {
      const db = deps.core();
      return db === null ? [] : currentCalls(db).filter((c) => c.line === liveLine && !isOver(c));
    },
    /** Ends it here whatever the others say: a call is never stuck. */
    letGo(callId: string): void {
      const db = deps.core();
      const found = db === null ? null : findCall(db, callId);
      if (db === null || found === null || found.line !== liveLine || isOver(found)) return;
      const leg = { state: 'closed' as const, why: 'agent' as const, muted: false };
      const facts = { live: null, leg, gone: false, endAsked: true, aheadMs: 0, now: deps.now() };
      write(db, [{ ...follow(found, facts), isNew: false, wrapUpEnds: null, extra: [], earlier: null }]);
      deps.engine.order({ kind: 'hang-up', callId });
      deps.changed([callId], 'rested');
    },
  };
}
export type CallLog = ReturnType<typeof createCallLog>;
