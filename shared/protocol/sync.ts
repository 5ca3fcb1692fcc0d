// What crosses the wire between desk and backend, versioned (facts: sync 1.4). The payload is sealed on the device; the
// envelope carries only what ordering and exactly-once need.
import { z } from 'zod';
import type { Unpractised } from '#shared/domain/training/wall.ts';
import { base64 } from './base64.ts';

export const protocolVersion = 1;
const uuid = z.uuid();
/** Text that stands on a line of its own in `chainText` (seal-format.ts). */
const oneLine = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'one line');
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

/** A body sealed by a per-message key, and that key wrapped for the backend's X25519 key (architecture rule 4). */
export const sealed = z.strictObject({
  /** AES-256-GCM: nonce (12) + ciphertext + tag (16), base64. */
  body: base64(700_000),
  /** X25519 ephemeral public key (32) + nonce (12) + wrapped key (32) + tag (16), base64. */
  keyForBackend: base64(700_000),
  /** Which of the backend's keys it was wrapped for. */
  keyId: oneLine(64),
});
export type Sealed = z.infer<typeof sealed>;

export const itemTypes = ['message', 'addendum'] as const;
export const syncItem = z.strictObject({
  seq: z.int().min(1),
  /** Id of the message or addendum; made when the form opened. */
  id: uuid,
  type: z.enum(itemTypes),
  schema: z.int().min(1).max(1000),
  /** Author's person id; the device credential may push it after another person signed in. */
  author: oneLine(60),
  takenAt: z.iso.datetime({ precision: 3 }),
  /** Drives the backend's order of work; never lowered. 0 emergency … 3 non-clinical. */
  urgency: z.int().min(0).max(3),
  payload: sealed,
  /** SHA-256 of `chainText(previous hash, this item)` (seal-format.ts): chained on the device over all it ever sent. */
  hash: hex64,
});
/** Nothing that was practised fits in here (shared/domain/training/wall.ts). */
export type SyncItem = z.infer<typeof syncItem> & Unpractised;

export const pushRequest = z.strictObject({
  v: z.literal(protocolVersion),
  /** A device keeps its first epoch; another one, once anything is stored, is a `fork` (409): enrol again. */
  epoch: uuid,
  batchId: uuid,
  /** Chain head before the first item; `0`×64 before the very first. */
  chainBefore: hex64,
  items: z.array(syncItem).min(1).max(500),
});
export type PushRequest = z.infer<typeof pushRequest>;

export const itemResults = ['applied', 'duplicate', 'quarantined'] as const;
export const pushAnswer = z.strictObject({
  v: z.literal(protocolVersion),
  /** Echo: an answer without our batch id is a captive portal's, not the backend's. */
  batchId: uuid,
  /** Everything up to this sequence number is durable at the backend. */
  upto: z.int().min(0),
  results: z.array(
    z.strictObject({ seq: z.int(), result: z.enum(itemResults), why: z.string().max(200).nullable() }),
  ),
  serverTime: z.iso.datetime({ precision: 3 }),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

/** Where the backend stands with this device: compared at the start of each connection (nothing lost, no cloned disk). */
export const handshakeAnswer = z.strictObject({
  v: z.literal(protocolVersion),
  organisation: z.string().max(60),
  deviceId: z.string().max(64),
  epoch: uuid.nullable(),
  lastSeq: z.int().min(0),
  chainHead: hex64,
  serverTime: z.iso.datetime({ precision: 3 }),
  durable: z.boolean(),
  /** The key that bodies are wrapped for: X25519 public key, raw 32 bytes base64. */
  sealKey: z.strictObject({ id: z.string().max(64), publicKey: z.string().max(64) }),
});
export type HandshakeAnswer = z.infer<typeof handshakeAnswer>;

/** GET /v1/messages/count (signed): what the backend holds for the device's organisation. */
export const countAnswer = z.strictObject({
  v: z.literal(protocolVersion),
  messages: z.int().min(0),
  addenda: z.int().min(0),
  quarantined: z.int().min(0),
  serverTime: z.iso.datetime({ precision: 3 }),
});
export type CountAnswer = z.infer<typeof countAnswer>;

/** GET /v1/health (unsigned): the client's captive-portal check; anything else is not the backend. */
export const healthAnswer = z.strictObject({
  v: z.literal(protocolVersion),
  ok: z.literal(true),
  service: z.literal('careline'),
});

export const errorAnswer = z.strictObject({
  v: z.literal(protocolVersion),
  error: z.enum([
    'unsigned',
    'unknown-device',
    'bad-signature',
    'replayed',
    'revoked',
    'invalid',
    'gap',
    'fork',
    'too-large',
    'upgrade',
    'busy',
    'internal',
    'enrol-code',
    /** Practised, not real: nothing of a practice desk is taken. */
    'practice-data',
    /** A trainer's key or a certificate that doesn't count; `message` is the code of why. */
    'certificate',
    /** Not for this person, or not now; `message` is a code of shared/domain/errors.ts. */
    'refused',
  ]),
  /** `replayed`: the highest request counter seen; `gap`: the sequence number expected next. */
  expected: z
    .int()
    .min(0)
    .max(2 ** 48)
    .nullable(),
  message: z.string().max(300),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;
