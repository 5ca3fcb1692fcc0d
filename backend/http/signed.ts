// Who is asking: organisation and device come from the credential alone. A signed request proves the device's key, and
// its counter proves that it is not a copy of an earlier one.
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';
import { organisationOf } from '../devices/ids.ts';
import { bodyBytes } from './body.ts';
import { Refusal } from './refusal.ts';

export interface Caller {
  org: string;
  device: string;
  /** A revoked device that is heard all the same (what it still has to hand over). */
  revoked?: boolean;
}
interface Claim extends Caller {
  counter: number;
  signature: Buffer;
}

/** Reads the three headers; cheap, so that an unsigned request is refused before its body is read. */
export function claimOf(request: FastifyRequest): Claim {
  const header = (name: string): string => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : '';
  };
  const device = header(signatureHeaders.device);
  const counter = header(signatureHeaders.counter);
  const signature = header(signatureHeaders.signature);
  if (device === '' || counter === '' || signature === '')
    throw new Refusal('unsigned', 'This address wants a signed request.');
  const org = organisationOf(device);
  if (org === null) throw new Refusal('unknown-device', 'No such device.');
  if (!/^[1-9]\d{0,15}$/.test(counter) || !Number.isSafeInteger(Number(counter)))
    throw new Refusal('unsigned', 'The request counter is not a whole number.');
  if (!/^[A-Za-z0-9+/]{86}==$/.test(signature))
    throw new Refusal('bad-signature', 'The signature is not 64 bytes of base64.');
  return { org, device, counter: Number(counter), signature: Buffer.from(signature, 'base64') };
}

/**
 * Checks signature, revocation and counter. The counter is advanced in one statement on the device's row, so that of
 * two processes that get the same request only one accepts it.
 */
export async function authenticate(
  { pool, clock }: { pool: Pool; clock: () => Date },
  request: FastifyRequest,
  revokedToo = false,
): Promise<Caller> {
  const claim = claimOf(request);
  const found = await pool.query<{ public_key: string; revoked_at: Date | null; wiped_at: Date | null }>(
    'select public_key, revoked_at, wiped_at from device where org_id = $1 and id = $2',
    [claim.org, claim.device],
  );
  const row = found.rows[0];
  if (!row) throw new Refusal('unknown-device', 'No such device.');
  const text = signedText({
    method: request.method,
    path: request.raw.url ?? '',
    device: claim.device,
    counter: claim.counter,
    bodySha256: createHash('sha256').update(bodyBytes(request)).digest('hex'),
  });
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), Buffer.from(row.public_key, 'base64')]),
    format: 'der',
    type: 'spki',
  });
  if (!verify(null, Buffer.from(text, 'utf8'), key, claim.signature))
    throw new Refusal('bad-signature', 'The signature does not fit this request and device.');
  // After the signature: only the device's owner learns that it was revoked or where its counter stands.
  // One that said that its keys are gone has nothing to say any more: somebody else has its key.
  const revoked = row.revoked_at !== null;
  if (revoked && (!revokedToo || row.wiped_at !== null))
    throw new Refusal('revoked', 'This device was revoked.');
  const advanced = await pool.query(
    `update device set request_counter = $3, last_seen_at = $4
     where org_id = $1 and id = $2 and request_counter < $3`,
    [claim.org, claim.device, claim.counter, clock()],
  );
  if (advanced.rowCount !== 1) {
    const now = await pool.query<{ request_counter: string }>(
      'select request_counter from device where org_id = $1 and id = $2',
      [claim.org, claim.device],
    );
    throw new Refusal(
      'replayed',
      'A request with this counter or a later one was already accepted.',
      Number(now.rows[0]?.request_counter ?? 0),
    );
  }
  return { org: claim.org, device: claim.device, ...(revoked ? { revoked } : {}) };
}
