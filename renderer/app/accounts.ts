// The practices for whom the phone is answered, read once and shared by every room: line labels, reasons, on-call list.
// They hold no patient data and are there before the vault is opened.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

interface AccountsView {
  accounts: readonly Account[];
  /** `reading` until the first answer; a failure keeps what was known. */
  reading: boolean;
  failure: Failure | null;
}

const useStore = create<AccountsView>()(() => ({ accounts: [], reading: true, failure: null }));
let asked: Promise<void> | null = null;

/** Reads the accounts anew; repeated calls while one is under way are one call. */
export function readAccounts(): Promise<void> {
  asked ??= careline.accounts.list().then((result) => {
    asked = null;
    if (result.ok) useStore.setState({ accounts: result.value, reading: false, failure: null });
    else useStore.setState({ reading: false, failure: result });
  });
  return asked;
}

/** As they were read last, for what is not a component. */
export const knownAccounts = (): readonly Account[] => useStore.getState().accounts;

export function useAccounts(): AccountsView {
  const view = useStore();
  useEffect(() => {
    if (useStore.getState().accounts.length === 0) void readAccounts();
  }, []);
  // A delivered account counts at once; one delivery brings accounts and schedules.
  useTopic(careline.oncall.changed, () => void readAccounts());
  useTopic(careline.demo.changed, () => void readAccounts());
  return view;
}

/** The account, or null while it is not known. */
export function useAccount(accountId: string | null): Account | null {
  const { accounts } = useAccounts();
  return accounts.find((a) => a.id === accountId) ?? null;
}
