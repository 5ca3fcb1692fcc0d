// The backend's addresses, each one line to its room. Stateless: any number of these may stand on one database.
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { auditRequest } from '#shared/protocol/audit.ts';
import { enrolRequest } from '#shared/protocol/enrol.ts';
import { documentsRequest, handshake2Request, push2Request, takenRequest } from '#shared/protocol/lanes.ts';
import { pushRequest } from '#shared/protocol/sync.ts';
import { addAdmin } from './admin/routes.ts';
import { anchorRows } from './audit/room.ts';
import { addCertificates } from './certificates/routes.ts';
import { addClinicianPage } from './clinician/page.ts';
import { afterOf, atOf, changesFor } from './changes/changes.ts';
import { takenOf } from './changes/taken.ts';
import { enrol } from './devices/enrol.ts';
import { handshake, handshake2 } from './devices/handshake.ts';
import { documentsFor } from './documents/documents.ts';
import { bodyLimit, readBody, takeBytes } from './http/body.ts';
import { answerErrors } from './http/errors.ts';
import type { Ask } from './http/ask.ts';
import { addIdentity } from './identity/routes.ts';
import { addKeys } from './keys/routes.ts';
import { addKnowledge } from './knowledge/routes.ts';
import { Refusal } from './http/refusal.ts';
import { authenticate, claimOf, type Caller } from './http/signed.ts';
import { accept, accept2 } from './messages/accept.ts';
import { countOf } from './messages/count.ts';
import type { Parts } from './parts.ts';
import { peopleOf } from './people/people.ts';
import { addReports } from './reports/routes.ts';
import { addTelephony } from './telephony/routes.ts';

export type { Parts } from './parts.ts';

/** Not yet listening; the database must be migrated (`db/migrate.ts`). Closing it leaves the pool open. */
export function buildBackend(parts: Parts): FastifyInstance {
  const { pool } = parts;
  const app = fastify({
    logger: false,
    bodyLimit,
    exposeHeadRoutes: false,
    // Behind a TLS proxy on the same machine the address of whoever asks is the one that the proxy tells.
    trustProxy: 'loopback',
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
  const signed = (
    answer: (who: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
    { revokedToo = false } = {},
  ) => ({
    onRequest: async (request: FastifyRequest) => void claimOf(request),
    handler: async (request: FastifyRequest, reply: FastifyReply) =>
      answer(await authenticate(parts, request, revokedToo), request, reply),
  });
  addClinicianPage(app, parts);
  // Tells a desk that speaks only version 1 to be updated, when this backend no longer does.
  const v1 = (answer: (who: Caller, request: FastifyRequest) => Promise<unknown>) =>
    signed((who, request) => {
      if (!parts.protocols.includes(1)) throw new Refusal('upgrade', 'This backend speaks version 2.');
      return answer(who, request);
    });
  app.get(
    '/v1/handshake',
    v1((who) => handshake(parts, who)),
  );
  app.post(
    '/v1/push',
    v1((who, request) => accept(parts, who, readBody(request, pushRequest))),
  );
  app.get(
    '/v1/people',
    signed((who) => peopleOf(pool, who.org)),
  );
  app.get(
    '/v1/messages/count',
    signed((who) => countOf(pool, who.org, parts.clock())),
  );
  // A backend without version 2 knows none of these addresses: 404, as from one that is older.
  if (!parts.protocols.includes(2)) return app;
  app.post(
    '/v2/handshake',
    signed((who, request) => handshake2(parts, who, readBody(request, handshake2Request, 2))),
  );
  app.post(
    '/v2/push',
    signed((who, request) => accept2(parts, who, readBody(request, push2Request, 2)), { revokedToo: true }),
  );
  app.get(
    '/v2/changes',
    signed((who, request) =>
      changesFor(parts, who, afterOf(request.raw.url ?? ''), atOf(request.raw.url ?? '')),
    ),
  );
  app.post(
    '/v2/taken',
    signed((who, request) => takenOf(parts, who, readBody(request, takenRequest, 2).ids)),
  );
  app.post(
    '/v2/documents',
    signed((who, request) => documentsFor(parts, who.org, readBody(request, documentsRequest, 2).have)),
  );
  const ask: Ask = (path, answer, options) => void app.post(path, signed(answer, options));
  addIdentity(ask, parts);
  addKeys(app, ask, parts);
  // Also of a revoked device, until its receipt: what happened at it is what its organisation asks next.
  ask('/v2/audit', (who, request) => anchorRows(parts, who, readBody(request, auditRequest, 2)), {
    revokedToo: true,
  });
  addReports(ask, parts);
  addKnowledge(ask, parts);
  addAdmin(ask, parts);
  addCertificates(app, parts, signed);
  if (parts.telephony) addTelephony(app, parts.telephony, signed);
  return app;
}
