// A desk of the model: the product's own tables, log and sender on a database in memory, so that thousands of histories
// take minutes. What a crash takes is the sender and what was on its way; what is durable is the database.
import { generateKeyPairSync, randomBytes, randomUUID, sign as signBytes, type KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { addEntry } from '#desk/messages/entries.ts';
import { addAddendum, addMessage } from '#desk/messages/log.ts';
import { project } from '#desk/messages/project.ts';
import { queue } from '#desk/messages/queue.ts';
import { writeSealed, type SealedFor, type Sealer } from '#desk/messages/sealer.ts';
import { applyChange } from '#desk/messages/apply.ts';
import { migrations } from '#desk/migrations.ts';
import { backendClient } from '#desk/sync/backend-client.ts';
import { findEnrolment, putEnrolment, requestCounter } from '#desk/sync/device.ts';
import { startOver } from '#desk/sync/outbox.ts';
import { createSync, type Sync } from '#desk/sync/sync.ts';
import { migrate } from '#desk/vault/migrations.ts';
import { rawPublicKey, seal, unseal, unwrapWith, wrapFor } from '#desk/vault/seal.ts';
import type { EntryBody } from '#shared/domain/messages/entry.ts';
import { emptyDraft, type Urgency } from '#shared/domain/messages/message.ts';
import { filled } from '#tests/support/message.ts';
import type { Net } from './net.ts';

export interface Enrolled {
  organisation: string;
  deviceId: string;
  sealKey: { id: string; publicKey: string };
}
export interface Made {
  id: string;
  messageId: string;
  lane: 'urgent' | 'normal';
}
let template: Buffer | null = null;
/** Migrating takes longer than a history: every desk begins as a copy of one that was migrated. */
function freshCore(): Database.Database {
  if (template === null) {
    const made = new Database(':memory:');
    migrate(made, 'core', migrations);
    template = made.serialize();
    made.close();
  }
  return new Database(template);
}
const settled = async (): Promise<void> => {
  for (let i = 0; i < 4; i++) await new Promise((resolve) => setImmediate(resolve));
};

export function modelDesk(name: string, network: Net, chance: () => number) {
  let db = freshCore();
  const reader = generateKeyPairSync('x25519').privateKey;
  const device: KeyObject = generateKeyPairSync('ed25519').privateKey;
  const readerKey = rawPublicKey(reader);
  let skewMs = 0;
  let sync: Sync | null = null;
  let timers: { at: number; run(): void }[] = [];
  /** Of this desk's timers, ms. */
  let clock = 0;
  const now = (): string => new Date(Date.now() + skewMs).toISOString();
  const toBackend = (): { id: string; key: Buffer } | null => {
    const found = findEnrolment(db)?.sealKey;
    return found === undefined ? null : { id: found.id, key: Buffer.from(found.publicKey, 'base64') };
  };
  const sealer: Sealer = {
    seal(id, body): SealedFor {
      const to = toBackend();
      const made = seal(id, body, { reader: readerKey, ...(to ? { backend: to.key } : {}) }, randomBytes);
      return {
        body: made.body,
        forReader: made.keys['reader'] ?? Buffer.alloc(0),
        forBackend: to && made.keys['backend'] ? { keyId: to.id, key: made.keys['backend'] } : null,
      };
    },
    open: (id, body, wrapped) => unseal(id, body, wrapped, reader),
    readable: () => true,
    shut: () => 'locked',
  };

  function begin(): void {
    const counter = requestCounter(db);
    const client = backendClient({
      baseUrl: 'http://backend',
      fetch: network.fetchFor(name),
      monotonic: () => performance.now(),
      credential: () => {
        const enrolment = findEnrolment(db);
        return enrolment === null
          ? null
          : { deviceId: enrolment.deviceId, counter, sign: (bytes) => signBytes(null, bytes, device) };
      },
    });
    sync = createSync({
      client,
      core: () => db,
      wrap(id, readerWrapped) {
        const to = toBackend();
        const key = unwrapWith(reader, readerWrapped, id);
        return to && key ? { keyId: to.id, key: wrapFor(to.key, key, id, randomBytes) } : null;
      },
      readerKey: () => readerKey,
      apply: (change) => applyChange(db, change, { sealer, accountOf: () => null }),
      canRead: () => true,
      documents: { have: () => [], put: () => ({ ok: true, value: null }), checked: () => undefined },
      now,
      monotonic: () => performance.now(),
      random: chance,
      uuid: randomUUID,
      after(ms, run) {
        const timer = { at: clock + ms, run };
        timers.push(timer);
        return () => void (timers = timers.filter((t) => t !== timer));
      },
      soon: () => new Promise((resolve) => setImmediate(resolve)),
      changed: () => undefined,
      acknowledged: () => undefined,
      arrived: () => undefined,
      delivered: () => undefined,
      ringing: () => [],
      taken: () => undefined,
      onEvent: () => undefined,
    });
    sync.start();
  }
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate();

  const desk = {
    name,
    publicKey: rawPublicKey(device),
    settled,
    /** For the oracle: its own SQL on this desk's tables. */
    rows: <T>(sql: string, ...values: unknown[]): T[] => db.prepare(sql).all(...values) as T[],
    enrol(as: Enrolled): void {
      inOne(() => {
        putEnrolment(db, { ...as, organisationName: as.organisation, epoch: randomUUID() });
        startOver(db);
      });
      sync?.enrolled();
    },
    start: begin,
    message(urgency: Urgency, words: string): Made {
      const id = randomUUID();
      const at = now();
      const base = emptyDraft({
        accountId: 'riverside',
        dnis: '+16175550110',
        greeting: '',
        receivedAt: at,
        zone: 'UTC',
        practice: 'Riverside',
        origin: { kind: 'other-phone', why: 'model' },
      });
      inOne(() =>
        addMessage(db, sealer, {
          schema: 2,
          id,
          incomplete: [],
          savedAt: at,
          clockOffsetMs: null,
          fields: { ...filled(base, words), urgency },
          takenBy: { personId: name, name },
        }),
      );
      sync?.wake();
      return { id, messageId: id, lane: desk.laneOf(id) };
    },
    entry(messageId: string, body: EntryBody): Made {
      const id = randomUUID();
      inOne(() => {
        addEntry(db, sealer, { schema: 1, id, messageId, at: now(), author: { personId: name, name }, body });
        project(db, sealer, () => null, messageId);
      });
      sync?.wake();
      return { id, messageId, lane: desk.laneOf(id) };
    },
    addendum(messageId: string, text: string): Made {
      const id = randomUUID();
      inOne(() =>
        addAddendum(db, sealer, {
          schema: 1,
          id,
          messageId,
          text,
          author: { personId: name, name },
          at: now(),
        }),
      );
      sync?.wake();
      return { id, messageId, lane: desk.laneOf(id) };
    },
    /** A row that the backend cannot read (`schema` 900) or cannot open (1): it must be set aside, and stop nothing. */
    poison(lane: 'urgent' | 'normal', schema: number): Made {
      const id = randomUUID();
      const at = now();
      inOne(() =>
        queue(db, {
          lane,
          id,
          messageId: id,
          type: 'message',
          kind: '',
          schema,
          author: name,
          takenAt: at,
          savedAt: at,
          urgency: 1,
          sealed: writeSealed(db, sealer, id, 'no message'),
        }),
      );
      sync?.wake();
      return { id, messageId: id, lane };
    },
    laneOf: (id: string): 'urgent' | 'normal' =>
      desk.rows<{ lane: 'urgent' | 'normal' }>('SELECT lane FROM outbox WHERE item_id = ?', id)[0]?.lane ??
      'normal',
    fieldsOf(messageId: string) {
      const row = desk.rows<{ body_sealed: Buffer; wrapped: Buffer }>(
        "SELECT m.body_sealed, k.wrapped FROM messages m JOIN message_keys k ON k.item_id = m.id AND k.recipient = 'reader' WHERE m.id = ?",
        messageId,
      )[0];
      const clear = row === undefined ? null : unseal(messageId, row.body_sealed, row.wrapped, reader);
      return clear === null
        ? null
        : (JSON.parse(clear.toString('utf8')) as { fields: ReturnType<typeof emptyDraft> }).fields;
    },
    skew: (ms: number): void => void (skewMs += ms),
    /** Everything volatile goes; the durable rows stay. */
    crash(): void {
      sync?.stop();
      timers = [];
      for (const flight of network.waiting()) if (flight.desk === name) flight.fail();
      begin();
    },
    /** Time passes, ms: whatever becomes due has its moment, once. */
    tick(ms: number): void {
      clock += ms;
      const due = timers.filter((t) => t.at <= clock);
      timers = timers.filter((t) => t.at > clock);
      for (const t of due) t.run();
    },
    /** The disk as it is now, and later back to it: a restored copy. */
    image: (): Buffer => db.serialize(),
    wear(image: Buffer): void {
      sync?.stop();
      timers = [];
      for (const flight of network.waiting()) if (flight.desk === name) flight.fail();
      db.close();
      db = new Database(image);
      begin();
    },
    paused: (lane: 'urgent' | 'normal'): string | null => sync?.pausedLane(lane) ?? null,
    close(): void {
      sync?.stop();
      for (const flight of network.waiting()) if (flight.desk === name) flight.fail();
      db.close();
    },
  };
  return desk;
}
export type ModelDesk = ReturnType<typeof modelDesk>;
