// What the work list shows, read once and kept fresh by topics; also gives the count on the tab.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import type { WorkFacts } from './sections.ts';

interface WorkView extends Omit<WorkFacts, 'accountName' | 'patientOf'> {
  loaded: boolean;
  failure: Failure | null;
}
export const useWork = create<WorkView>()(() => ({
  calls: [],
  items: [],
  drafts: [],
  messages: [],
  bookings: [],
  loaded: false,
  failure: null,
}));

/** Newest messages that the list looks at. */
async function readItems(): Promise<void> {
  const result = await careline.work.list();
  if (result.ok) useWork.setState({ items: result.value, loaded: true, failure: null });
  else useWork.setState({ failure: result });
}
async function readCalls(): Promise<void> {
  const result = await careline.calls.current();
  if (result.ok) useWork.setState({ calls: result.value });
}
async function readMessages(): Promise<void> {
  const [drafts, messages] = await Promise.all([
    careline.messages.drafts(),
    careline.messages.list({ accountId: null }),
  ]);
  if (drafts.ok) useWork.setState({ drafts: drafts.value });
  if (messages.ok) useWork.setState({ messages: messages.value.rows });
}
/** A role that books nothing has none. */
async function readBookings(): Promise<void> {
  const result = await careline.booking.open();
  if (result.ok) useWork.setState({ bookings: result.value });
}
export function readWork(): void {
  void readBookings();
  void readItems();
  void readCalls();
  void readMessages();
}

/** Once, in the layout. */
export function useKeepWork(): void {
  const epoch = useDesk().hello?.epoch;
  useEffect(readWork, [epoch]);
  useTopic(careline.booking.changed, () => void readBookings());
  useTopic(careline.work.changed, () => void readItems());
  useTopic(careline.calls.changed, () => void readCalls());
  useTopic(careline.messages.changed, () => void readMessages());
}

export const accountName = (accounts: readonly Account[], id: string): string =>
  accounts.find((account) => account.id === id)?.name ?? id;
