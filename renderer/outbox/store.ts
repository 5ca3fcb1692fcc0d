// Lanes and rows of the queue as the desk last told them; kept fresh while somebody looks.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { QueuedRow } from '#shared/contract/outbox.ts';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createReader } from '../bridge/latest.ts';
import { useTopic } from '../bridge/use-desk.ts';

type StateOf<R> = R extends Promise<Result<infer V>> ? V : never;
export type OutboxState = StateOf<ReturnType<Bridge['outbox']['state']>>;

interface QueueView {
  state: OutboxState | null;
  rows: readonly QueuedRow[] | null;
  next: string | null;
  failure: Failure | null;
}
export const useQueue = create<QueueView>()(() => ({ state: null, rows: null, next: null, failure: null }));

let pages = 1;
interface Read {
  state: Result<OutboxState>;
  rows: QueuedRow[];
  next: string | null;
  failure: Failure | null;
}
async function readAll(): Promise<Read> {
  const state = await careline.outbox.state();
  const rows: QueuedRow[] = [];
  let next: string | null = null;
  for (let i = 0; i < pages; i++) {
    const page = await careline.outbox.queue({ state: 'all', cursor: next });
    if (!page.ok) return { state, rows, next, failure: page };
    rows.push(...page.value.rows);
    next = page.value.next;
    if (next === null) break;
  }
  return { state, rows, next, failure: state.ok ? null : state };
}
const reader = createReader(readAll, ({ state, rows, next, failure }) =>
  useQueue.setState({
    ...(state.ok ? { state: state.value } : {}),
    ...(failure === null ? { rows, next } : {}),
    failure,
  }),
);
export const readQueue = (): Promise<void> => reader.read();
export function readMore(): Promise<void> {
  pages++;
  return readQueue();
}

/** The lanes alone, for the status bar: no row is read. */
export const useLanes = create<{ state: OutboxState | null }>()(() => ({ state: null }));
const lanesReader = createReader(
  () => careline.outbox.state(),
  (result) => useLanes.setState({ state: result.ok ? result.value : null }),
);
/** Once a page, at an open desk. */
export function useKeepLanes(): void {
  useEffect(() => void lanesReader.read(), []);
  useTopic(careline.outbox.changed, () => void lanesReader.read());
}

export function useFreshQueue(): void {
  useEffect(() => {
    pages = 1;
    void readQueue();
  }, []);
  useTopic(careline.outbox.changed, () => void readQueue());
}
