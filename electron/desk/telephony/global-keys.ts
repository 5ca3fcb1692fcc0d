// Keys that work while another program has the focus (product.md 7): the parent holds them only while they would do something,
// which is said here; what is pressed goes the way of the page's own keys and is audited as the shell's.
import type Database from 'better-sqlite3';
import type { GlobalKey } from '#host/link.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Result } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import type { LiveControl } from '../calls/live-control.ts';
import { errorFields, type Log } from '../log.ts';
import type { Person } from '../router/context.ts';

export interface GlobalKeysDeps {
  core(): Database.Database | null;
  now(): string;
  person(): Person | null;
  /** Calls of the live line that are not over. */
  current(): readonly Call[];
  /** The microphone's real state in this call. */
  muted(callId: string): boolean;
  calls: Pick<LiveControl, 'answer' | 'mute'>;
  /** To the parent: those that would do something now. */
  tell(keys: GlobalKey[]): void;
  trouble(callId: string | null, what: GlobalKey, code: ErrorCode): void;
  log: Pick<Log, 'error'>;
}
/** The state of the call that each acts on. */
const needed = { answer: 'ringing', mute: 'active' } as const satisfies Record<GlobalKey, Call['state']>;
const all = Object.keys(needed) as GlobalKey[];

export function createGlobalKeys(deps: GlobalKeysDeps) {
  let told = '';
  /** Who rang first is answered first. */
  const target = (key: GlobalKey): Call | null =>
    deps.person() === null
      ? null
      : (deps
          .current()
          .filter((c) => c.state === needed[key])
          .toSorted((a, b) => a.rangAt.localeCompare(b.rangAt))[0] ?? null);

  function look(): void {
    const keys = all.filter((key) => target(key) !== null);
    if (keys.join() === told) return;
    told = keys.join();
    deps.tell(keys);
  }
  function press(key: GlobalKey): void {
    const db = deps.core();
    const call = target(key);
    // It ended meanwhile.
    if (db === null || call === null) return look();
    const done: Result<null> =
      key === 'answer' ? deps.calls.answer(call) : deps.calls.mute(call, !deps.muted(call.id));
    if (!done.ok) deps.trouble(call.id, key, done.code);
    try {
      db.transaction(() =>
        appendAudit(db, {
          event: `call.${key}`,
          outcome: done.ok ? 'ok' : done.code,
          person: deps.person(),
          surface: 'shell',
          subject: { callId: call.id },
          at: deps.now(),
        }),
      ).immediate();
    } catch (error) {
      // A full disk is no reason to end the desk in a call: what was ordered stands, and that it isn't noted is said.
      deps.log.error('call.changed', errorFields(error));
      deps.trouble(null, key, 'key-not-noted');
    }
  }
  return {
    look,
    told(key: GlobalKey, what: 'pressed' | 'refused'): void {
      if (what === 'pressed') press(key);
      else deps.trouble(null, key, 'global-key-taken');
    },
  };
}
export type GlobalKeys = ReturnType<typeof createGlobalKeys>;
