// Until when the person that is phoned is on call, from the schedule's own answer; null while it is not known.
import { useEffect, useState } from 'react';
import type { ResolvedOnCall } from '#shared/domain/oncall/index.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

const noFacts = { provider: null, language: null, facility: null };

/** When this person's turn ends, in the first role that they hold now. */
export const endOf = (roles: readonly ResolvedOnCall[], personId: string): string | null =>
  roles.find((role) => role.people.some((person) => person.personId === personId))?.until ?? null;

export function useShiftEnd(accountId: string, personId: string): string | null {
  const [end, setEnd] = useState<{ of: string; at: string | null } | null>(null);
  const key = `${accountId} ${personId}`;
  const read = async (): Promise<void> => {
    const result = await careline.oncall.now({ accountId, at: null, facts: noFacts });
    setEnd({ of: key, at: result.ok ? endOf(result.value.roles, personId) : null });
  };
  useEffect(() => void read(), [key]);
  useTopic(careline.oncall.changed, () => void read());
  return end?.of === key ? end.at : null;
}
