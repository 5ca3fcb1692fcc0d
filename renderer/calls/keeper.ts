// Keeps what is typed: at most 400 ms after a key it is on its way to the desk (C38: 500 ms), one save at a time, and
// what failed is tried again until it is kept. Nothing is said to be kept before the desk has said so.
import type { Result } from '#shared/domain/result.ts';

export type Kept =
  | { kind: 'none' }
  /** Typed, not confirmed yet; `at` is when an earlier state was kept. */
  | { kind: 'waiting'; at: string | null }
  | { kind: 'kept'; at: string }
  | { kind: 'failed'; code: string; at: string | null };

export interface KeeperDeps {
  save(text: string): Promise<Result<{ keptAt: string }>>;
  /** Runs later; answers how to cancel it. */
  after(ms: number, run: () => void): () => void;
  onKept(kept: Kept): void;
}
export interface Keeper {
  change(text: string): void;
  /** Saves now what is not kept; settles when that one save has settled. */
  flush(): Promise<void>;
  /** Nothing is saved any more: the call is over and its notes are part of the log. */
  close(): void;
}

export const keepAfter = 400;
export const tryAgainAfter = 2000;
/** Typed while a save was under way: part of the 500 ms is gone already. */
const rightAfter = 50;

export function createKeeper({ save, after, onKept }: KeeperDeps, initial = ''): Keeper {
  let text = initial;
  let kept = initial;
  let keptAt: string | null = null;
  let cancel: (() => void) | null = null;
  let saving: Promise<void> | null = null;
  let closed = false;

  const plan = (ms: number): void => {
    if (closed) return;
    cancel ??= after(ms, () => {
      cancel = null;
      void run();
    });
  };
  async function once(): Promise<void> {
    const sent = text;
    const result = await save(sent);
    if (closed) return;
    if (result.ok) {
      kept = sent;
      keptAt = result.value.keptAt;
      onKept(text === sent ? { kind: 'kept', at: keptAt } : { kind: 'waiting', at: keptAt });
    } else onKept({ kind: 'failed', code: result.code, at: keptAt });
    if (text !== kept) plan(result.ok ? rightAfter : tryAgainAfter);
  }
  function run(): Promise<void> {
    if (saving) return saving;
    saving = once().finally(() => {
      saving = null;
    });
    return saving;
  }

  return {
    change(next) {
      if (next === text) return;
      text = next;
      if (text === kept && !saving) {
        cancel?.();
        cancel = null;
        onKept(keptAt === null ? { kind: 'none' } : { kind: 'kept', at: keptAt });
        return;
      }
      onKept({ kind: 'waiting', at: keptAt });
      if (!saving) plan(keepAfter);
    },
    async flush() {
      if (saving) await saving;
      cancel?.();
      cancel = null;
      if (text !== kept && !closed) await run();
    },
    close() {
      closed = true;
      cancel?.();
      cancel = null;
    },
  };
}
