// Addresses of keys that lie sealed to the organisation.
import type { FastifyInstance } from 'fastify';
import { recoverRequest, renewRequest } from '#shared/protocol/keys.ts';
import type { Ask } from '../http/ask.ts';
import { readBody } from '../http/body.ts';
import type { Parts } from '../parts.ts';
import { recover, renew } from './room.ts';

/** @param app for the one address that no device can sign: its key lies in the vault that is to be opened */
export function addKeys(app: FastifyInstance, ask: Ask, parts: Parts): void {
  ask('/v2/keys/renew', (who, request) => renew(parts, who, readBody(request, renewRequest, 2)));
  app.post('/v2/keys/recover', async (request) => recover(parts, readBody(request, recoverRequest, 2)));
}
