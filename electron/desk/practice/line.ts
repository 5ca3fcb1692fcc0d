// The line of a practice desk: what rings here is a role-play, what the caller says comes from the run. It tells the room what
// the agent does with the call; the room says what the caller does.
import type { Line, LineReport } from '#shared/domain/calls/line.ts';

export interface Ring {
  callId: string;
  number: string;
  dnis: string;
  accountId: string;
  waitedSeconds: number | null;
}
/** Each is called inside the write that the agent's key began. */
export interface LineListener {
  answered(callId: string): void;
  held(callId: string, on: boolean): void;
  muted(callId: string, on: boolean): void;
  hungUp(callId: string): void;
  /** The caller gave up ringing, or ended the call. */
  callerLeft(callId: string): void;
}
export interface RolePlayLine extends Line {
  /** A caller gives up after `patienceMs`. */
  ring(ring: Ring, patienceMs: number): void;
  /** Goes on ringing after the desk was gone. */
  ringsStill(callId: string, patienceMs: number): void;
  says(callId: string, text: string): void;
  /** The caller ends the call after a breath, unless it has ended by then. */
  callerLeaves(callId: string, inMs: number): void;
  /** What was to come on this call doesn't any more. */
  quiet(callId: string): void;
  listen(listener: LineListener): void;
}

export function rolePlayLine(after: (ms: number, run: () => void) => () => void): RolePlayLine {
  const due = new Map<string, () => void>();
  const listeners = new Set<(r: LineReport) => void>();
  let told: LineListener | null = null;
  const report = (r: LineReport): void => listeners.forEach((l) => l(r));
  const quiet = (callId: string): void => {
    due.get(callId)?.();
    due.delete(callId);
  };
  const leaves = (callId: string, inMs: number): void => {
    quiet(callId);
    due.set(
      callId,
      after(inMs, () => {
        due.delete(callId);
        report({ callId, kind: 'caller-hung-up' });
        told?.callerLeft(callId);
      }),
    );
  };
  return {
    name: 'practice',
    ring({ callId, ...ring }, patienceMs) {
      report({ callId, kind: 'ring', ring });
      leaves(callId, patienceMs);
    },
    ringsStill: leaves,
    says: (callId, text) => report({ callId, kind: 'caption', caption: { text, from: 'scenario' } }),
    callerLeaves: leaves,
    quiet,
    listen: (listener) => void (told = listener),
    answer(callId) {
      quiet(callId);
      told?.answered(callId);
    },
    hold: (callId, on) => told?.held(callId, on),
    mute: (callId, on) => told?.muted(callId, on),
    hangUp(callId) {
      quiet(callId);
      told?.hungUp(callId);
    },
    onReport(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const callId of due.keys()) quiet(callId);
    },
  };
}
