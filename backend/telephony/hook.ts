// One way in for everything that the carrier tells: a form of limited size, signed for exactly this address, of our own
// account. Anything else is 403 and has read nothing. Each telling counts once.
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { PoolClient } from 'pg';
import { bodyBytes } from '../http/body.ts';
import { refusalFor } from '../http/errors.ts';
import { Refusal } from '../http/refusal.ts';
import type { VoiceParts } from './parts.ts';

export const hookBodyLimit = 64 * 1024;
const mostFields = 200;

export interface Told {
  /** The form; a field that came twice is refused. */
  fields: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** Of the query, when it is one; else ''. */
  callId: string;
}
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function formOf(request: FastifyRequest): Record<string, string> | null {
  const fields: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of new URLSearchParams(bodyBytes(request).toString('utf8'))) {
    if (++count > mostFields || Object.hasOwn(fields, name)) return null;
    fields[name] = value;
  }
  return fields;
}

/** So many at once, the others in their order: a thousand that ring together take no desk's connection. */
const atOnce = 6;
/** The carrier waits 15 s; as long as this it is tried again when the database is busy, and all of it may be repeated. */
const tryForMs = 10_000;
const againMs = 200;

function makeLane(): <T>(work: () => Promise<T>) => Promise<T> {
  let free = atOnce;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
const lanes = new WeakMap<VoiceParts, ReturnType<typeof makeLane>>();
async function patiently<T>(parts: VoiceParts, work: () => Promise<T>): Promise<T> {
  const lane = lanes.get(parts) ?? makeLane();
  lanes.set(parts, lane);
  const until = performance.now() + tryForMs;
  for (;;) {
    try {
      return await lane(work);
    } catch (error) {
      if (performance.now() > until || refusalFor(error).code !== 'busy') throw error;
      await sleep(againMs);
    }
  }
}

/**
 * `POST /telephony/hook/<name>`; what `answer` gives is TwiML, null = an empty answer.
 * @throws nothing to the carrier but 403 (not signed), 413, 404 (unknown call, from `noSuchCall`) and 503.
 */
export function addHook(
  app: FastifyInstance,
  parts: VoiceParts,
  name: string,
  answer: (told: Told) => Promise<string | null>,
): void {
  app.post(
    `/telephony/hook/${name}`,
    {
      bodyLimit: hookBodyLimit,
      onRequest: async (request: FastifyRequest) => {
        if (typeof request.headers['x-twilio-signature'] !== 'string') throw refused(parts);
      },
    },
    async (request, reply) => {
      const fields = formOf(request);
      const path = request.raw.url ?? '';
      const signature = String(request.headers['x-twilio-signature']);
      if (fields === null || !parts.voice.carrier.signed(path, signature, fields)) throw refused(parts);
      if (fields['AccountSid'] !== parts.voice.config.accountSid) throw refused(parts);
      const query = new URL(path, 'http://backend').searchParams;
      const given = query.get('call') ?? '';
      const told = { fields, query, callId: uuid.test(given) ? given : '' };
      const twiml = await patiently(parts, () => answer(told));
      if (twiml === null) return reply.code(204).send();
      return reply.type('text/xml; charset=utf-8').send(twiml);
    },
  );
}
function refused(parts: VoiceParts): Refusal {
  parts.log('hook-refused', { status: 403 });
  return new Refusal('bad-signature', 'Not signed by the carrier.', null, 403);
}
export function noSuchCall(parts: VoiceParts): Refusal {
  parts.log('hook-unknown', { status: 404 });
  return new Refusal('invalid', 'No such call.', null, 404);
}

/** In the transaction that takes it: true once for each key, whatever is sent again and by whom. */
export async function firstTime(db: PoolClient, key: string, now: Date): Promise<boolean> {
  const made = await db.query('insert into voice_hook (key, at) values ($1, $2) on conflict do nothing', [
    key.slice(0, 300),
    now,
  ]);
  return made.rowCount === 1;
}
