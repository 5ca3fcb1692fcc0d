// The practice line: rings without any network behind the telephony port that Twilio will use. The caller's words are
// captions from the demo's scenario; nobody is on the other end, and the page says so.
import type { Line, LineReport } from '#shared/domain/calls/line.ts';

export interface ScriptedCall {
  callId: string;
  number: string;
  dnis: string;
  accountId: string;
  waitedSeconds: number | null;
  captions: readonly { atMs: number; text: string }[];
  /** What the caller says when asked who it is about. */
  facts: string | null;
}
interface Live {
  call: ScriptedCall;
  stop: (() => void)[];
}
export interface PracticeLine extends Line {
  ring(call: ScriptedCall): void;
  /** The agent asks for two facts: the caller says them, once a call. */
  askFacts(callId: string): void;
}

/** A breath before the caller answers a question. */
const answerMs = 1200;

/** `after` runs something later and returns how to cancel it. A caller gives up after `patienceMs` of ringing. */
export function practiceLine(
  after: (ms: number, run: () => void) => () => void,
  patienceMs = 120_000,
): PracticeLine {
  const live = new Map<string, Live>();
  const listeners = new Set<(r: LineReport) => void>();
  const report = (r: LineReport): void => listeners.forEach((l) => l(r));
  const drop = (callId: string): void => {
    live.get(callId)?.stop.forEach((stop) => stop());
    live.delete(callId);
  };
  return {
    name: 'practice',
    ring(call) {
      const entry: Live = { call, stop: [] };
      live.set(call.callId, entry);
      report({
        callId: call.callId,
        kind: 'ring',
        ring: {
          number: call.number,
          dnis: call.dnis,
          accountId: call.accountId,
          waitedSeconds: call.waitedSeconds,
        },
      });
      entry.stop.push(
        after(patienceMs, () => {
          drop(call.callId);
          report({ callId: call.callId, kind: 'caller-hung-up' });
        }),
      );
    },
    answer(callId) {
      const entry = live.get(callId);
      if (entry === undefined) return;
      entry.stop.splice(0).forEach((stop) => stop());
      for (const c of entry.call.captions)
        entry.stop.push(
          after(c.atMs, () =>
            report({ callId, kind: 'caption', caption: { text: c.text, from: 'scenario' } }),
          ),
        );
    },
    askFacts(callId) {
      const entry = live.get(callId);
      const { facts } = entry?.call ?? { facts: null };
      if (entry === undefined || facts === null) return;
      entry.call = { ...entry.call, facts: null };
      entry.stop.push(
        after(answerMs, () =>
          report({ callId, kind: 'caption', caption: { text: facts, from: 'scenario' } }),
        ),
      );
    },
    hold: () => undefined,
    mute: () => undefined,
    hangUp: drop,
    onReport(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const id of live.keys()) drop(id);
    },
  };
}
