// Which trainer is signed in: in this process's memory alone, so that it ends with a restart, with a lock, and half an hour after
// the last thing a trainer did. Wrong passphrases wait longer and longer, also after a restart.
import type { KeyObject } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { TrainingState } from '#shared/contract/training-shapes.ts';
import type { TrainerKey } from '#shared/domain/training/certificate.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { prepared } from '../vault/prepared.ts';
import type { RandomBytes } from '../vault/seal.ts';
import type { ScryptCost } from '../vault/scrypt.ts';
import { makeTrainerKey, openTrainerKey } from './trainer-key.ts';

export interface Trainer {
  id: string;
  name: string;
  keyId: string;
  privateKey: KeyObject;
}
interface Row {
  id: string;
  name: string;
  key_id: string;
  public_key: string;
  sealed: string;
  failures: number;
  failed_at: string | null;
}
export interface SignedInDeps {
  core(): Database.Database;
  random: RandomBytes;
  cost: ScryptCost;
  clock: { now(): string; monotonic(): number };
  after(ms: number, run: () => void): () => void;
  changed(): void;
}

export const lastsMs = 30 * 60_000;
/** The third wrong one waits 5 s, each further one twice as long, at most five minutes. */
export const waitSeconds = (failures: number): number =>
  failures < 3 ? 0 : Math.min(300, 5 * 2 ** (failures - 3));

export function createSignedIn(deps: SignedInDeps) {
  let here: { trainer: Trainer; until: number; endsAt: string; stop: () => void } | null = null;
  /** Counts locks and sign-outs: a passphrase that was being checked before one signs nobody in after it. */
  let ended = 0;
  let last: Promise<unknown> = Promise.resolve();

  const rows = (): Row[] =>
    prepared<[], Row>(deps.core(), 'SELECT * FROM training_trainers ORDER BY made_at, id LIMIT 20').all();
  const waits = (row: Row): number => {
    const wait = waitSeconds(row.failures);
    if (wait === 0 || row.failed_at === null) return 0;
    const gone = (Date.parse(deps.clock.now()) - Date.parse(row.failed_at)) / 1000;
    // A clock that was set back waits the whole time.
    return gone < 0 ? wait : Math.max(0, Math.ceil(wait - gone));
  };
  function end(): void {
    ended++;
    here?.stop();
    if (here === null) return;
    here = null;
    deps.changed();
  }
  function touch(): void {
    if (here === null) return;
    here.stop();
    here.until = deps.clock.monotonic() + lastsMs;
    here.endsAt = new Date(Date.parse(deps.clock.now()) + lastsMs).toISOString();
    here.stop = deps.after(lastsMs, end);
  }
  function begin(trainer: Trainer): void {
    here?.stop();
    here = { trainer, until: 0, endsAt: '', stop: () => undefined };
    touch();
    deps.changed();
  }
  /** Both clocks: the steady one stands still while the computer sleeps. */
  function current(): Trainer | null {
    if (here === null) return null;
    if (deps.clock.monotonic() >= here.until || deps.clock.now() >= here.endsAt) {
      end();
      return null;
    }
    return here.trainer;
  }
  const noted = (id: string, failures: number, at: string | null): void =>
    void prepared(deps.core(), 'UPDATE training_trainers SET failures = ?, failed_at = ? WHERE id = ?').run(
      failures,
      at,
      id,
    );
  /** One after another: guesses in parallel would all be first. */
  function alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  }
  const shown = ({ id, name, keyId }: Omit<Trainer, 'privateKey'>) => ({ id, name, keyId });

  return {
    current,
    touch,
    end,
    state(): TrainingState {
      const who = current();
      const known = rows();
      return {
        practice: true,
        trainers: known.map((r) => shown({ id: r.id, name: r.name, keyId: r.key_id })),
        signedIn: who === null || here === null ? null : { ...shown(who), endsAt: here.endsAt },
        waitSeconds: Math.max(0, ...known.map(waits)),
      };
    },
    /** The public half, for the trainer who is signed in. */
    publicKey(): TrainerKey | null {
      const who = current();
      const row = rows().find((r) => r.id === who?.id);
      return row === undefined
        ? null
        : {
            kind: 'careline-trainer-key',
            v: 1,
            keyId: row.key_id,
            name: row.name,
            publicKey: row.public_key,
          };
    },
    setUp: (given: { id: string; name: string; passphrase: string }): Promise<Result<null>> =>
      alone(async () => {
        const known = rows();
        if (known.length > 0 && current() === null) return fail('training-trainer-first');
        if (known.length >= 20 || known.some((r) => r.id === given.id)) return fail('conflict', 'trainers');
        const before = ended;
        const made = await makeTrainerKey(given, deps.random, deps.cost);
        if (!made.ok) return made;
        if (before !== ended) return fail('interrupted');
        const { key, sealed, privateKey } = made.value;
        prepared(
          deps.core(),
          'INSERT INTO training_trainers (id, name, key_id, public_key, sealed, made_at) VALUES (?, ?, ?, ?, ?, ?)',
        ).run(given.id, given.name, key.keyId, key.publicKey, sealed, deps.clock.now());
        begin({ id: given.id, name: given.name, keyId: key.keyId, privateKey });
        return ok(null);
      }),
    signIn: (given: { trainerId: string; passphrase: string }): Promise<Result<null>> =>
      alone(async () => {
        const row = rows().find((r) => r.id === given.trainerId);
        if (row === undefined) return fail('not-found', 'trainer');
        if (waits(row) > 0) return fail('training-wait');
        const before = ended;
        // Counted before it is checked: ending the desk in the middle of a check is no free guess.
        noted(row.id, row.failures + 1, deps.clock.now());
        const opened = await openTrainerKey({ id: row.id, sealed: row.sealed, passphrase: given.passphrase });
        if (!opened.ok) {
          deps.changed();
          return opened;
        }
        if (before !== ended) return fail('interrupted');
        noted(row.id, 0, null);
        begin({ id: row.id, name: row.name, keyId: row.key_id, privateKey: opened.value });
        return ok(null);
      }),
  };
}
export type SignedIn = ReturnType<typeof createSignedIn>;
