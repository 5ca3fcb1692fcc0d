// A list of the server's, read while somebody looks at it: anew when its count changes, now and then while other things
// change, and never an older answer over a newer one. Each read is a request to the server with a row in its audit.
import { useEffect, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

/** ms between two reads that only "something changed" asks for: a colleague may have taken a row. */
export const restMs = 5000;

export interface ListReader {
  /** At once. */
  read(): void;
  /** When the last read is old enough; several of these are one. */
  soon(): void;
  stop(): void;
}
export interface ListDeps<T> {
  ask(): Promise<Result<T>>;
  take(result: Result<T>): void;
  now(): number;
  later(ms: number, task: () => void): () => void;
}
export function createListReader<T>({ ask, take, now, later }: ListDeps<T>): ListReader {
  let newest = 0;
  let readAt = -Infinity;
  let waiting: (() => void) | null = null;
  const halt = (): void => {
    waiting?.();
    waiting = null;
  };
  const read = (): void => {
    halt();
    const mine = ++newest;
    readAt = now();
    void ask().then((result) => {
      if (mine === newest) take(result);
    });
  };
  return {
    read,
    soon: () => void (waiting ??= later(Math.max(0, readAt + restMs - now()), read)),
    stop() {
      newest++;
      halt();
    },
  };
}

const time = {
  now: () => performance.now(),
  later(ms: number, task: () => void) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
};

/** `counts`: what the server says of it in each snapshot; another one means that the list is another. */
export function useList<R>(
  ask: () => Promise<Result<readonly R[]>>,
  counts: string,
): { rows: readonly R[] | null; failure: Failure | null; read: () => void } {
  const [rows, setRows] = useState<readonly R[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [reader] = useState(() =>
    createListReader<readonly R[]>({
      ask,
      take(result) {
        if (result.ok) setRows(result.value);
        setFailure(result.ok ? null : result);
      },
      ...time,
    }),
  );
  useEffect(() => reader.read(), [reader, counts]);
  useEffect(() => () => reader.stop(), [reader]);
  useTopic(careline.telephony.changed, reader.soon);
  return { rows, failure, read: reader.read };
}
