// Until when the person that is phoned is on call, from the schedule's own answer; null while it is not known.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { ResolvedOnCall } from '#shared/domain/oncall/index.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

const noFacts = { provider: null, language: null, facility: null };
const useRoles = create<{ by: Readonly<Record<string, readonly ResolvedOnCall[]>> }>()(() => ({ by: {} }));

/** A failed read forgets what was known: an end that may be wrong is worse than none. */
async function readRoles(accountId: string): Promise<void> {
  const result = await careline.oncall.now({ accountId, at: null, facts: noFacts });
  useRoles.setState(({ by }) => ({ by: { ...by, [accountId]: result.ok ? result.value.roles : [] } }));
}

/** When this person's turn ends, in the first role that they hold now. */
export const endOf = (roles: readonly ResolvedOnCall[], personId: string): string | null =>
  roles.find((role) => role.people.some((person) => person.personId === personId))?.until ?? null;

export function useShiftEnd(accountId: string, personId: string): string | null {
  useEffect(() => void readRoles(accountId), [accountId]);
  useTopic(careline.oncall.changed, () => void readRoles(accountId));
  return useRoles((s) => endOf(s.by[accountId] ?? [], personId));
}
