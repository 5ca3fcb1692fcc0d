// What the engine says to the desk: in order, one message at a time, at once when somebody waits for it. What would be
// out of date anyway (levels, quality, the list of devices) is overtaken by its next word instead of queueing.
import type { EngineReport } from '#shared/domain/telephony/engine.ts';

export interface ReporterDeps {
  /** Settles always; false = it was not taken. */
  send(reports: EngineReport[]): Promise<boolean>;
  later(ms: number, task: () => void): () => void;
  /** All that is so now. */
  standing(): EngineReport[];
}
export interface Reporter {
  report(report: EngineReport): void;
  /** A desk that was started anew: what waits is dropped, and this comes before anything else. */
  begin(reports: EngineReport[]): Promise<boolean>;
}
const atOnce: ReadonlySet<EngineReport['kind']> = new Set([
  'started',
  'ring',
  'media',
  'registration',
  'refused',
]);
const gatherMs = 120;
/** The contract's limit of one message. */
export const mostAtOnce = 100;
/** More than this waits only when the desk takes nothing: the oldest that is no call's goes. */
const mostWaiting = 1000;

const slot = (report: EngineReport): string | null =>
  report.kind === 'level' || report.kind === 'preflight' || report.kind === 'echo-test'
    ? report.kind
    : report.kind === 'quality'
      ? `quality ${report.callId}`
      : null;

/** ms until what was not taken is tried again; twice as long each time, so often at most. */
export const againMs = 500;
const mostTries = 6;
/** Nobody says these a second time by themselves, and a call depends on them. */
const mustArrive: ReadonlySet<EngineReport['kind']> = new Set(['media', 'ring', 'refused']);
/** Of the engine as a whole: what stands now is told instead. */
const whole: ReadonlySet<EngineReport['kind']> = new Set(['registration', 'devices']);
const overtakes = (newer: EngineReport, older: EngineReport): boolean =>
  newer.kind === 'media' && older.kind === 'media' && newer.callId === older.callId;

export function createReporter(deps: ReporterDeps): Reporter {
  let waiting: EngineReport[] = [];
  let sending = false;
  let stop: (() => void) | null = null;

  /** What the desk did not take, newest word of each call: it goes again by itself, so that one bad word spoils no other. */
  let failed: EngineReport[] = [];
  let tries = 0;
  let stopAgain: (() => void) | null = null;

  function notTaken(part: readonly EngineReport[]): void {
    failed.push(...part.filter(({ kind }) => mustArrive.has(kind)));
    failed = failed.filter((one, i) => !failed.slice(i + 1).some((newer) => overtakes(newer, one)));
    tryAgain();
  }
  function tryAgain(): void {
    if (tries < mostTries) stopAgain ??= deps.later(againMs * 2 ** tries, () => void again());
    else {
      failed = [];
      tries = 0;
    }
  }
  async function again(): Promise<void> {
    stopAgain = null;
    tries++;
    const heard = await deps.send(deps.standing().filter(({ kind }) => whole.has(kind)));
    for (const one of failed)
      // It may have been overtaken meanwhile.
      if (failed.includes(one) && (await deps.send([one]))) failed = failed.filter((other) => other !== one);
    if (heard && failed.length === 0) tries = 0;
    else tryAgain();
  }
  async function flush(): Promise<void> {
    stop?.();
    stop = null;
    if (sending) return;
    sending = true;
    while (waiting.length > 0) {
      const part = waiting.splice(0, mostAtOnce);
      if (!(await deps.send(part))) notTaken(part.filter((r) => !waiting.some((w) => overtakes(w, r))));
    }
    sending = false;
  }
  return {
    report(report) {
      const mine = slot(report);
      if (mine !== null) waiting = waiting.filter((other) => slot(other) !== mine);
      waiting.push(report);
      failed = failed.filter((one) => !overtakes(report, one));
      if (waiting.length > mostWaiting) {
        const loose = waiting.findIndex(({ kind }) => kind !== 'media' && kind !== 'ring');
        waiting.splice(Math.max(0, loose), 1);
      }
      if (atOnce.has(report.kind)) void flush();
      else stop ??= deps.later(gatherMs, () => void flush());
    },
    async begin(reports) {
      waiting = [];
      failed = [];
      tries = 0;
      stopAgain?.();
      stopAgain = null;
      return deps.send(reports.slice(0, mostAtOnce));
    },
  };
}
