// The backend's addresses, each one line to its room. Stateless: any number of these may stand on one database.
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { enrolRequest } from '#shared/protocol/enrol.ts';
import { pushRequest } from '#shared/protocol/sync.ts';
import { enrol } from './devices/enrol.ts';
import { handshake } from './devices/handshake.ts';
import { bodyLimit, readBody, takeBytes } from './http/body.ts';
import { answerErrors } from './http/errors.ts';
import { Refusal } from './http/refusal.ts';
import { authenticate, claimOf, type Caller } from './http/signed.ts';
import { accept } from './messages/accept.ts';
import { countOf } from './messages/count.ts';
import type { Parts } from './parts.ts';
import { peopleOf } from './people/people.ts';

export type { Parts } from './parts.ts';

/** Not yet listening; the database must be migrated (`db/migrate.ts`). Closing it leaves the pool open. */
export function buildBackend(parts: Parts): FastifyInstance {
  const { pool } = parts;
  const app = fastify({
    logger: false,
    bodyLimit,
    exposeHeadRoutes: false,
    requestTimeout: 15_000,
    keepAliveTimeout: 65_000,
    clientErrorHandler: (_error, socket) => {
      if (!socket.writable) return;
      const text = JSON.stringify(new Refusal('invalid', 'This is not HTTP.').answer());
      socket.end(
        `HTTP/1.1 400 Bad Request\r\ncontent-type: application/json\r\ncontent-length: ${text.length}\r\nconnection: close\r\n\r\n${text}`,
      );
    },
  });
  takeBytes(app);
  answerErrors(app, parts.log);
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
  });

  app.get('/v1/health', async () => ({ v: 1, ok: true, service: 'careline' }));
  app.post('/v1/enrol', async (request) => enrol(parts, readBody(request, enrolRequest)));

  /** Headers are looked at before the body is read, the signature before the body is understood. */
  const signed = (answer: (who: Caller, request: FastifyRequest) => Promise<unknown>) => ({
    onRequest: async (request: FastifyRequest) => void claimOf(request),
    handler: async (request: FastifyRequest) => answer(await authenticate(pool, request), request),
  });
  app.get(
    '/v1/handshake',
    signed((who) => handshake(parts, who)),
  );
  app.post(
    '/v1/push',
    signed((who, request) => accept(parts, who, readBody(request, pushRequest))),
  );
  app.get(
    '/v1/people',
    signed((who) => peopleOf(pool, who.org)),
  );
  app.get(
    '/v1/messages/count',
    signed((who) => countOf(pool, who.org, parts.clock())),
  );
  return app;
}
