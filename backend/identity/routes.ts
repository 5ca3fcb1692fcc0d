// Addresses of sign-in and of who sits where, signed by the device like every other.
import { endRequest, leaveRequest, seatRequest, sessionRequest } from '#shared/protocol/identity.ts';
import { readBody } from '../http/body.ts';
import type { Ask } from '../http/ask.ts';
import type { Parts } from '../parts.ts';
import { endOther, leave, seat } from './live.ts';
import { signIn } from './sign-in.ts';

export function addIdentity(ask: Ask, parts: Parts): void {
  ask('/v2/session', (who, request) => signIn(parts, who, readBody(request, sessionRequest, 2)));
  ask('/v2/session/seat', (who, request) => seat(parts, who, readBody(request, seatRequest, 2)));
  ask('/v2/session/leave', (who, request) => leave(parts, who, readBody(request, leaveRequest, 2).person));
  ask('/v2/session/end', (who, request) => endOther(parts, who, readBody(request, endRequest, 2).person));
}
