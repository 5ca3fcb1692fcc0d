// How a room says that an address is for signed requests.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './signed.ts';

/** `revokedToo`: a revoked device is heard here; whoever answers it gives no data. */
export type Ask = (
  path: string,
  answer: (who: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
  options?: { revokedToo?: boolean },
) => void;
