// The backups of this desk: made by themselves while it is open, checked when somebody asks, and the way out of a damaged
// vault. One thing at a time.
import type { BackupsState, BackupView, RestoredView } from '#shared/contract/backups.ts';
import { dueIn, standingOf } from '#shared/domain/backups/plan.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { GuardRoom } from '../guard/side.ts';
import type { Log } from '../log.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import type { Session } from '../session/session.ts';
import type { Repair } from '../vault/repair.ts';
import type { Vault } from '../vault/vault.ts';
import { checkBackup, makeBackup } from './make.ts';
import { isOwn, listBackups } from './manifest.ts';
import { runRestore } from './run-restore.ts';

export interface BackupsParts {
  init: { profile: string };
  session: Pick<Session, 'vault' | 'problem' | 'repair'>;
  clock: { wall(): number; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  changed(...topics: string[]): void;
  log: Pick<Log, 'info' | 'error'>;
}
/** After an opening, so that nobody waits for it; and between two looks at most, ms. */
const firstAfter = 60_000;
const lookEvery = 3_600_000;
/** What a restore can mend; anything else has another way out. */
const mendable: readonly ErrorCode[] = ['vault-damaged', 'vault-plain-file'];

export function createBackups(
  parts: BackupsParts,
): GuardRoom & { handlers: { backups: RoomHandlers<'backups'> } } {
  const { session, clock } = parts;
  const { profile } = parts.init;
  const states = new Map<string, BackupView['state']>();
  let busy: BackupsState['busy'] = null;
  let problem: ErrorCode | null = null;
  let restored: RestoredView | null = null;
  let nextAt: number | null = null;
  let cancel: (() => void) | null = null;
  /** The real clock: a demo's shifted one would name a backup after an hour that never was. */
  const now = (): string => new Date(clock.wall()).toISOString();

  const newest = (): string | null =>
    listBackups(profile).find((b) => b.manifest !== null)?.manifest?.madeAt ?? null;
  function state(): BackupsState {
    const found = listBackups(profile).slice(0, 200);
    return {
      backups: found.map(({ id, manifest }) => ({
        id,
        madeAt: manifest?.madeAt ?? null,
        bytes: manifest?.bytes ?? 0,
        state: manifest === null ? 'damaged' : (states.get(id) ?? 'unchecked'),
      })),
      standing: standingOf(newest(), now()),
      busy,
      nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
      problem,
      restored,
    };
  }
  async function alone<T>(
    what: NonNullable<BackupsState['busy']>,
    work: () => Promise<Result<T>>,
  ): Promise<Result<T>> {
    if (busy !== null) return fail('busy', busy);
    busy = what;
    parts.changed('backups.changed');
    try {
      return await work();
    } finally {
      busy = null;
      parts.changed('backups.changed');
    }
  }
  const answer = (done: Result<unknown>): Result<BackupsState> => (done.ok ? ok(state()) : done);

  async function make(vault: Vault): Promise<Result<null>> {
    return alone('making', async () => {
      const made = await makeBackup(vault, { profile, vaultId: vault.vaultId, now });
      if (!made.ok) return made;
      // Read back page by page as it was made.
      states.set(made.value.id, 'good');
      parts.log.info('backup.made');
      return ok(null);
    });
  }
  /** When the next one is due, at most an hour from now: a computer that slept is noticed. */
  function plan(atLeast = 0): void {
    cancel?.();
    const wait = Math.max(atLeast, dueIn(newest(), now()));
    nextAt = clock.wall() + wait;
    cancel = parts.after(Math.min(wait, lookEvery), () => {
      const vault = session.vault();
      if (vault === null) return;
      if (dueIn(newest(), now()) > 0) return plan();
      void make(vault).then((done) => {
        problem = done.ok || done.code === 'busy' ? null : done.code;
        if (!done.ok) parts.log.error('backup.failed', { code: done.code });
        plan(done.ok ? 0 : lookEvery);
        parts.changed('backups.changed');
      });
    });
  }

  async function check(id: string): Promise<Result<null>> {
    const vault = session.vault();
    const backup = listBackups(profile).find((b) => b.id === id);
    if (backup === undefined) return fail('not-found', 'backup');
    const key = vault?.readOnlyKeyFor('core') ?? null;
    if (vault === null || key === null) return fail('vault-closed');
    return alone('checking', async () => {
      const bad = await checkBackup(backup, key, (m) => isOwn(m, vault.vaultId, vault.devicePublicKey));
      states.set(id, bad === null ? 'good' : bad === 'backup-foreign' ? 'foreign' : 'damaged');
      return ok(null);
    });
  }

  function restore(
    { id, passphrase, personId }: { id: string | null; passphrase: string; personId?: string | undefined },
    context: Context,
  ): Promise<Result<null>> {
    const found = session.problem();
    if (found === null || !mendable.includes(found)) return Promise.resolve(fail('restore-not-needed'));
    const from = id === null ? null : (listBackups(profile).find((b) => b.id === id) ?? null);
    if (id !== null && from === null) return Promise.resolve(fail('not-found', 'backup'));
    return alone('restoring', () =>
      session.repair(passphrase, personId ?? null, (open: Repair) => mend(from, open, context)),
    );
  }
  async function mend(
    from: ReturnType<typeof listBackups>[number] | null,
    open: Repair,
    context: Context,
  ): Promise<Result<null>> {
    const started = clock.monotonic();
    if (from !== null) {
      const bad = await checkBackup(from, Buffer.from(open.keys.core), (m) =>
        isOwn(m, open.vaultId, open.devicePublicKey),
      );
      if (bad !== null) {
        states.set(from.id, bad === 'backup-foreign' ? 'foreign' : 'damaged');
        return fail(bad === 'backup-foreign' ? 'backup-foreign' : 'backup-damaged');
      }
    }
    const job = { profile, from, generation: open.generation, at: now(), person: open.person };
    const done = await runRestore(job, open.keys, (n, total) => context.progress(n, total));
    if (!done.ok) return done;
    restored = { ...done.value, tookMs: Math.round(clock.monotonic() - started) };
    parts.log.info('backup.restored', { count: done.value.salvaged });
    return ok(null);
  }

  return {
    opened: () => plan(firstAfter),
    stop: () => cancel?.(),
    handlers: {
      backups: {
        state: () => ok(state()),
        async make() {
          const vault = session.vault();
          return vault === null ? fail('vault-closed') : answer(await make(vault));
        },
        check: async ({ id }) => answer(await check(id)),
        restore: async (input, context) => answer(await restore(input, context)),
      },
    },
  };
}
