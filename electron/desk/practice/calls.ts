// What the room reads of the call log.
import type { Call } from '#shared/domain/calls/call.ts';

/** The caller is there: talked to, or on hold. */
export const isTalkedOn = (call: Call | null): boolean => call?.state === 'active' || call?.state === 'held';
