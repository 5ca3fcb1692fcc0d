// Turns what a handler threw into a failure that a page can show. SQLite's own codes become ours; anything else is a bug.
import { fail, FailureError, type Failure } from '#shared/domain/result.ts';

const sqlite: readonly [RegExp, Parameters<typeof fail>[0]][] = [
  [/^SQLITE_FULL/, 'disk-full'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'vault-damaged'],
  [/^SQLITE_(BUSY|LOCKED)/, 'busy'],
  [/^SQLITE_(IOERR|CANTOPEN|READONLY)/, 'disk-error'],
];

export function failureOf(error: unknown, unexpected: (error: unknown) => void): Failure {
  if (error instanceof FailureError) return error.failure;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string')
    for (const [pattern, ours] of sqlite) if (pattern.test(code)) return fail(ours, code);
  unexpected(error);
  // The message of an unknown error may hold patient data: it goes nowhere.
  return fail('unexpected');
}
