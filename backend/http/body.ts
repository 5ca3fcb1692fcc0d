// Bodies stay bytes until the signature over them was checked; then they are read against a schema.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { isPractised } from '#shared/domain/training/wall.ts';
import { quickCheck } from '#shared/protocol/quick-check.ts';
import { Refusal } from './refusal.ts';

/** Two megabytes: 500 items of the usual size with room to spare. */
export const bodyLimit = 2 * 1024 * 1024;

/** Takes any content type as bytes: an HTML page or a form is refused by what it holds, after the signature. */
export function takeBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => done(null, body));
}

export const bodyBytes = (request: FastifyRequest): Buffer =>
  Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);

/** Reads the body as JSON of the given schema; `invalid` otherwise, `upgrade` when it speaks a newer version. */
export function readBody<S extends z.ZodType>(
  request: FastifyRequest,
  schema: S,
  version: 1 | 2 = 1,
): z.infer<S> {
  let value: unknown;
  try {
    value = JSON.parse(bodyBytes(request).toString('utf8'));
  } catch {
    throw new Refusal('invalid', 'The body is not JSON.');
  }
  // Before its shape: whoever offers what was practised is told so, and nothing else about it.
  if (isPractised(value)) throw new Refusal('practice-data', 'This was practised; it is not taken.');
  if (quickCheck(schema)?.(value) === true) return value as z.infer<S>;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (typeof value === 'object' && value !== null && 'v' in value && value.v !== version)
    throw new Refusal('upgrade', `This address speaks version ${version}.`);
  const issue = parsed.error.issues[0];
  throw new Refusal('invalid', `The body is not what is expected at ${issue?.path.join('.') ?? '?'}.`);
}
