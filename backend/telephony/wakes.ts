// Who waits for news hears of it at once, whichever process made it: one connection that LISTENs. While it is lost, waiters
// look by themselves every second, so that nothing depends on it but the speed.
import pg from 'pg';
import type { Log } from '../log.ts';

export interface Wakes {
  /** True as soon as there may be news for this person; false after `ms`, when `signal` ends, or when closing. */
  wait: (org: string, person: string, ms: number, signal: AbortSignal) => Promise<boolean>;
  /** Call before reading what one would otherwise wait for: news since then ends the next `wait` at once. */
  mark: (org: string, person: string) => number;
  newsSince: (org: string, person: string, mark: number) => boolean;
  close: () => Promise<void>;
}
const unheardMs = 1_000;
const againMs = 500;

export function openWakes(databaseUrl: string, log: Log): Wakes {
  const waiting = new Map<string, Set<() => void>>();
  const news = new Map<string, number>();
  let client: pg.Client | null = null;
  let listening = false;
  let closed = false;
  let counter = 0;
  let allAt = 0;
  let retry: NodeJS.Timeout | null = null;

  const wakeAll = (): void => {
    allAt = ++counter;
    for (const set of waiting.values()) for (const wake of set) wake();
  };
  async function connect(): Promise<void> {
    retry = null;
    if (closed) return;
    const mine = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'careline-wakes',
      keepAlive: true,
    });
    client = mine;
    const lost = (): void => {
      if (client !== mine) return;
      client = null;
      listening = false;
      void mine.end().catch(() => undefined);
      if (!closed) {
        log('database-lost', { code: 'listen' });
        retry = setTimeout(() => void connect(), againMs);
        retry.unref();
      }
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload }) => {
      const key = payload ?? '';
      // Kept only for those who are waiting or have just read: who comes later reads the version anyway.
      news.set(key, ++counter);
      if (news.size > 5_000) {
        news.clear();
        allAt = counter;
      }
      for (const wake of waiting.get(key) ?? []) wake();
    });
    try {
      await mine.connect();
      await mine.query('listen voice');
      listening = true;
      // What was told while nobody listened.
      wakeAll();
    } catch {
      lost();
    }
  }
  void connect();

  const keyOf = (org: string, person: string): string => `${org} ${person}`;
  return {
    mark: () => counter,
    newsSince: (org, person, mark) => allAt > mark || (news.get(keyOf(org, person)) ?? 0) > mark,
    wait: (org, person, ms, signal) =>
      new Promise((resolve) => {
        if (closed || signal.aborted || ms <= 0) return void resolve(false);
        const key = keyOf(org, person);
        const set = waiting.get(key) ?? new Set();
        waiting.set(key, set);
        const finish = (answer: boolean): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', ended);
          set.delete(woken);
          if (set.size === 0 && waiting.get(key) === set) waiting.delete(key);
          resolve(answer);
        };
        const woken = (): void => finish(!closed);
        const ended = (): void => finish(false);
        const timer = listening
          ? setTimeout(ended, ms)
          : setTimeout(() => finish(true), Math.min(ms, unheardMs));
        signal.addEventListener('abort', ended);
        set.add(woken);
      }),
    async close() {
      closed = true;
      if (retry) clearTimeout(retry);
      wakeAll();
      const mine = client;
      client = null;
      await mine?.end().catch(() => undefined);
    },
  };
}
