// Version 2 of the wire: two lanes a device, each with its own gap-free sequence, last number and hash chain; what others
// did comes back as changes; accounts and on-call schedules come as versioned documents. Version 1 (sync.ts) stays for
// older desks: their one sequence is the normal lane.
import { z } from 'zod';
import { lanes } from '#shared/domain/messages/lane.ts';
import type { Unpractised } from '#shared/domain/training/wall.ts';
import { deskSays, guardSays } from './identity.ts';
import { itemResults, sealed } from './sync.ts';

export const protocolVersion2 = 2;
const uuid = z.uuid();
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime({ precision: 3 });
const oneLine = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'one line');
const key32 = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

export const lane = z.enum(lanes);
export type { Lane } from '#shared/domain/messages/lane.ts';

export const laneItemTypes = ['message', 'addendum', 'entry'] as const;
/** What stands around every body, upwards and downwards. */
const envelope = {
  id: uuid,
  type: z.enum(laneItemTypes),
  schema: z.int().min(1).max(1000),
  author: oneLine(60),
  takenAt: instant,
  /** 0 emergency … 3 non-clinical, of the item itself. */
  urgency: z.int().min(0).max(3),
  payload: sealed,
};
export const laneItem = z.strictObject({
  seq: z.int().min(1),
  ...envelope,
  /** SHA-256 of `chainText(previous hash of this lane, this item)`; the first `previous` is `laneStart(lane)`. */
  hash: hex64,
});
/** Nothing that was practised fits in here (shared/domain/training/wall.ts). */
export type LaneItem = z.infer<typeof laneItem> & Unpractised;

export const push2Request = z.strictObject({
  v: z.literal(2),
  lane,
  epoch: uuid,
  batchId: uuid,
  chainBefore: hex64,
  /** More items wait in this lane behind this batch: the backend holds its ladders back a moment. */
  more: z.boolean(),
  items: z.array(laneItem).min(1).max(500),
});
export type Push2Request = z.infer<typeof push2Request>;
export const push2Answer = z.strictObject({
  v: z.literal(2),
  lane,
  batchId: uuid,
  upto: z.int().min(0),
  results: z.array(
    z.strictObject({ seq: z.int(), result: z.enum(itemResults), why: z.string().max(200).nullable() }),
  ),
  serverTime: instant,
});
export type Push2Answer = z.infer<typeof push2Answer>;

/** POST /v2/handshake: where both stand; brings the key that changes are sealed for. */
export const handshake2Request = z.strictObject({
  v: z.literal(2),
  /** The desk's reader key: X25519 public key, raw 32 bytes base64. */
  readerKey: key32,
  /** What the desk says of itself; an older backend refuses a body with it as `invalid`: then again without. */
  desk: deskSays.optional(),
});
const laneState = z.strictObject({ lastSeq: z.int().min(0), chainHead: hex64 });
export const handshake2Answer = z.strictObject({
  v: z.literal(2),
  organisation: z.string().max(60),
  deviceId: z.string().max(64),
  epoch: uuid.nullable(),
  lanes: z.strictObject({ urgent: laneState, normal: laneState }),
  /** Number of the newest change of the organisation. */
  changeHead: z.int().min(0),
  serverTime: instant,
  durable: z.boolean(),
  sealKey: z.strictObject({ id: z.string().max(64), publicKey: z.string().max(64) }),
  /** Policy, revoked people, ended sessions, roles: only when the request had `desk`. */
  guard: guardSays.optional(),
});
export type Handshake2Answer = z.infer<typeof handshake2Answer>;

/**
 * GET /v2/changes?after=N: what other desks and the backend added, in the order of commit, without gaps, at most 200.
 * `payload` is sealed for this desk's reader key in the format of seal-format.ts (`keyForBackend` = key for the desk).
 */
export const change = z.strictObject({
  n: z.int().min(1),
  ...envelope,
  /** The desk that it came from; null = the backend itself. */
  deviceId: z.string().max(64).nullable(),
  receivedAt: instant,
});
export type Change = z.infer<typeof change>;
export const changesAnswer = z.strictObject({
  v: z.literal(2),
  changes: z.array(change).max(200),
  /** Ask on after this number. */
  upto: z.int().min(0),
  /**
   * Item of change number `upto`, to be said with the next question (`&at=`): a backend that was set back and has caught up
   * has given that number to another item, and answers `gap`.
   */
  at: uuid.nullable().default(null),
  more: z.boolean(),
  serverTime: instant,
});
export type ChangesAnswer = z.infer<typeof changesAnswer>;

/** POST /v2/taken {v, ids}: which of these somebody accepted or closed, for a desk that is locked and can open nothing. */
export const takenRequest = z.strictObject({ v: z.literal(2), ids: z.array(uuid).max(50) });
export const takenAnswer = z.strictObject({
  v: z.literal(2),
  taken: z.array(uuid).max(50),
  serverTime: instant,
});
export type TakenAnswer = z.infer<typeof takenAnswer>;

/** Accounts and on-call schedules: whole files with versions; a desk never takes a lower one. */
export const documentKinds = ['account', 'on-call'] as const;
export type DocumentKind = (typeof documentKinds)[number];
export const documentRef = z.strictObject({
  kind: z.enum(documentKinds),
  id: z.string().max(60),
  version: z.int().min(1),
});
/** POST /v2/documents {v, have}: answers only what is newer than `have`. */
export const documentsRequest = z.strictObject({ v: z.literal(2), have: z.array(documentRef).max(1000) });
export const delivered = documentRef.extend({
  publishedAt: instant,
  /** JSON text of the file; checked against the domain's schema by the desk before it counts. */
  json: z.string().max(600_000),
});
export type Delivered = z.infer<typeof delivered>;
export const documentsAnswer = z.strictObject({
  v: z.literal(2),
  documents: z.array(delivered).max(20),
  more: z.boolean(),
  serverTime: instant,
});
export type DocumentsAnswer = z.infer<typeof documentsAnswer>;

/**
 * The rescue file: one line of JSON header, then one line a lane item as it would be pushed, in order of lane and
 * sequence. Bodies stay sealed for the backend; the header is signed by the device's Ed25519 key over all lines' hash.
 */
export const rescueHeader = z.strictObject({
  format: z.literal('careline-rescue-1'),
  organisation: z.string().max(60),
  deviceId: z.string().max(64),
  epoch: uuid,
  madeAt: instant,
  items: z.int().min(0),
  /** SHA-256 of everything after the header's line, lower-case hex. */
  sha256: hex64,
  /** Ed25519 over `careline-rescue-1\n<deviceId>\n<epoch>\n<madeAt>\n<items>\n<sha256>`, base64. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
});
/** The exact bytes that the device signs (UTF-8); the organisation is checked by its own. */
export const rescueText = (h: Omit<z.infer<typeof rescueHeader>, 'organisation' | 'signature'>): string =>
  [h.format, h.deviceId, h.epoch, h.madeAt, String(h.items), h.sha256].join('\n');
export const rescueLine = z.strictObject({ lane, item: laneItem });
