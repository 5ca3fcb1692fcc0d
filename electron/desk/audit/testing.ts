// For tests only: the part of a backend that takes audit rows, with a key of its own, and a desk that is enrolled with it.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import type { z } from 'zod';
import { chainStart, hashedText, type AuditRow } from '#shared/domain/audit/row.ts';
import { headText, receiptText } from '#shared/domain/audit/signed.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { auditRequest } from '#shared/protocol/audit.ts';
import type { AskOptions } from '../sync/backend-client.ts';
import { putEnrolment } from '../sync/device.ts';
import type { Vault } from '../vault/vault.ts';
import { appendAudit, type AuditEntry } from './append.ts';
import { verifyText } from './crypto.ts';

const head = Buffer.from('302e020100300506032b657004220420', 'hex');
const key = createPrivateKey({
  key: Buffer.concat([head, Buffer.alloc(32, 7)]),
  format: 'der',
  type: 'pkcs8',
});
export const organisationKey = createPublicKey(key)
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64');
/** Ed25519 by the organisation, base64. */
export const signedByOrganisation = (text: string): string =>
  sign(null, Buffer.from(text), key).toString('base64');
export const stand = { organisation: 'org', device: 'desk-1' } as const;

export function enrolTestDesk(vault: Vault): void {
  putEnrolment(vault.core, {
    organisation: stand.organisation,
    organisationName: 'Test',
    deviceId: stand.device,
    epoch: '0197a0c0-0000-4000-8000-000000000000',
    sealKey: { id: 'k', publicKey: '' },
  });
}

/** Rows from 1 on, as the backend's own rules have it (backend/audit/room.ts). */
export function testAuditBackend(vault: () => Vault) {
  const rows: AuditRow[] = [];
  const backend = {
    rows,
    online: true,
    requests: 0,
    /** Signs with another key, or forgets to take the last row. */
    lies: null as 'key' | 'less' | null,
    now: '2026-11-23T04:00:00.000Z',
    ask<S extends z.ZodType>(
      _method: 'GET' | 'POST',
      _path: string,
      schema: S,
      { body, refused }: AskOptions = {},
    ): Promise<Result<z.output<S>>> {
      backend.requests++;
      if (!backend.online) return Promise.resolve(fail('offline'));
      const asked = auditRequest.parse(JSON.parse(JSON.stringify(body)));
      const no = (error: 'gap' | 'fork' | 'invalid'): Promise<Result<never>> => {
        refused?.({ error, retryAfterMs: null, status: 409 });
        return Promise.resolve(fail(error === 'fork' ? 'sync-fork' : 'backend-error', error));
      };
      for (const row of asked.rows) {
        const { hash, ...rest } = row;
        if (createHash('sha256').update(hashedText(rest)).digest('hex') !== hash) return no('invalid');
        const held = rows[row.seq - 1];
        if (held !== undefined && held.hash !== hash) return no('fork');
        if (held !== undefined) continue;
        if (row.seq !== rows.length + 1) return no('gap');
        if (row.prev !== (rows.at(-1)?.hash ?? chainStart)) return no('fork');
        rows.push(row);
      }
      const sent = asked.rows.at(-1);
      if (sent !== undefined && asked.head !== null) {
        const text = headText({ ...stand, seq: sent.seq, hash: sent.hash, at: asked.head.at });
        const device = vault().devicePublicKey.toString('base64');
        if (!verifyText(device, text, asked.head.signature)) return no('invalid');
      }
      const last = backend.lies === 'less' ? rows.at(-2) : rows.at(-1);
      const at = backend.now;
      const text = receiptText({ ...stand, seq: last?.seq ?? 0, hash: last?.hash ?? '', at });
      const signature = sign(null, Buffer.from(backend.lies === 'key' ? `${text} ` : text), key);
      const receipt =
        last === undefined
          ? null
          : { seq: last.seq, hash: last.hash, at, signature: signature.toString('base64') };
      return Promise.resolve(ok(schema.parse({ v: 2, receipt, serverTime: at })));
    },
  };
  return backend;
}

/** So many rows, a minute apart from `from` on. */
export function addRows(vault: Vault, count: number, from: string, more: Partial<AuditEntry> = {}): void {
  vault.tx(() => {
    for (let n = 0; n < count; n++)
      appendAudit(vault.core, {
        event: 'patient.card',
        outcome: 'ok',
        person: { id: `p${n % 3}`, role: 'agent' },
        surface: 'main',
        subject: { patientId: `pat-${n % 5}` },
        at: new Date(Date.parse(from) + n * 60_000).toISOString(),
        ...more,
      });
  });
}
