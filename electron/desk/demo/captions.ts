// A scripted caller's words go into the log of the live line's call as captions of the practice line do.
import type Database from 'better-sqlite3';
import { takeReport } from '../calls/handlers.ts';
import type { Topics } from '../router/topics.ts';

/** False: the desk has no such call (yet), or can't write now. */
export const captionKeeper =
  (deps: {
    core(): Database.Database | null;
    now(): string;
    topics: Pick<Topics, 'publish'>;
    heard(callId: string, text: string): void;
  }) =>
  (callId: string, text: string): boolean => {
    const db = deps.core();
    if (db === null) return false;
    const report = { callId, kind: 'caption', caption: { text, from: 'scenario' } } as const;
    if (takeReport(db, 'carrier', report, deps.now()) === null) return false;
    deps.topics.publish('calls.changed', [callId], 'rested');
    deps.heard(callId, text);
    return true;
  };
