// Addresses of administration, and the receipt of a device that was wiped.
import { adminListRequest, revokeRequest, roleRequest, wipedRequest } from '#shared/protocol/admin.ts';
import type { Ask } from '../http/ask.ts';
import { readBody } from '../http/body.ts';
import type { Parts } from '../parts.ts';
import { changeRole, revoke } from './acts.ts';
import { devices, people } from './lists.ts';
import { wiped } from './wiped.ts';

export function addAdmin(ask: Ask, parts: Parts): void {
  ask('/v2/admin/people', (who, request) =>
    people(parts, who, readBody(request, adminListRequest, 2).person),
  );
  ask('/v2/admin/devices', (who, request) =>
    devices(parts, who, readBody(request, adminListRequest, 2).person),
  );
  ask('/v2/admin/revoke', (who, request) => revoke(parts, who, readBody(request, revokeRequest, 2)));
  ask('/v2/admin/role', (who, request) => changeRole(parts, who, readBody(request, roleRequest, 2)));
  ask('/v2/wiped', (who, request) => wiped(parts, who, readBody(request, wipedRequest, 2)), {
    revokedToo: true,
  });
}
