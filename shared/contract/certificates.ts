// Practice certificates at the live desk (product.md row 46): which trainers' keys are trusted, whose certificates count. Supervisors
// alone. A certificate is checked here without a network and again by the backend, which gives the skill. No patient data.
import { z } from 'zod';
import { certificateStates } from '#shared/protocol/certificates.ts';
import { certifiedSkills } from '#shared/domain/training/certificate.ts';
import { instant, nothing, request, topic } from './kinds.ts';

const name = z.string().max(120);
const personId = z.string().min(1).max(60);
const keyId = z.string().max(32);

export const trustedKeyRow = z.strictObject({
  keyId,
  name,
  trustedAt: instant,
  trustedBy: name,
  revokedAt: instant.nullable(),
  revokedBy: name.nullable(),
});
export type TrustedKeyRow = z.infer<typeof trustedKeyRow>;
export const certificateHeld = z.strictObject({
  id: z.uuid(),
  person: z.strictObject({ id: personId, name }),
  skill: z.enum(certifiedSkills),
  trainer: name,
  keyId,
  issuedAt: instant,
  expiresAt: instant,
  addedAt: instant,
  addedBy: name,
  state: z.enum(certificateStates),
});
export type CertificateHeld = z.infer<typeof certificateHeld>;

export const certificatesValue = z.strictObject({
  people: z.array(z.strictObject({ id: personId, name })).max(500),
  keys: z.array(trustedKeyRow).max(200),
  certificates: z.array(certificateHeld).max(1000),
  /** When the backend told it; null = never yet, or no backend is set up. */
  asOf: instant.nullable(),
});
export type CertificatesValue = z.infer<typeof certificatesValue>;

/** What a certificate says, once its signature was checked; `personId` null = whoever it names. */
export const checkedCertificate = z.strictObject({
  id: z.uuid(),
  subject: z.strictObject({ id: personId, name }),
  skill: z.enum(certifiedSkills),
  trainer: name,
  keyId,
  issuedAt: instant,
  expiresAt: instant,
  scenarios: z
    .array(z.strictObject({ id: z.string().max(12), level: z.int(), score: z.int(), at: instant }))
    .max(20),
});
export type CheckedCertificate = z.infer<typeof checkedCertificate>;
export const checkedKey = z.strictObject({ keyId, name });

/** Text that the page was given, or null: the host's dialog is asked (Electron; else `host-cannot`). */
const text = z.string().max(900_000);
const write = { effect: 'remote', roles: ['supervisor'], lease: 'free' } as const;
/** What makes a skill count, or ends it, wants a fresh proof of who does it. */
const decides = { ...write, stepUp: true } as const;
const read = { effect: 'read', roles: ['supervisor'], lease: 'free' } as const;

export const certificates = {
  /** As far as this desk knows; `refresh` asks the backend. */
  state: request(nothing, certificatesValue, read),
  refresh: request(nothing, certificatesValue, { ...write, audit: 'certificates.list' }),
  /** Without a network: whether it would count, by the keys known here. The refusal is the code of why. */
  check: request(z.strictObject({ text, personId: personId.nullable() }), checkedCertificate, read),
  checkKey: request(z.strictObject({ text }), checkedKey, read),
  /** From then on what this trainer signs counts. */
  trust: request(z.strictObject({ text }), certificatesValue, { ...decides, audit: 'certificates.trust' }),
  /** Everything that was signed with it ends at once, and it can't be trusted again. */
  revoke: request(z.strictObject({ keyId }), certificatesValue, { ...decides, audit: 'certificates.revoke' }),
  /** Twice the same is once. */
  add: request(z.strictObject({ text, personId }), certificatesValue, {
    ...decides,
    audit: 'certificates.add',
  }),
  /** One person's alone; that certificate can't be added again. */
  end: request(z.strictObject({ id: z.uuid() }), certificatesValue, {
    ...decides,
    audit: 'certificates.end',
  }),
  /** Text of a file that a person picks in the host's dialog; null = cancelled. */
  open: request(nothing, z.strictObject({ text: text.nullable() }), {
    effect: 'control',
    lease: 'free',
    when: 'open',
    roles: ['supervisor'],
  }),
  changed: topic(['main']),
};
