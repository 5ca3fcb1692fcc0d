// Every answer that is not a success is an `errorAnswer` (shared/protocol): one class carries it up to the error handler.
import type { ErrorAnswer } from '#shared/protocol/sync.ts';

export type RefusalCode = ErrorAnswer['error'];

/** HTTP status of each refusal; desks decide by `error`, proxies and people by the status. */
export const refusalStatus: Record<RefusalCode, number> = {
  unsigned: 401,
  'unknown-device': 401,
  'bad-signature': 401,
  replayed: 401,
  revoked: 401,
  'enrol-code': 403,
  invalid: 400,
  gap: 409,
  fork: 409,
  'too-large': 413,
  upgrade: 426,
  busy: 503,
  internal: 500,
  'practice-data': 422,
  certificate: 422,
  refused: 403,
};

/** Thrown by rooms, answered by `http/errors.ts`. `message` is for developers and holds no patient data. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly expected: number | null;
  readonly status: number;
  constructor(code: RefusalCode, message: string, expected: number | null = null, status?: number) {
    super(message);
    this.code = code;
    this.expected = expected;
    this.status = status ?? refusalStatus[code];
  }
  answer(): ErrorAnswer {
    return { v: 1, error: this.code, expected: this.expected, message: this.message.slice(0, 300) };
  }
}
