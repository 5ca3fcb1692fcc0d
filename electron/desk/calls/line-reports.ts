// What a line reports by itself becomes the call log and tells the pages: one listener for the practice line.
import type Database from 'better-sqlite3';
import type { Line } from '#shared/domain/calls/line.ts';
import { errorFields, type Log } from '../log.ts';
import type { Topics } from '../router/topics.ts';
import { takeReport } from './handlers.ts';

export function keepReports(deps: {
  line: Line;
  core(): Database.Database | null;
  now(): string;
  topics: Topics;
  log: Log;
  /** The caller's words, once they are kept. */
  heard(callId: string, text: string): void;
}): void {
  const { line, topics, log, heard } = deps;
  line.onReport((report) => {
    const db = deps.core();
    if (db === null) return;
    try {
      const call = takeReport(db, line.name, report, deps.now());
      if (call !== null)
        topics.publish('calls.changed', [call.id], report.kind === 'ring' ? 'now' : 'rested');
      if (call !== null && report.caption !== undefined) heard(call.id, report.caption.text);
    } catch (error) {
      // A full disk must not end the desk in mid-call; the next report is tried again.
      log.error('call.changed', errorFields(error));
    }
    if (report.kind !== 'caption') topics.publish('status.changed');
  });
}
