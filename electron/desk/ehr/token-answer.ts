// What a token endpoint answered, checked before any of it is used: the token must fit a header, its life must be sane.
import { z } from 'zod';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { SmartExchange } from './smart-fetch.ts';

export interface Granted {
  access: string;
  refresh: string | null;
  /** Seconds from now. */
  seconds: number;
  /** Null: as asked for. */
  scope: string | null;
}

/** RFC 6750, section 2.1. */
const bearer = z.string().regex(/^[A-Za-z0-9._~+/-]{1,12000}=*$/);
const answer = z.object({
  access_token: bearer,
  token_type: z.string().regex(/^bearer$/i),
  expires_in: z.union([z.number(), z.string().regex(/^\d{1,9}$/)]).nullish(),
  refresh_token: z
    .string()
    .regex(/^[\x20-\x7e]{1,12000}$/)
    .nullish(),
  scope: z.string().max(8000).nullish(),
});
const refusal = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

/** Where the server doesn't say: short, so that it is renewed early rather than refused. */
const usualSeconds = 300;
const longestSeconds = 24 * 3600;

/** `refused`: the code where the sign-in itself said no; anything else that isn't a token is no word about one. */
export function readGrant({ status, value }: SmartExchange, refused: ErrorCode): Result<Granted> {
  if (status !== 200) {
    const said = refusal.safeParse(value).data;
    return said === undefined ? fail('ehr-offline', `HTTP ${status}`) : fail(refused, said.error);
  }
  const read = answer.safeParse(value);
  if (!read.success) return fail('ehr-smart-unfit', 'token answer');
  const seconds = Number(read.data.expires_in ?? usualSeconds);
  if (!(seconds > 0)) return fail('ehr-smart-unfit', 'expires_in');
  return ok({
    access: read.data.access_token,
    refresh: read.data.refresh_token ?? null,
    seconds: Math.min(seconds, longestSeconds),
    scope: read.data.scope ?? null,
  });
}
