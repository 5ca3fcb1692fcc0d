// How old the on-call schedules of this desk are: of the account in force, and the worst of all of them.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ScheduleOrigin } from '#shared/contract/oncall.ts';
import { useAccounts } from '../app/accounts.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export const useOnCallAges = create<{ by: Readonly<Record<string, ScheduleOrigin>> }>()(() => ({ by: {} }));
const noFacts = { provider: null, language: null, facility: null };

async function read(accountIds: readonly string[]): Promise<void> {
  const by: Record<string, ScheduleOrigin> = {};
  for (const accountId of accountIds) {
    const result = await careline.oncall.now({ accountId, at: null, facts: noFacts });
    if (result.ok) by[accountId] = result.value.origin;
  }
  useOnCallAges.setState({ by });
}

/** A schedule grows old by itself. ms */
const lookAgain = 5 * 60_000;

/** Once, in the layout. */
export function useKeepOnCall(): void {
  const ids = useAccounts()
    .accounts.map((account) => account.id)
    .join(' ');
  useEffect(() => {
    const all = (): void => void read(ids.split(' ').filter(Boolean));
    all();
    const timer = setInterval(all, lookAgain);
    return () => clearInterval(timer);
  }, [ids]);
  const again = (): void => void read(ids.split(' ').filter(Boolean));
  useTopic(careline.oncall.changed, again);
  useTopic(careline.demo.changed, again);
}

/** The schedule that counts for what is in hand; without an account in force the oldest one, which is the one to worry about. */
export function originFor(
  by: Readonly<Record<string, ScheduleOrigin>>,
  accountId: string | null,
): ScheduleOrigin | null {
  const own = accountId === null ? undefined : by[accountId];
  return own ?? Object.values(by).toSorted((a, b) => a.asOf.localeCompare(b.asOf))[0] ?? null;
}
