// Until when the person that is phoned is on call, from the schedule's own answer; null while it is not known.
import type { ResolvedOnCall } from '#shared/domain/oncall/index.ts';
import { useOnCallNow } from '../oncall/store.ts';

/** When this person's turn ends, in the first role that they hold now. */
export const endOf = (roles: readonly ResolvedOnCall[], personId: string): string | null =>
  roles.find((role) => role.people.some((person) => person.personId === personId))?.until ?? null;

/** A failed read says nothing: an end that may be wrong is worse than none. */
export function useShiftEnd(accountId: string, personId: string): string | null {
  const { value, failure } = useOnCallNow(accountId);
  return value === null || failure !== null ? null : endOf(value.roles, personId);
}
