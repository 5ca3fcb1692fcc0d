// What went wrong at the provider, as one of our codes. The library tells by types, codes and causes; its words are not
// passed on.
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, type Failure, FailureError } from '#shared/domain/result.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
/** The error and what it was caused by, at most eight deep. */
function chain(error: unknown): Record<string, unknown>[] {
  const all: Record<string, unknown>[] = [];
  for (let one = error; isObject(one) && all.length < 8; one = one['cause']) all.push(one);
  return all;
}

const byClaim: Readonly<Record<string, ErrorCode>> = {
  iss: 'sign-in-issuer',
  aud: 'sign-in-audience',
  azp: 'sign-in-audience',
  nonce: 'sign-in-nonce',
  exp: 'sign-in-expired',
  nbf: 'sign-in-not-yet',
  auth_time: 'sign-in-stale',
};
const byCode: Readonly<Record<string, ErrorCode>> = {
  OAUTH_KEY_SELECTION_FAILED: 'sign-in-forged',
  OAUTH_RESPONSE_IS_NOT_JSON: 'sign-in-unreadable',
  OAUTH_PARSE_ERROR: 'sign-in-unreadable',
  OAUTH_INVALID_RESPONSE: 'sign-in-unreadable',
  OAUTH_RESPONSE_IS_NOT_CONFORM: 'sign-in-unreadable',
  OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED: 'sign-in-issuer',
  OAUTH_HTTP_REQUEST_FORBIDDEN: 'sign-in-unfit',
  OAUTH_REQUEST_PROTOCOL_FORBIDDEN: 'sign-in-unfit',
  OAUTH_MISSING_SERVER_METADATA: 'sign-in-unfit',
  OAUTH_INVALID_SERVER_METADATA: 'sign-in-unfit',
  OAUTH_UNSUPPORTED_OPERATION: 'sign-in-algorithm',
  OAUTH_TIMEOUT: 'sign-in-offline',
  OAUTH_ABORT: 'cancelled',
};

/** The codes of RFC 6749 5.2 and OpenID Connect, or nothing. */
export const wordOf = (text: unknown): string =>
  typeof text === 'string' && /^[a-z_]{1,40}$/.test(text) ? text : 'error';

export function troubleOf(error: unknown): Failure {
  const all = chain(error);
  for (const one of all) if (one instanceof FailureError) return one.failure;
  const claim = all.map((one) => one['claim']).find((c) => typeof c === 'string');
  if (claim !== undefined && Object.hasOwn(byClaim, claim))
    return fail(byClaim[claim] ?? 'unexpected', claim);
  // The signature itself, or a header with an algorithm that is not on the list.
  if (all.some((one) => 'signature' in one)) return fail('sign-in-forged', 'signature');
  if (all.some((one) => 'header' in one && 'expected' in one)) return fail('sign-in-algorithm', 'header');
  const said = all.map((one) => one['error']).find((word) => typeof word === 'string');
  // A code that was used, that ran out, or that another verifier belongs to.
  if (said === 'invalid_grant') return fail('sign-in-spent');
  if (said !== undefined) return fail('sign-in-refused', wordOf(said));
  const code = all.map((one) => one['code']).find((c) => typeof c === 'string' && Object.hasOwn(byCode, c));
  return typeof code === 'string'
    ? fail(byCode[code] ?? 'unexpected')
    : fail('sign-in-unreadable', 'library');
}
