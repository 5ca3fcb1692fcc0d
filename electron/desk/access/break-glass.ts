// Emergency access on this desk (C2): one at a time, in memory and as a row; ends by time, by hand, at a lock, at a change of
// seat, at the end of the lease, and with the desk. Works without a network. The patient room asks `glass` at every card.
import type Database from 'better-sqlite3';
import type { AccessState } from '#shared/contract/access.ts';
import { type Ending, leftMs, minutesOf, refuses } from '#shared/domain/access/break-glass.ts';
import { fail, ok } from '#shared/domain/result.ts';
import { appendAudit } from '../audit/append.ts';
import type { GuardRoom } from '../guard/side.ts';
import { createVerificationStore } from '../patient/store.ts';
import type { Reports } from '../reports/reports.ts';
import type { Person, RoomHandlers } from '../router/context.ts';
import type { DeskClock } from '../session/clock.ts';
import { isOpen, leftOpen, putEnded, putOpened, type Opened } from './store.ts';

export interface BreakGlassParts {
  core(): Database.Database | null;
  openCore(): Database.Database;
  session: { person(): Person | null };
  clock: Pick<DeskClock, 'now' | 'monotonic'>;
  after(ms: number, run: () => void): () => void;
  uuid(): string;
  changed(...topics: string[]): void;
  /** What the organisation's policy says, minutes. */
  minutes(): number;
  reports: Pick<Reports, 'queue' | 'soon'>;
}
/** Asked by the patient room: id of the access under which this may be shown now, or null. */
export type Glass = (contextId: string, patientId: string) => string | null;

export type BreakGlass = ReturnType<typeof createBreakGlass>;
export function createBreakGlass(deps: BreakGlassParts) {
  const { clock } = deps;
  const store = createVerificationStore(deps.openCore);
  let open: (Opened & { since: number; cancel(): void }) | null = null;

  const left = (): number => (open === null ? 0 : leftMs(open.since, open.minutes, clock.monotonic()));
  const tell = (): void => deps.changed('access.changed', 'patient.changed');
  /** From here on nothing is shown, whatever can be written about it. */
  function close(): Opened | null {
    const was = open;
    open = null;
    was?.cancel();
    return was;
  }
  function audited(db: Database.Database, o: Opened, by: Ending): void {
    const at = clock.now();
    const { id: breakGlassId, patientId, contextId: callId, person: id, role } = o;
    db.transaction(() => {
      if (!putEnded(db, o.id, at, by)) return;
      const subject = { breakGlassId, patientId, callId, what: by };
      appendAudit(db, {
        event: 'access.end',
        outcome: 'ok',
        person: { id, role },
        surface: 'desk',
        subject,
        at,
      });
    }).immediate();
    deps.reports.soon();
  }
  function end(by: Ending): void {
    const was = close();
    if (was === null) return;
    tell();
    const db = deps.core();
    if (db === null) return;
    // Found to be over while something else is being written: that may be taken back, this end may not.
    if (db.inTransaction) deps.after(0, () => audited(db, was, by));
    else audited(db, was, by);
  }
  /** A timer may fire a moment early: it looks, and waits for the rest. */
  const watch = (): (() => void) =>
    deps.after(Math.max(1, Math.ceil(left())), () => {
      if (current() !== null && open !== null) open.cancel = watch();
    });
  /** What is open for whoever sits here; one that is over by the steady clock is ended by being asked for. */
  function current(): typeof open {
    if (open === null) return null;
    if (left() === 0) {
      end('time');
      return null;
    }
    const db = deps.core();
    const stands = db !== null && isOpen(db, open.id) && deps.session.person()?.id === open.person;
    return stands ? open : null;
  }
  const glass: Glass = (contextId, patientId) => {
    const now = current();
    return now !== null && now.contextId === contextId && now.patientId === patientId ? now.id : null;
  };
  function state(): AccessState {
    const now = current();
    const minutes = minutesOf(deps.minutes());
    if (now === null) return { open: null, minutes };
    const { id, contextId, patientId, need, begunAt } = now;
    const until = new Date(Date.parse(clock.now()) + left()).toISOString();
    return { open: { id, contextId, patientId, need, begunAt, until }, minutes };
  }

  const handlers: RoomHandlers<'access'> = {
    breakGlass({ contextId, patientId, need, reason }, context) {
      const id = deps.uuid();
      context.about({ patientId, callId: contextId, what: need });
      const code = refuses({
        role: context.person?.role ?? null,
        chosen: store.chosen(contextId)?.patientId === patientId,
        reason,
        open: current() !== null,
      });
      if (code !== null || context.person === null) return fail(code ?? 'not-signed-in');
      context.about({ breakGlassId: id });
      const minutes = minutesOf(deps.minutes());
      const { id: person, role } = context.person;
      const opened: Opened = { id, person, role, patientId, contextId, need, minutes, begunAt: context.now };
      putOpened(deps.openCore(), opened);
      const facts = { patientId, contextId, need, minutes };
      deps.reports.queue({ id, kind: 'break-glass', author: person, at: context.now, facts }, reason.trim());
      // Not before this transaction was committed does its row stand, and without its row it opens nothing.
      close();
      open = { ...opened, since: clock.monotonic(), cancel: () => undefined };
      open.cancel = watch();
      context.changed('access.changed');
      context.changed('patient.changed');
      return ok(state());
    },
    end({ id }, context) {
      if (open?.id === id) {
        const { patientId, contextId: callId } = open;
        context.about({ breakGlassId: id, patientId, callId, what: 'hand' });
        putEnded(deps.openCore(), id, context.now, 'hand');
        close();
        deps.reports.soon();
        context.changed('access.changed');
        context.changed('patient.changed');
      } else context.about({ breakGlassId: id, what: 'over' });
      return ok(state());
    },
    state: () => ok(state()),
  };

  const room: GuardRoom = {
    opened(vault) {
      for (const o of leftOpen(vault.core)) if (o.id !== open?.id) audited(vault.core, o, 'restart');
    },
    locked: () => end('lock'),
    seated(who) {
      if (open !== null && (who?.id !== open.person || who.role !== open.role)) end('seat');
    },
    revoked: () => end('lease'),
    stop: () => void close(),
  };
  return { handlers, room, glass, end };
}
