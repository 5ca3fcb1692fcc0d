// Whether the patient of the main page is shown by the panel's own window instead, so that a record is not shown twice.
import type { Call } from '#shared/domain/calls/call.ts';
import type { Surface } from '#shared/contract/kinds.ts';

export interface DetachedFacts {
  open: readonly Surface[];
  calls: readonly Pick<Call, 'id'>[];
  contextId: string | null;
  number: string | null;
}

/** The panel follows calls. What is looked up for a message without a call, or by a number alone, stays here. */
export function isDetached({ open, calls, contextId, number }: DetachedFacts): boolean {
  if (!open.includes('panel')) return false;
  return contextId === null ? number === null || number === '' : calls.some((call) => call.id === contextId);
}
