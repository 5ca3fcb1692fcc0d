// The one router: schema → surface, role, lock → begin → handler → result schema → audit row → commit → reply
// (architecture rule 2). Nothing else answers pages, and no handler commits or audits by itself.
import type Database from 'better-sqlite3';
import { specOf } from '#shared/contract/index.ts';
import { limits, type PageSpec, type RequestSpec } from '#shared/contract/kinds.ts';
import { toDesk, type ToPage } from '#shared/contract/wire.ts';
import { fail, FailureError, type Failure, type Result } from '#shared/domain/result.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { PagePort } from '#host/link.ts';
import type { Context, Cursor, Handlers, Person, Subject } from './context.ts';
import { forAnybody, idOf, namedIn, whoAsks } from './asker.ts';
import { failureOf } from './failures.ts';
import { gate, type Phase, type Standing } from './gate.ts';
import { findKept, keep, standingOf } from './kept.ts';
import { createRepeats } from './repeats.ts';
import { bounded, checkResult, pageOf, sizeOf } from './results.ts';
import { createSharedCommit } from './shared-commit.ts';
import type { Topics } from './topics.ts';
import { createTurns } from './turns.ts';

export interface AuditEntry {
  event: string;
  outcome: 'ok' | 'asked' | 'answered' | ErrorCode;
  person: Person | null;
  surface: string;
  subject: Subject;
  at: string;
}
export interface RouterDeps {
  handlers: Handlers;
  /** How the desk stands right now. */
  standing(): Omit<Standing, 'role' | 'surface'> & { person: Person | null };
  /** The writing connection, or null while the vault is closed. */
  core(): Database.Database | null;
  audit: {
    append(db: Database.Database, entry: AuditEntry): void;
    /** Refusals are audited too, rate-limited a code. */
    refusal(db: Database.Database, entry: AuditEntry): void;
  };
  topics: Topics;
  now(): string;
  monotonic(): number;
  /** Runs a task after whatever has arrived by now has been read. */
  soon(task: () => void): void;
  /** A request took long on the main thread (rule 5: over 50 ms) or failed unexpectedly; names only. */
  onSlow(name: string, ms: number): void;
  onUnexpected(name: string, error: unknown): void;
  hello(port: PagePort): ToPage;
}

/** A turn of the desk's thread that is worth a log line (architecture rule 5). */
const slowTurnMs = 50;

type AnyHandler = (
  input: unknown,
  second: unknown,
  third?: unknown,
) => Result<unknown> | Promise<Result<unknown>>;

export function createRouter(deps: RouterDeps) {
  const running = new Map<string, AbortController>();
  const turns = createTurns(deps.soon);
  const repeats = createRepeats({ core: deps.core, now: deps.now });
  const reads = createSharedCommit({
    commit(work) {
      const db = deps.core();
      if (db === null) throw new FailureError(fail('vault-closed'));
      db.transaction(work).immediate();
    },
    soon: deps.soon,
    more: turns.waiting,
    monotonic: deps.monotonic,
  });
  const keeps = (name: string): boolean => {
    const spec = specOf(name);
    return spec?.kind === 'request' && (spec.effect === 'write' || spec.effect === 'control');
  };

  const handlerOf = (name: string): AnyHandler | null => {
    const [room, entry] = name.split('.') as [keyof Handlers, string];
    const handlers = deps.handlers[room] as Record<string, AnyHandler> | undefined;
    return handlers !== undefined && Object.hasOwn(handlers, entry) ? (handlers[entry] ?? null) : null;
  };

  interface Call {
    name: string;
    spec: RequestSpec | PageSpec;
    input: unknown;
    cursor: string | null;
    requestId: string | null;
    port: PagePort;
    frameId: string;
    /** Who asked: null also where the seat was empty then and somebody has sat down since. */
    person: Person | null;
    /** Who sat when the gate was passed, by id. */
    seat: string | null;
    phase: Phase;
  }

  function contextFor(
    call: Call,
    signal: AbortSignal,
    subject: Subject,
    changes: Map<string, Set<string>> | null,
  ): Context {
    return {
      now: deps.now(),
      surface: call.port.surface,
      person: call.person,
      signal,
      progress(done, total, note) {
        call.port.send({ t: 'progress', id: call.frameId, done, total, note: note ?? null } satisfies ToPage);
      },
      about: (s) => void Object.assign(subject, s),
      changed(topic, ids = []) {
        if (changes === null) return deps.topics.publish(topic, ids);
        const set = changes.get(topic) ?? new Set<string>();
        for (const id of ids) set.add(id);
        changes.set(topic, set);
      },
    };
  }

  const entryFor = (
    call: Call,
    outcome: AuditEntry['outcome'],
    subject: Subject,
    person = whoAsks(call),
  ): AuditEntry => ({
    event: call.spec.audit ?? call.name,
    outcome,
    person,
    surface: call.port.surface,
    subject,
    at: deps.now(),
  });

  function refuse(call: Call, failure: Failure, subject: Subject): Failure {
    reads.flush();
    const db = deps.core();
    // Nothing can be audited before the vault is open; a refusal never fails because its audit row did.
    if (db !== null)
      try {
        db.transaction(() => deps.audit.refusal(db, entryFor(call, failure.code, subject))).immediate();
      } catch (error) {
        deps.onUnexpected(call.name, error);
      }
    return failure;
  }

  function gateFor(call: Call): ErrorCode | null {
    const { person, ...standing } = deps.standing();
    return gate(call.name, call.spec, {
      ...standing,
      role: person?.role ?? null,
      surface: call.port.surface,
    });
  }
  const noLongerAllowed = (call: Call): ErrorCode | null =>
    gateFor(call) ?? (idOf(deps.standing().person) === call.seat ? null : 'interrupted');

  function runWrite(call: Call, handler: AnyHandler, signal: AbortSignal): Result<unknown> {
    reads.flush();
    const db = deps.core();
    if (db === null) return fail('vault-closed');
    const subject: Subject = {};
    const changes = new Map<string, Set<string>>();
    if (call.requestId !== null) {
      const before = findKept(db, call.requestId, call.name, standingOf(call));
      if (before.found) return before.result;
      if (before.clash) return refuse(call, fail('invalid-input', 'requestId of another request'), subject);
    }
    try {
      const result = db
        .transaction((): Result<unknown> => {
          const done = handler(call.input, contextFor(call, signal, subject, changes));
          if (done instanceof Promise) throw new Error(`${call.name}: a write must be synchronous`);
          const checked = checkResult(call.name, call.spec, done);
          if (!checked.ok) throw new FailureError(checked);
          if (call.spec.audit !== null) deps.audit.append(db, entryFor(call, 'ok', subject));
          if (call.requestId !== null)
            keep(db, call.requestId, call.name, standingOf(call), checked, deps.now());
          return checked;
        })
        .immediate();
      for (const [topic, ids] of changes) deps.topics.publish(topic, [...ids]);
      return result;
    } catch (error) {
      return failed(call, error, subject);
    }
  }

  /** Resolves once its audit row is durable, or with why nothing leaves. `unwanted`: nobody waits for it any more. */
  function recorded(
    call: Call,
    result: Result<unknown>,
    outcome: AuditEntry['outcome'],
    subject: Subject,
    unwanted: () => boolean,
  ): Promise<Result<unknown>> {
    const entry = entryFor(call, outcome, subject);
    return new Promise((resolve) =>
      reads.add({
        stands() {
          // The desk may have been locked since, or somebody else may have sat down.
          const changed = unwanted() ? null : noLongerAllowed(call);
          if (unwanted()) resolve(fail('cancelled'));
          else if (changed !== null) resolve(refuse(call, fail(changed), subject));
          else return true;
          return false;
        },
        row() {
          const db = deps.core();
          if (db !== null) deps.audit.append(db, entry);
        },
        committed: () => resolve(result),
        failed: (error) => resolve(failed(call, error, subject)),
      }),
    );
  }
  const failed = (call: Call, error: unknown, subject: Subject): Failure =>
    refuse(
      call,
      failureOf(error, (e) => deps.onUnexpected(call.name, e)),
      subject,
    );

  async function runOther(call: Call, handler: AnyHandler, signal: AbortSignal): Promise<Result<unknown>> {
    const subject: Subject = {};
    const effect = call.spec.kind === 'page' ? 'read' : call.spec.effect;
    // What a read found stays here when nobody wants it; anything else has done something, and says what.
    const unwanted = (): boolean => effect === 'read' && signal.aborted;
    const record = (outcome: AuditEntry['outcome'], person = whoAsks(call)): void => {
      const db = deps.core();
      if (db === null || call.spec.audit === null) return;
      reads.flush();
      db.transaction(() => deps.audit.append(db, entryFor(call, outcome, subject, person))).immediate();
    };
    try {
      if (effect === 'remote') record('asked');
      const context = contextFor(call, signal, subject, null);
      const done =
        call.spec.kind === 'page'
          ? pageOf(call.name, (limit) =>
              handler(call.input, { after: call.cursor, limit } satisfies Cursor, context),
            )
          : handler(call.input, context);
      const result = checkResult(call.name, call.spec, await done);
      if (unwanted() && (result.ok || result.code === 'cancelled')) return fail('cancelled');
      // What another system did not do because it was called off failed for no other reason.
      if (!result.ok)
        return refuse(call, effect === 'remote' && signal.aborted ? fail('cancelled') : result, subject);
      if (effect === 'control') {
        record('ok', namedIn(call, deps.standing().person));
        return result;
      }
      if (call.spec.audit === null) {
        // While it was asked the desk may have been locked, or somebody else may have sat down.
        const changed = noLongerAllowed(call);
        return changed === null ? result : refuse(call, fail(changed), subject);
      }
      // A read's audit row is durable before anything leaves the desk.
      return await recorded(call, result, effect === 'remote' ? 'answered' : 'ok', subject, unwanted);
    } catch (error) {
      if (unwanted()) return fail('cancelled');
      if (effect === 'remote' && signal.aborted) return refuse(call, fail('cancelled'), subject);
      return failed(call, error, subject);
    }
  }

  async function answer(
    port: PagePort,
    frame: {
      id: string;
      name: string;
      input?: unknown;
      requestId?: string | undefined;
      cursor?: string | null | undefined;
    },
    /** Nobody sat when it arrived. */
    asNobody: boolean,
  ): Promise<Result<unknown>> {
    const spec = specOf(frame.name);
    if (spec === null || spec.kind === 'topic') return fail('unknown-request', frame.name.slice(0, 80));
    const { person, phase } = deps.standing();
    const call: Call = {
      name: frame.name,
      spec,
      input: frame.input,
      cursor: frame.cursor ?? null,
      requestId: frame.requestId ?? null,
      port,
      frameId: frame.id,
      person: asNobody ? null : person,
      seat: idOf(person),
      phase,
    };
    const parsed = spec.input.safeParse(frame.input ?? {});
    if (!parsed.success)
      return refuse(
        call,
        fail(
          'invalid-input',
          `${frame.name}: ${parsed.error.issues
            .map((i) => i.path.join('.'))
            .join(', ')
            .slice(0, 200)}`,
        ),
        {},
      );
    call.input = parsed.data;
    const refused = gateFor(call);
    if (refused !== null) return refuse(call, fail(refused), {});
    const handler = handlerOf(frame.name);
    if (handler === null) return fail('unknown-request', frame.name);
    const key = `${port.port}:${frame.id}`;
    const abort = new AbortController();
    running.set(key, abort);
    const started = deps.monotonic();
    try {
      // Only what holds the thread counts (rule 5): remote and worker requests wait without holding it.
      const done =
        spec.kind === 'request' && spec.effect === 'write'
          ? runWrite(call, handler, abort.signal)
          : spec.kind === 'request' && spec.effect === 'control' && spec.audit !== null
            ? repeats.once(
                call,
                () => standingOf(deps.standing()),
                () => runOther(call, handler, abort.signal),
                () => refuse(call, fail('invalid-input', 'requestId of another request'), {}),
              )
            : runOther(call, handler, abort.signal);
      const held = deps.monotonic() - started;
      if (held > slowTurnMs) deps.onSlow(frame.name, held);
      return await done;
    } finally {
      running.delete(key);
    }
  }

  function reply(port: PagePort, id: string, result: Result<unknown>): void {
    port.send({ t: 'reply', id, result: bounded(result) } satisfies ToPage);
  }

  return {
    attach(port: PagePort): void {
      let gone = false;
      deps.topics.add(port.port, port);
      port.onClose(() => {
        gone = true;
        deps.topics.remove(port.port);
        // What this page asked of others is no longer wanted.
        for (const [key, abort] of running) if (key.startsWith(`${port.port}:`)) abort.abort();
      });
      port.onFrame((raw) => {
        const parsed = toDesk.safeParse(raw);
        if (!parsed.success) {
          const id = (raw as { id?: unknown } | null)?.id;
          if (typeof id === 'string' && id.length <= 64) reply(port, id, fail('invalid-input', 'frame'));
          return;
        }
        const frame = parsed.data;
        if (frame.t === 'cancel') {
          if (turns.drop(port.port, frame.id)) reply(port, frame.id, fail('cancelled'));
          else running.get(`${port.port}:${frame.id}`)?.abort();
        } else if (frame.t === 'read') deps.topics.read(port.port);
        else if (frame.t === 'watch') {
          const spec = specOf(frame.topic);
          if (spec?.kind === 'topic' && spec.surfaces.includes(port.surface))
            deps.topics.watch(port.port, frame.topic, frame.on);
        } else {
          const size = sizeOf(frame.input);
          if (size === null) reply(port, frame.id, fail('invalid-input', 'not JSON'));
          else if (size > limits.messageBytes)
            reply(port, frame.id, fail('too-large', frame.name.slice(0, 80)));
          else {
            const asker = idOf(deps.standing().person);
            const run = (): void => {
              const now = idOf(deps.standing().person);
              // Nothing is done in the name of who sat down meanwhile; what needs nobody goes on as nobody's.
              if (now !== null && now !== asker && (asker !== null || !forAnybody(frame.name)))
                return reply(port, frame.id, fail('interrupted'));
              // A write was sent to be kept, whatever became of its page; nobody waits for the rest any more.
              if (gone && !keeps(frame.name)) return;
              void answer(port, frame, asker === null).then((result) => reply(port, frame.id, result));
            };
            if (!turns.take(port.port, frame.id, run))
              reply(port, frame.id, fail('busy', 'too many requests'));
          }
        }
      });
      port.send(deps.hello(port));
    },
  };
}
