// Turns whatever went wrong into an `errorAnswer`: desks never have to read Fastify's, Node's or PostgreSQL's own words.
import type { FastifyInstance } from 'fastify';
import type { Log } from '../log.ts';
import { Refusal } from './refusal.ts';

/** PostgreSQL states and socket errors after which the same request may succeed later. */
const passing =
  /^(08...|40001|40P01|53...|55P03|57...|ECONNREFUSED|ECONNRESET|ENOTFOUND|EPIPE|ETIMEDOUT|ENOENT)$/;
/** A NUL, or a time beyond what the database knows, in a text that has the right shape otherwise. */
const unstorable = /^(22008|22007|22021|22P05)$/;
/** `pg` reports these by text alone. */
const passingText =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Query read timeout/;

const field = (error: unknown, name: 'code' | 'message' | 'statusCode'): string => {
  if (typeof error !== 'object' || error === null || !(name in error)) return '';
  return String((error as Record<string, unknown>)[name]);
};

/** The refusal for any thrown value. What is not understood is `internal`, without its text. */
export function refusalFor(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const code = field(error, 'code');
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return new Refusal('too-large', 'The request is larger than 2 MB; send fewer items at once.');
  if (code.startsWith('FST_ERR_CTP'))
    return new Refusal('invalid', 'The request has no body that can be read.');
  if (passing.test(code) || passingText.test(field(error, 'message')))
    return new Refusal('busy', 'The database cannot be reached just now.');
  if (unstorable.test(code)) return new Refusal('invalid', 'The body has what cannot be stored.');
  const status = Number(field(error, 'statusCode'));
  if (status >= 400 && status < 500)
    return new Refusal('invalid', 'The request cannot be read.', null, status);
  return new Refusal('internal', 'The backend failed; the request was not applied.');
}

export function answerErrors(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, _request, reply) => {
    const refusal = refusalFor(error);
    const passed = refusal.status >= 500;
    log(passed ? 'failed' : 'refused', {
      status: refusal.status,
      code: passed ? field(error, 'code') || refusal.code : refusal.code,
    });
    if (refusal.code === 'busy') void reply.header('retry-after', '1');
    return reply.code(refusal.status).send(refusal.answer());
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send(new Refusal('invalid', 'There is no such address here.').answer()),
  );
}
