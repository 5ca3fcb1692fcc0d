// Addresses for practice certificates: signed by the device like every other, for supervisors alone.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  addCertificateRequest,
  certificatesListRequest,
  endCertificateRequest,
  revokeRequest,
  trustRequest,
} from '#shared/protocol/certificates.ts';
import { readBody } from '../http/body.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import { add, end, list, revoke, trust } from './room.ts';

type Signed = (
  answer: (who: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
) => Parameters<FastifyInstance['post']>[1] & object;

export function addCertificates(app: FastifyInstance, parts: Parts, signed: Signed): void {
  const ask = (path: string, answer: Parameters<Signed>[0]): void =>
    void app.post(`/v2/certificates/${path}`, signed(answer) as Parameters<FastifyInstance['post']>[1]);
  ask('list', (who, request) => {
    const { person } = readBody(request, certificatesListRequest, 2);
    return list(parts, { ...who, person });
  });
  ask('trust', (who, request) => {
    const { person, text } = readBody(request, trustRequest, 2);
    return trust(parts, { ...who, person }, text);
  });
  ask('revoke', (who, request) => {
    const { person, keyId } = readBody(request, revokeRequest, 2);
    return revoke(parts, { ...who, person }, keyId);
  });
  ask('add', (who, request) => {
    const { person, ...given } = readBody(request, addCertificateRequest, 2);
    return add(parts, { ...who, person }, given);
  });
  ask('end', (who, request) => {
    const { person, id } = readBody(request, endCertificateRequest, 2);
    return end(parts, { ...who, person }, id);
  });
}
