// Administration on the desk: asks the backend, keeps its last answer (names of staff, no patient), acts where the backend
// allows it. Slots of this workstation are the vault's own.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { adminValue, type AdminValue } from '#shared/contract/admin.ts';
import type { SlotView } from '#shared/contract/session.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { adminDevicesAnswer, adminDone, adminPeopleAnswer } from '#shared/protocol/admin.ts';
import type { Context, RoomHandlers } from '../router/context.ts';
import type { BackendClient } from '../sync/backend-client.ts';
import { findEnrolment, readDevice, writeDevice } from '../sync/device.ts';
import type { Vault } from '../vault/vault.ts';

export interface AdminParts {
  client: Pick<BackendClient, 'ask'> | null;
  core(): Database.Database | null;
  vault(): Vault | null;
  /** As `session.state` shows them. */
  slots(): readonly SlotView[];
}
type Known = NonNullable<AdminValue['known']>;
const keptKey = 'admin-known';
const known = adminValue.shape.known;

/** What this desk heard last; a row of another version counts as never. */
function keptKnown(db: Database.Database): Known | null {
  const text = readDevice(db, keptKey);
  if (text === null) return null;
  try {
    return known.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof SyntaxError) return null;
    throw error;
  }
}

export function createAdmin(parts: AdminParts): RoomHandlers<'admin'> {
  function value(problem: string | null): Result<AdminValue> {
    const db = parts.core();
    return ok({
      known: db === null ? null : keptKnown(db),
      problem,
      deviceId: db === null ? null : (findEnrolment(db)?.deviceId ?? null),
      slots: [...parts.slots()],
    });
  }
  const ask = async <S extends z.ZodType>(
    path: string,
    schema: S,
    context: Context,
    body: object = {},
  ): Promise<Result<z.output<S>>> =>
    parts.client === null
      ? fail('offline', 'no backend')
      : parts.client.ask('POST', path, schema, {
          deadlineMs: 10_000,
          body: { v: 2, person: context.person?.id ?? '', ...body },
        });

  async function read(context: Context): Promise<Result<AdminValue>> {
    const people = await ask('/v2/admin/people', adminPeopleAnswer, context);
    if (!people.ok) return value(people.code);
    const devices = await ask('/v2/admin/devices', adminDevicesAnswer, context);
    if (!devices.ok) return value(devices.code);
    const db = parts.core();
    const next: Known = {
      people: people.value.people,
      devices: devices.value.devices,
      asOf: context.now,
    };
    if (db !== null) writeDevice(db, keptKey, JSON.stringify(next));
    return value(null);
  }
  async function acted(done: Result<unknown>, context: Context): Promise<Result<AdminValue>> {
    if (!done.ok) return done;
    context.changed('admin.changed');
    return read(context);
  }

  return {
    read: (_input, context) => read(context),
    async revoke({ what, id, undo, why }, context) {
      context.about({ what: `${undo ? 'restore' : 'revoke'}:${what}:${id}` });
      return acted(await ask('/v2/admin/revoke', adminDone, context, { what, id, undo, why }), context);
    },
    async role({ id, role, why }, context) {
      context.about({ what: `${role}:${id}` });
      return acted(await ask('/v2/admin/role', adminDone, context, { id, role, why }), context);
    },
    removeSlot({ personId }, context) {
      context.about({ what: `slot:${personId ?? 'set-up'}` });
      const vault = parts.vault();
      if (vault === null) return fail('vault-closed');
      if (personId !== null && personId === context.person?.id) return fail('admin-own', 'slot');
      const gone = vault.removeSlot(personId);
      if (!gone.ok) return gone;
      context.changed('admin.changed');
      context.changed('session.changed');
      return value(null);
    },
  };
}
