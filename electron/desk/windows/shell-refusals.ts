// What the shell stopped (a page that wanted out, a link that is none of ours), audited by the desk: the shell has no
// database. Neither addresses nor contents arrive here, so none can be written.
import { shellRefusals, type PortSurface, type ShellRefusal } from '#host/link.ts';
import { appendAudit, createRefusalAudit } from '../audit/append.ts';
import type { Log } from '../log.ts';
import type { Person } from '../router/context.ts';
import type { Db } from '../vault/open.ts';

export interface ShellRefusalsDeps {
  core(): Db | null;
  now(): string;
  person(): Person | null;
  log: Log;
}
/** Refusals from before the vault was open that are kept for it; more are only logged. */
const mostKept = 20;

export function createShellRefusals({ core, now, person, log }: ShellRefusalsDeps) {
  interface Refusal {
    what: ShellRefusal;
    surface: PortSurface | null;
    at: string;
  }
  // One budget a kind: a page that hammers at one door must not hide what it does at another.
  const budgets = new Map(shellRefusals.map((what) => [what, createRefusalAudit()]));
  const kept: Refusal[] = [];

  function write(db: Db, { what, surface, at }: Refusal): void {
    const entry = {
      event: 'shell.refused',
      outcome: 'shell-refused',
      person: person(),
      surface: surface ?? 'shell',
      subject: { what },
      at,
    } as const;
    try {
      db.transaction(() => budgets.get(what)?.refuse(db, entry)).immediate();
    } catch {
      // It was refused all the same; a full disk is told of by the next write that somebody waits for.
      log.warn('shell.refused', { name: what, state: 'not-audited' });
    }
  }
  return {
    refused(what: ShellRefusal, surface: PortSurface | null): void {
      const refusal = { what, surface, at: now() };
      const db = core();
      if (db !== null) write(db, refusal);
      else if (kept.length < mostKept) kept.push(refusal);
      log.warn('shell.refused', { name: what, surface: surface ?? 'shell' });
    },
    /** The vault is open: what was refused before comes first. */
    opened(db: Db): void {
      for (const refusal of kept.splice(0)) write(db, refusal);
    },
  };
}

/** The desk was locked by the system, not by a person's request that the router would audit (C3). */
export function auditSystemLock(db: Db, person: Person | null, at: string): void {
  db.transaction(() =>
    appendAudit(db, { event: 'session.lock', outcome: 'ok', person, surface: 'shell', subject: {}, at }),
  ).immediate();
}
