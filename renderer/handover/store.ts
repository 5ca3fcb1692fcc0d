// What is to be handed over, as the desk last told it; kept fresh while somebody looks, or by the foot of the list.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Bridge } from '#shared/contract/bridge.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { knownAccounts, useAccounts } from '../app/accounts.ts';
import { deskNow } from '../app/session-store.ts';
import { careline } from '../bridge/index.ts';
import { createReader } from '../bridge/latest.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { morningOf } from './order.ts';

type ValueOf<R> = R extends Promise<Result<infer V>> ? V : never;
export type OpenValue = ValueOf<ReturnType<Bridge['handover']['open']>>;
export type BatchesValue = ValueOf<ReturnType<Bridge['handover']['batches']>>;
export type BatchValue = ValueOf<ReturnType<Bridge['handover']['batch']>>;

interface OpenView {
  value: OpenValue | null;
  failure: Failure | null;
}
export const useOpen = create<OpenView>()(() => ({ value: null, failure: null }));
const openReader = createReader(
  () => careline.handover.open(),
  (result) => useOpen.setState(result.ok ? { value: result.value, failure: null } : { failure: result }),
);
export const readOpen = (): Promise<void> => openReader.read();

interface BatchesView {
  value: BatchesValue | null;
  failure: Failure | null;
  /** Null = the hand-over that comes next. */
  forDate: string | null;
}
export const useBatches = create<BatchesView>()(() => ({ value: null, failure: null, forDate: null }));
/** The practices of a desk share a night: the first one's zone says which morning comes. */
const nextMorning = (): string => morningOf(deskNow(), knownAccounts()[0]?.zone);
const batchesReader = createReader(
  () => careline.handover.batches({ forDate: useBatches.getState().forDate ?? nextMorning() }),
  (result) => useBatches.setState(result.ok ? { value: result.value, failure: null } : { failure: result }),
);
export const readBatches = (): Promise<void> => batchesReader.read();
export function chooseDate(forDate: string | null): void {
  useBatches.setState({ forDate, value: null });
  void readBatches();
}

interface BatchView {
  /** Account and date that the rows are of. */
  of: string;
  value: BatchValue | null;
  failure: Failure | null;
}
export const useBatch = create<BatchView>()(() => ({ of: '', value: null, failure: null }));
let newest = 0;
/** One batch at a time: what is not on screen is not kept here. An answer that was overtaken is dropped. */
export async function readBatch(accountId: string, forDate: string): Promise<void> {
  const mine = ++newest;
  const of = `${accountId} ${forDate}`;
  if (useBatch.getState().of !== of) useBatch.setState({ of, value: null, failure: null });
  const result = await careline.handover.batch({ accountId, forDate });
  if (mine !== newest) return;
  useBatch.setState(result.ok ? { value: result.value, failure: null } : { failure: result });
}

export function useFreshOpen(): void {
  useEffect(() => void readOpen(), []);
  useTopic(careline.handover.changed, () => void readOpen());
  useTopic(careline.messages.changed, () => void readOpen());
}
export function useFreshBatches(): void {
  const epoch = useDesk().hello?.epoch;
  // Which morning comes depends on the practices' zone, and a demo moves the clock.
  const zone = useAccounts().accounts[0]?.zone;
  useEffect(() => void readBatches(), [epoch, zone]);
  useTopic(careline.demo.changed, () => void readBatches());
  useTopic(careline.handover.changed, () => void readBatches());
  useTopic(careline.messages.changed, () => void readBatches());
}
