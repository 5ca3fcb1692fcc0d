// Results, not exceptions, cross a boundary (architecture rule 6).
import { errorClass, type ErrorCode } from './errors.ts';

export type Result<T> = { ok: true; value: T } | Failure;
/** `message` is for developers and logs and never holds patient data; what a person reads comes from the catalogue by code. */
export interface Failure {
  ok: false;
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

export const ok = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

/** A failure by its code; whether a retry can help follows from the code's class. */
export function fail(code: ErrorCode, message = ''): Failure {
  const kind = errorClass(code);
  return {
    ok: false,
    code,
    message,
    retryable: kind === 'offline' || kind === 'busy' || kind === 'interrupted',
  };
}

/** Carries a failure through code that can only throw (transactions, streams); the router turns it back into a result. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}
