// Reports for review: kept in the transaction that makes them, told to the backend until it has said that it has each, by id
// and so once. Nothing waits for it: offline they lie here, and go with the next contact.
import type Database from 'better-sqlite3';
import { reportEndsAnswer } from '#shared/protocol/report-ends.ts';
import { reportsAnswer } from '#shared/protocol/reports.ts';
import type { GuardRoom } from '../guard/side.ts';
import type { Sealer } from '../messages/sealer.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import type { WrapForBackend } from '../sync/outbox.ts';
import { endsToTell } from './ends.ts';
import { putReport, putTold, type Queued, untold, waiting } from './store.ts';

export interface ReportsParts {
  core(): Database.Database | null;
  openCore(): Database.Database;
  sealer: Pick<Sealer, 'seal'>;
  /** `client` null = no backend is set up: what is reported stays here. */
  backend: {
    client: Pick<BackendClient, 'ask'> | null;
    forQueue: { wrap: WrapForBackend };
    /** How far this desk's clock is ahead of the backend's, as far as is known. */
    clockOffset(): { offsetMs: number | null };
  };
  now(): string;
  after(ms: number, run: () => void): () => void;
  changed(...topics: string[]): void;
  failed(error: unknown): void;
}
/** At most as many in one request. */
const most = 20;
/** Pauses between tries while something waits, ms: quickly at first, since a review is due within a day. */
const pauses = [2000, 15_000, 60_000, 300_000, 600_000] as const;

export type Reports = ReturnType<typeof createReports>;
export function createReports(deps: ReportsParts) {
  let running = false;
  let again = false;
  let failures = 0;
  let cancel: (() => void) | null = null;
  let stopped = false;
  /** Ends of emergency access that the backend has, by id: told anew after a start, which it takes as the same. */
  const ended = new Set<string>();

  function later(ms: number): void {
    if (stopped || deps.backend.client === null) return;
    cancel?.();
    cancel = deps.after(ms, () => void tell());
  }

  /** Whether all that could be told was. */
  async function run(): Promise<boolean> {
    const { client } = deps.backend;
    for (;;) {
      const db = deps.core();
      if (client === null || db === null || stopped) return true;
      const reports = waiting(db, most, deps.backend.forQueue.wrap);
      if (reports.length === 0) return tellEnds(client);
      const answer = await client.ask('POST', '/v2/reports', reportsAnswer, { body: { v: 2, reports } });
      if (!answer.ok) return false;
      const now = deps.core();
      const taken = answer.value.taken.filter((id) => reports.some((r) => r.id === id));
      // A backend that takes none of them is asked again later, not at once.
      if (now === null || taken.length === 0) return false;
      putTold(now, taken, deps.now());
      deps.changed('reviews.changed');
    }
  }
  async function tellEnds(client: Pick<BackendClient, 'ask'>): Promise<boolean> {
    for (;;) {
      const db = deps.core();
      const ends = db === null ? [] : endsToTell(db, ended, backendsTime, deps.now(), most);
      if (ends.length === 0 || stopped) return true;
      const answer = await client.ask('POST', '/v2/reports/ends', reportEndsAnswer, { body: { v: 2, ends } });
      if (!answer.ok || answer.value.taken.length === 0) return false;
      for (const id of answer.value.taken) ended.add(id);
    }
  }
  async function tell(): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    cancel?.();
    cancel = null;
    let done = false;
    try {
      done = await run();
    } catch (error) {
      deps.failed(error);
    }
    running = false;
    failures = done ? 0 : failures + 1;
    if (again) later(0);
    else if (!done) later(pauses[Math.min(failures, pauses.length) - 1] ?? 600_000);
  }

  const room: GuardRoom = {
    opened: () => later(0),
    unlocked: () => later(0),
    contact() {
      const db = deps.core();
      if (db !== null && untold(db) > 0) later(0);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
  /** Review and breach clocks run at the backend: what is reported has its time, whatever this desk's clock shows. */
  const backendsTime = (iso: string): string =>
    new Date(Date.parse(iso) - (deps.backend.clockOffset().offsetMs ?? 0)).toISOString();
  return {
    room,
    backendsTime,
    /** Inside the transaction of what it reports. `words`: sealed for the backend, bound to the report's id. */
    queue(report: Queued, words: string | null): void {
      const sealed = words === null ? null : deps.sealer.seal(report.id, Buffer.from(words));
      putReport(deps.openCore(), { ...report, at: backendsTime(report.at) }, sealed);
      // After this transaction was committed.
      later(0);
    },
    /** Something that was reported came to its end: its end is told too. */
    soon: (): void => later(0),
    untold: (): number => {
      const db = deps.core();
      return db === null ? 0 : untold(db);
    },
    goes: (): boolean => deps.backend.client !== null,
  };
}
