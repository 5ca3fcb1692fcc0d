// What the engine's word on its legs means for their calls: sound that nobody knows is let go of, sound that was lost by
// accident ends nobody's call, an order that the engine refused is told under its name.
import type Database from 'better-sqlite3';
import type { EngineReport } from '#shared/domain/telephony/engine.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Acts } from './acts.ts';
import type { AskedList } from './asked.ts';
import type { CallLog } from './call-log.ts';
import type { Engine } from './engine.ts';
import type { Turns } from './in-turn.ts';

type Report<K extends EngineReport['kind']> = Extract<EngineReport, { kind: K }>;
export interface LegDeps {
  core(): Database.Database | null;
  engine: Engine;
  log: Pick<CallLog, 'find' | 'live' | 'snapshot'>;
  acts: Pick<Acts, 'later'>;
  asked: Pick<AskedList, 'asksOf' | 'refuse' | 'trouble'>;
  turns: Pick<Turns, 'waits'>;
  /** Somebody sits here. */
  seated(): boolean;
  /** What the server says is fresh. */
  fresh(): boolean;
  changed(callId: string): void;
}
/** Over by accident: the carrier may still have the leg. */
const accidents: readonly Report<'media'>['why'][] = ['zombie', 'network', 'error'];
const refusals: Readonly<Record<Report<'refused'>['why'], ErrorCode>> = {
  microphone: 'no-microphone',
  'no-call': 'no-call',
  'not-registered': 'engine-absent',
  busy: 'telephony-down',
  error: 'telephony-down',
};

export function createLegs(deps: LegDeps) {
  const { engine, log, acts, asked } = deps;
  /**
   * The server ends the leg, by its id where that is known. Nobody meant it, so whoever else is in the call stays (row 61).
   * `how`: `all` of a call that nobody has answered yet.
   */
  function lost(callId: string, how: 'leave' | 'all' = 'leave'): void {
    const legSid = engine.leg(callId)?.legSid ?? null;
    engine.close(callId);
    if (deps.seated()) acts.later({ kind: 'end', callId, how, legSid, lost: true });
  }
  /** In neither the log nor the server's word; false while the log is closed. */
  const isStranger = (callId: string): boolean =>
    deps.core() !== null && log.snapshot() !== null && log.find(callId) === null && log.live(callId) === null;

  return {
    /** A leg that only rang is not taken up again: with its token it would be answered, and nobody has pressed a key. */
    letRingsGo(): void {
      for (const callId of engine.lostRings()) {
        const state = log.find(callId)?.state ?? 'ringing';
        const answers = asked.asksOf(callId).includes('answer') && !deps.turns.waits(callId);
        if (state === 'ringing' && !answers) engine.forget(callId);
      }
    },
    /** Those that went with their engine and can't be taken up. */
    letHopelessGo(): void {
      if (engine.heard()) for (const { callId } of engine.hopeless()) lost(callId);
    },
    /** Sound that nobody knew while the vault was closed, or before the server's first word. */
    letStrangersGo(): void {
      for (const callId of engine.callIds()) {
        if (!isStranger(callId)) continue;
        if (engine.leg(callId)?.state === 'closed') engine.forget(callId);
        else engine.order({ kind: 'hang-up', callId });
      }
    },
    take(report: Report<'media'>): void {
      const { callId, state, why } = report;
      // Sound of a call that nobody knows here is not left on. Who has not heard or can't look yet can't say so: a desk that
      // crashed while it was locked has a closed vault, and its caller is still there.
      if (isStranger(callId) && deps.fresh()) {
        if (state !== 'closed') engine.order({ kind: 'hang-up', callId });
        return;
      }
      engine.take(report);
      deps.changed(callId);
      if (state === 'closed' && accidents.includes(why)) lost(callId);
    },
    refused({ n, why }: Report<'refused'>): void {
      const order = engine.refused(n);
      if (order === null || !('callId' in order)) return;
      const { callId } = order;
      const code = refusals[why];
      if (order.kind === 'accept') asked.refuse(callId, 'answer', code);
      else if (order.kind === 'mute') asked.refuse(callId, order.on ? 'mute' : 'unmute', code);
      else if (order.kind === 'connect' || order.kind === 'resume') {
        asked.trouble({ callId, what: 'connect', act: null }, code);
        // Its end may have been told before: `error` comes with a closed leg.
        const leg = engine.leg(callId);
        if (order.kind === 'connect' && leg?.state !== 'open') lost(callId, 'all');
        else if (leg?.lost === true) lost(callId);
      }
    },
  };
}
