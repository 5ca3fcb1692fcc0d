// What the engine says to the desk: in order, one message at a time, at once when somebody waits for it. What would be
// out of date anyway (levels, quality, the list of devices) is overtaken by its next word instead of queueing.
import type { EngineReport } from '#shared/domain/telephony/engine.ts';

export interface ReporterDeps {
  /** Settles always; false = it was not taken. */
  send(reports: EngineReport[]): Promise<boolean>;
  later(ms: number, task: () => void): () => void;
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

export function createReporter(deps: ReporterDeps): Reporter {
  let waiting: EngineReport[] = [];
  let sending = false;
  let stop: (() => void) | null = null;

  async function flush(): Promise<void> {
    stop?.();
    stop = null;
    if (sending) return;
    sending = true;
    while (waiting.length > 0) await deps.send(waiting.splice(0, mostAtOnce));
    sending = false;
  }
  return {
    report(report) {
      const mine = slot(report);
      if (mine !== null) waiting = waiting.filter((other) => slot(other) !== mine);
      waiting.push(report);
      if (waiting.length > mostWaiting) {
        const loose = waiting.findIndex(({ kind }) => kind !== 'media' && kind !== 'ring');
        waiting.splice(Math.max(0, loose), 1);
      }
      if (atOnce.has(report.kind)) void flush();
      else stop ??= deps.later(gatherMs, () => void flush());
    },
    async begin(reports) {
      waiting = [];
      return deps.send(reports.slice(0, mostAtOnce));
    },
  };
}
