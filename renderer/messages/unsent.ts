// Whether a message needs a person's phone call: it is urgent, and Careline can't send it now. Pure.
import type { StatusValue } from '#shared/contract/status.ts';
import { urgencyRank, type Urgency } from '#shared/domain/messages/message.ts';

/** Why it can't be sent; null = it can, or may wait. `unknown` = the desk has not told its state. */
export type CannotSend = 'offline' | 'refused' | 'none' | 'unknown' | null;

export function cannotSend(status: StatusValue | null, urgency: Urgency | null): CannotSend {
  if (urgency === null || urgencyRank(urgency) > urgencyRank('urgent-clinical')) return null;
  const state = status?.backend.state ?? 'unknown';
  return state === 'online' ? null : state;
}
