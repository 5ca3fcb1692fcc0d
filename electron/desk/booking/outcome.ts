// What became of a booking, by name. Only `booked` and `cancelled` may be told to the caller as done.
import type { Difference, HeldVisit } from '#shared/domain/booking/agree.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import type { Failure } from '#shared/domain/result.ts';

/** Why nothing was done and nothing can be: the record said no. */
export interface Refused {
  kind: 'refused';
  code: ErrorCode;
}
/**
 * The record can't be reached: what was asked becomes a message. `perhaps`: it may have arrived all the same; sending the
 * same booking again makes no second one, and the message says so.
 */
export interface Offline {
  kind: 'offline';
  perhaps: boolean;
}
/** The record took it, but what it holds now could not be read: not done, not undone. Read again before it is told. */
export interface Unconfirmed {
  kind: 'unconfirmed';
  visitId: string;
  code: ErrorCode;
}
/** Written, read back, and not what was asked for: shown beside what was asked, settled by a person. */
export interface Differs {
  kind: 'differs';
  differences: readonly Difference[];
  held: HeldVisit;
}
export type BookOutcome =
  /** `pending`: the practice still has to confirm it, and the caller is told that. */
  | { kind: 'booked'; held: HeldVisit; pending: boolean }
  /** Somebody else has the time now; offer another. Nothing was written. */
  | { kind: 'taken' }
  /** The record holds this visit and another one in the same slot: it doesn't guard them. A person settles it. */
  | { kind: 'doubled'; held: HeldVisit; others: readonly string[] }
  | Differs
  | Refused
  | Offline
  | Unconfirmed;
export type CancelOutcome =
  | { kind: 'cancelled'; held: HeldVisit; already: boolean }
  /** Somebody changed it since it was looked at: look at it again before anything is said. */
  | { kind: 'changed'; held: HeldVisit }
  | Differs
  | Refused
  | Offline
  | Unconfirmed;

const unreachable: readonly ErrorCode[] = [
  'ehr-offline',
  'ehr-not-fhir',
  'ehr-busy',
  'timed-out',
  'cancelled',
];

/** Sent, and what came back doesn't say whether it was taken. */
export const isOpen = (code: ErrorCode): boolean =>
  code === 'ehr-uncertain' || code === 'ehr-unreadable' || code === 'ehr-not-fhir';

/** Of a write: nothing was done, or it is open whether it was. */
export const fromWrite = (f: Failure): Refused | Offline =>
  isOpen(f.code) ? { kind: 'offline', perhaps: true } : fromRead(f);

/** Of a look before anything was written. */
export const fromRead = (f: Failure): Refused | Offline =>
  unreachable.includes(f.code) ? { kind: 'offline', perhaps: false } : { kind: 'refused', code: f.code };
