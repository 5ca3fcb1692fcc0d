// A practice certificate (product.md 5b, row 46; O7): who practised what under whom, signed with the trainer's key, ending after a
// year. Live desk and backend check it with this one function, without a network; whatever it refuses unlocks nothing.
import { z } from 'zod';
import type { ErrorCode } from '../errors.ts';
import { fail, ok, type Result } from '../result.ts';
import { canonicalJson, readStrictJson, type Json } from './canonical.ts';
import { personId, scenarioId } from './records.ts';

export const certificateKind = 'careline-practice-certificate';
export const trainerKeyKind = 'careline-trainer-key';
export const certifiedSkills = ['crisis'] as const;
/** A certificate has some 1,000 characters; nothing larger is read. */
export const certificateBytes = 20_000;

const instant = z.iso.datetime({ precision: 3 });
const name = z.string().min(1).max(80);
const keyId = z.string().regex(/^[0-9a-f]{16}$/);
const base64Of = (bytes: number) => {
  const length = Math.ceil(bytes / 3) * 4;
  return z
    .string()
    .length(length)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/);
};

export const certificateBody = z.strictObject({
  kind: z.literal(certificateKind),
  v: z.literal(1),
  id: z.uuid(),
  subject: z.strictObject({ id: personId, name }),
  skill: z.enum(certifiedSkills),
  scenarios: z
    .array(
      z.strictObject({
        id: scenarioId,
        version: z.int().min(1),
        level: z.int().min(1).max(4),
        /** The trainer's own score, of a hundred. */
        score: z.int().min(0).max(100),
        seed: z.int().min(0).max(0xffffffff),
        at: instant,
        /** Of a hundred replies to cues: how many were in the trainee's own words, neither picked nor read out. */
        ownWords: z.int().min(0).max(100),
      }),
    )
    .min(1)
    .max(20),
  trainer: z.strictObject({ name, keyId }),
  issuedAt: instant,
  expiresAt: instant,
});
export type CertificateBody = z.infer<typeof certificateBody>;
export const certificateFile = z.strictObject({ certificate: certificateBody, signature: base64Of(64) });

/** The public half of a trainer's key as a file: what a supervisor trusts. */
export const trainerKey = z.strictObject({
  kind: z.literal(trainerKeyKind),
  v: z.literal(1),
  keyId,
  name,
  /** Ed25519, raw 32 bytes. */
  publicKey: base64Of(32),
});
export type TrainerKey = z.infer<typeof trainerKey>;
export interface TrustedKey extends TrainerKey {
  revokedAt: string | null;
}

/** What a certificate of this skill has to hold (data/certificates). */
export const certificateSet = z.object({
  v: z.literal(1),
  skill: z.enum(certifiedSkills),
  scenarios: z.array(scenarioId).min(1).max(20),
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  months: z.int().min(1).max(24),
  /** The trainer's own score, of a hundred: at least this. */
  score: z.int().min(1).max(100),
  /** How old a call may be when the certificate is issued. */
  days: z.int().min(1).max(366),
  /** Replies to cues in own words, of a hundred: at least this. */
  ownWords: z.int().min(0).max(100),
});
export type CertificateSet = z.infer<typeof certificateSet>;

/** Primitives of the floor that asks: keys and signatures in base64. `keyIdOf`: first 16 hex digits of SHA-256 over the raw key. */
export interface Ed25519 {
  verify(publicKey: string, text: string, signature: string): boolean;
  keyIdOf(publicKey: string): string;
}

/** The exact text that is signed: bound to its kind, so that no other signature of the same key fits. */
export const signedCertificateText = (body: CertificateBody): string =>
  `${certificateKind}-v1\n${canonicalJson(body as unknown as Json)}`;

/** Names stand on screens and in audits: letters of any script, marks and usual signs, nothing that could be read as markup. */
export const plainName = (text: string): boolean =>
  /^[\p{L}\p{M}\p{N} .,'’()-]+$/u.test(text) && text.trim() === text;

const day = 86_400_000;
/** Clocks of two offices differ; more than this is no difference of clocks. */
const clockSlack = 5 * 60_000;

export interface CertificateFacts {
  /** Instant by this machine's clock. */
  now: string;
  /** Latest instant that this machine has written down; a clock that is behind it was set back. Null = none known. */
  seen: string | null;
  set: CertificateSet;
  /** Whose it has to be; null = anybody's. */
  personId: string | null;
}

const shapeOf = (value: unknown): ErrorCode | null => {
  const outer = z
    .object({ certificate: z.looseObject({ kind: z.unknown(), v: z.unknown() }) })
    .safeParse(value);
  if (!outer.success) return 'certificate-malformed';
  if (outer.data.certificate.kind !== certificateKind) return 'certificate-kind';
  const { v } = outer.data.certificate;
  return typeof v === 'number' && v > 1 ? 'certificate-newer' : null;
};

/** The body and the key it is said to be signed with, nothing checked but the shape. */
export function readCertificate(text: string): Result<z.infer<typeof certificateFile>> {
  if (text.length > certificateBytes) return fail('certificate-too-large');
  const read = readStrictJson(text);
  if (!read.ok)
    return fail(read.why === 'duplicate-keys' ? 'certificate-duplicate-keys' : 'certificate-malformed');
  const shape = shapeOf(read.value);
  if (shape !== null) return fail(shape);
  const file = certificateFile.safeParse(read.value);
  if (!file.success) return fail('certificate-malformed', file.error.issues[0]?.path.join('.') ?? '');
  const { certificate } = file.data;
  if (![certificate.subject.name, certificate.trainer.name].every(plainName))
    return fail('certificate-markup');
  return ok(file.data);
}

/** Longest life: the set's months, by calendar, and a day for the zone it was reckoned in. */
export function expiryOf(issuedAt: string, months: number): string {
  const at = new Date(issuedAt);
  const ends = new Date(at);
  ends.setUTCMonth(ends.getUTCMonth() + months);
  // The 31st of a month that the other one lacks: its last day.
  if (ends.getUTCDate() !== at.getUTCDate()) ends.setUTCDate(0);
  return ends.toISOString();
}

/**
 * Whether a certificate counts here and now. Each refusal has its own code; the order is from what the file is to what it says, and
 * nothing that it says is believed before its signature was checked.
 */
export function verifyCertificate(
  text: string,
  keys: readonly TrustedKey[],
  facts: CertificateFacts,
  ed25519: Ed25519,
): Result<CertificateBody> {
  const file = readCertificate(text);
  if (!file.ok) return file;
  const { certificate: body, signature } = file.value;
  const key = keys.find((k) => k.keyId === body.trainer.keyId);
  if (key === undefined) return fail('certificate-unknown-key');
  if (!ed25519.verify(key.publicKey, signedCertificateText(body), signature))
    return fail('certificate-forged');
  if (key.revokedAt !== null) return fail('certificate-revoked-key');
  const refused = standing(body, facts);
  return refused === null ? ok(body) : fail(refused);
}

/** Of a body whose signature is right: does it count at this time, for this person, for this set. */
export function standing(body: CertificateBody, facts: CertificateFacts): ErrorCode | null {
  const now = Date.parse(facts.now);
  const issued = Date.parse(body.issuedAt);
  const expires = Date.parse(body.expiresAt);
  if (facts.seen !== null && now < Date.parse(facts.seen) - clockSlack) return 'certificate-clock';
  if (issued > now + clockSlack) return 'certificate-not-yet-valid';
  if (now >= expires) return 'certificate-expired';
  const longest = Date.parse(expiryOf(body.issuedAt, facts.set.months)) + day;
  if (expires > longest) return 'certificate-incomplete';
  const calls = callsRefused(body, facts.set);
  if (calls !== null) return calls;
  if (sameName(body.subject.name, body.trainer.name)) return 'certificate-own';
  return facts.personId === null || facts.personId === body.subject.id ? null : 'certificate-other-person';
}

/** Each scenario of the set once and no other; each call recent, passed, and answered in own words. */
function callsRefused(body: CertificateBody, set: CertificateSet): ErrorCode | null {
  const ids = body.scenarios.map((s) => setId(s.id));
  const whole =
    body.skill === set.skill &&
    new Set(ids).size === ids.length &&
    ids.length === set.scenarios.length &&
    set.scenarios.every((id) => ids.includes(id)) &&
    body.scenarios.every((s) => s.level >= set.level && s.at <= body.issuedAt);
  if (!whole) return 'certificate-incomplete';
  if (!body.scenarios.every((s) => youngEnough(s.at, body.issuedAt, set))) return 'certificate-old-calls';
  if (body.scenarios.some((s) => s.score < set.score)) return 'certificate-low-score';
  return body.scenarios.some((s) => s.ownWords < set.ownWords) ? 'certificate-few-own-words' : null;
}
/** Whether a call of `at` is still young enough to stand in a certificate that is issued at `issuedAt`. */
export const youngEnough = (at: string, issuedAt: string, set: Pick<CertificateSet, 'days'>): boolean =>
  Date.parse(issuedAt) - Date.parse(at) <= set.days * day;

/** Nobody certifies themself. Only names can be compared: a trainer has no id at the live desk. */
export const sameName = (a: string, b: string): boolean => plainest(a) === plainest(b);
const plainest = (name: string): string => name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

type Call = Pick<CertificateBody['scenarios'][number], 'id' | 'seed' | 'at'>;
/** A call certifies once: whether one of these stands in an earlier certificate of this person and skill. */
export const usedBefore = (calls: readonly Call[], earlier: readonly Call[]): boolean =>
  calls.some((c) => earlier.some((e) => e.id === c.id && e.seed === c.seed && e.at === c.at));

/** A translation counts as the scenario that it translates. */
export const setId = (id: string): string => id.split('-')[0] ?? id;

/** A trainer's public key as somebody brings it. `trainer-key-malformed` for anything else. */
export function readTrainerKey(text: string, ed25519: Ed25519): Result<TrainerKey> {
  if (text.length > certificateBytes) return fail('trainer-key-malformed', 'size');
  const read = readStrictJson(text);
  const key = read.ok ? trainerKey.safeParse(read.value) : null;
  if (key?.success !== true || !plainName(key.data.name)) return fail('trainer-key-malformed');
  return ed25519.keyIdOf(key.data.publicKey) === key.data.keyId
    ? ok(key.data)
    : fail('trainer-key-malformed', 'key id');
}
