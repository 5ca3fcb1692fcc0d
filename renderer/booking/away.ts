// What the desk already knows is said at once: a record that is away is asked all the same, and answers late or not at all. Who
// speaks with a caller does not wait for that before a message is offered.
import type { StatusValue } from '#shared/contract/status.ts';
import { fail, type Failure } from '#shared/domain/result.ts';
import { useStatus } from '../status/store.ts';
import type { Load } from './reads.ts';

/** Only while the answer is waited for, with nothing of it to show: what comes in the end counts, whatever it is. */
export const awayMeanwhile = (
  ehr: StatusValue['ehr']['state'] | null,
  { value, failure, reading }: Load<unknown>,
): Failure | null =>
  ehr === 'offline' && reading && value === null && failure === null ? fail('ehr-offline') : null;

export function useAwayMeanwhile(load: Load<unknown>): Failure | null {
  const ehr = useStatus((s) => s.value?.ehr.state ?? null);
  return awayMeanwhile(ehr, load);
}
