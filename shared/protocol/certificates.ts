// Practice certificates between a live desk and the backend (product.md 5b, row 46): a supervisor trusts a trainer's key, adds
// people's certificates, takes either back. Signed like /v2; `person` is who sits at this device. Only these texts cross, never
// anything that was practised.
import { z } from 'zod';
import { certifiedSkills } from '#shared/domain/training/certificate.ts';

const at = z.iso.datetime({ precision: 3 });
const v = z.literal(2);
const person = z.string().min(1).max(60);
const name = z.string().max(120);
/** Far more than a certificate has: what is too large is told so by its own code. */
const text = z.string().max(1_500_000);
const keyId = z.string().max(32);

/** How a certificate stands at the backend now. */
export const certificateStates = ['counts', 'expired', 'key-revoked', 'ended'] as const;

/** POST /v2/certificates/list, and the answer to each of the others. */
export const certificatesListRequest = z.strictObject({ v, person });
export const trustRequest = z.strictObject({ v, person, text });
export const revokeRequest = z.strictObject({ v, person, keyId });
/** `personId`: whom the supervisor chose; a certificate of somebody else is refused. */
export const addCertificateRequest = z.strictObject({ v, person, personId: person, text });
export const endCertificateRequest = z.strictObject({ v, person, id: z.uuid() });

export const certificatesAnswer = z.strictObject({
  v,
  keys: z
    .array(
      z.strictObject({
        keyId,
        name,
        publicKey: z.string().max(64),
        trustedAt: at,
        trustedBy: person,
        revokedAt: at.nullable(),
        revokedBy: person.nullable(),
      }),
    )
    .max(200),
  certificates: z
    .array(
      z.strictObject({
        id: z.uuid(),
        personId: person,
        name,
        skill: z.enum(certifiedSkills),
        keyId,
        trainer: name,
        issuedAt: at,
        expiresAt: at,
        addedAt: at,
        addedBy: person,
        state: z.enum(certificateStates),
      }),
    )
    .max(1000),
  serverTime: at,
});
export type CertificatesAnswer = z.infer<typeof certificatesAnswer>;
