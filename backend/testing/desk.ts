// A desk as the backend's tests need it: enrols, signs, seals and chains over real HTTP. Written on WebCrypto, while the
// backend uses node:crypto, so that one's mistake isn't the other's.
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import {
  changesAnswer,
  handshake2Answer,
  type Change,
  type Lane,
  type LaneItem,
} from '#shared/protocol/lanes.ts';
import { chainText, laneStart } from '#shared/protocol/seal-format.ts';
import type { PushRequest, Sealed, SyncItem } from '#shared/protocol/sync.ts';

const { subtle } = globalThis.crypto;
const random = (n: number): Buffer => Buffer.from(globalThis.crypto.getRandomValues(new Uint8Array(n)));
const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const plain = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const sha256 = async (bytes: Uint8Array): Promise<string> =>
  Buffer.from(await subtle.digest('SHA-256', plain(bytes))).toString('hex');

export interface Answer {
  status: number;
  // Tests look into answers of every shape.
  json: Record<string, unknown>;
}
export interface Headers {
  device?: string;
  counter?: string;
  signature?: string;
}

async function gcm(key: Uint8Array, text: Uint8Array, id: string): Promise<Buffer> {
  const nonce = random(12);
  const aes = await subtle.importKey('raw', plain(key), 'AES-GCM', false, ['encrypt']);
  const sealed = await subtle.encrypt(
    { name: 'AES-GCM', iv: plain(nonce), additionalData: utf8(id) },
    aes,
    plain(text),
  );
  return Buffer.concat([nonce, Buffer.from(sealed)]);
}

export async function seal(
  key: { id: string; publicKey: string },
  id: string,
  text: string,
): Promise<Sealed> {
  const theirs = Buffer.from(key.publicKey, 'base64');
  const pair = (await subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  const ours = Buffer.from(await subtle.exportKey('raw', pair.publicKey));
  const shared = await subtle.deriveBits(
    { name: 'X25519', public: await subtle.importKey('raw', plain(theirs), 'X25519', true, []) },
    pair.privateKey,
    256,
  );
  const wrapKey = await subtle.deriveBits(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: plain(Buffer.concat([ours, theirs])),
      info: utf8('careline-seal-v1'),
    },
    await subtle.importKey('raw', shared, 'HKDF', false, ['deriveBits']),
    256,
  );
  const bodyKey = random(32);
  const body = await gcm(bodyKey, utf8(text), id);
  const wrapped = await gcm(new Uint8Array(wrapKey), bodyKey, id);
  return {
    body: body.toString('base64'),
    keyForBackend: Buffer.concat([ours, wrapped]).toString('base64'),
    keyId: key.id,
  };
}

export async function hashOf(previous: string, item: Omit<LaneItem, 'hash'>): Promise<string> {
  return sha256(utf8(chainText(previous, item)));
}

/** One enrolled device; remembers counter, chain head and sequence number as a desk's vault would. */
export class TestDesk {
  readonly base: string;
  device = '';
  organisation = '';
  counter = 0;
  /** Where each lane stands; `seq` and `head` are the normal lane's, which is all that version 1 knows. */
  lanes = {
    urgent: { seq: 0, head: laneStart('urgent') },
    normal: { seq: 0, head: laneStart('normal') },
  };
  epoch: string = globalThis.crypto.randomUUID();
  sealKey = { id: '', publicKey: '' };
  #keys: Promise<CryptoKeyPair>;

  constructor(base: string) {
    this.base = base;
    this.#keys = subtle.generateKey('Ed25519', true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
  }

  /** @param more what a newer desk says beside it */
  async enrol(code: string, more: object = {}): Promise<Answer> {
    const publicKey = Buffer.from(await subtle.exportKey('raw', (await this.#keys).publicKey));
    const answer = await this.send(
      'POST',
      '/v1/enrol',
      JSON.stringify({ v: 1, code, publicKey: publicKey.toString('base64'), name: 'Test desk', ...more }),
      {},
    );
    if (answer.status === 200) {
      this.device = String(answer.json['deviceId']);
      this.organisation = String(answer.json['organisation']);
      this.sealKey = answer.json['sealKey'] as { id: string; publicKey: string };
    }
    return answer;
  }

  async sign(method: string, path: string, body: string, device = this.device): Promise<Headers> {
    this.counter += 1;
    const text = signedText({
      method,
      path,
      device,
      counter: this.counter,
      bodySha256: await sha256(utf8(body)),
    });
    const signature = await subtle.sign('Ed25519', (await this.#keys).privateKey, utf8(text));
    return {
      device,
      counter: String(this.counter),
      signature: Buffer.from(signature).toString('base64'),
    };
  }

  /** Ed25519 over any text, base64. */
  async signText(text: string): Promise<string> {
    const signature = await subtle.sign('Ed25519', (await this.#keys).privateKey, utf8(text));
    return Buffer.from(signature).toString('base64');
  }

  async send(method: string, path: string, body: string, headers: Headers): Promise<Answer> {
    const all: Record<string, string> = { 'content-type': 'application/json' };
    for (const name of ['device', 'counter', 'signature'] as const) {
      const value = headers[name];
      if (value !== undefined) all[signatureHeaders[name]] = value;
    }
    const response = await fetch(this.base + path, {
      method,
      headers: all,
      body: method === 'GET' ? undefined : body,
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  }

  async request(method: string, path: string, body = ''): Promise<Answer> {
    return this.send(method, path, body, await this.sign(method, path, body));
  }

  /** POST of version 2. */
  ask(path: string, body: object): Promise<Answer> {
    return this.request('POST', path, JSON.stringify({ v: 2, ...body }));
  }

  get seq(): number {
    return this.lanes.normal.seq;
  }
  set seq(seq: number) {
    this.lanes.normal.seq = seq;
  }
  get head(): string {
    return this.lanes.normal.head;
  }
  set head(head: string) {
    this.lanes.normal.head = head;
  }

  /** The next item of this desk's normal lane, as version 1 knows it. `text` is what gets sealed: by default a sound message. */
  async item(change: { id?: string; text?: string } & Partial<SyncItem> = {}): Promise<SyncItem> {
    return { ...(await this.laneItem('normal', change)), type: change.type ?? 'message' };
  }

  /** The next item of a lane. */
  async laneItem(
    lane: Lane,
    change: { id?: string; text?: string } & Partial<LaneItem> = {},
  ): Promise<LaneItem> {
    const { text, ...envelope } = change;
    const at = this.lanes[lane];
    const id = envelope.id ?? globalThis.crypto.randomUUID();
    const rest: Omit<LaneItem, 'hash'> = {
      seq: at.seq + 1,
      id,
      type: 'message',
      schema: 1,
      author: 'person-1',
      takenAt: '2026-11-22T03:00:00.000Z',
      urgency: 2,
      ...envelope,
      payload: envelope.payload ?? (await seal(this.sealKey, id, text ?? JSON.stringify(soundMessage(id)))),
    };
    const item = { ...rest, hash: await hashOf(at.head, rest) };
    at.seq = item.seq;
    at.head = item.hash;
    return item;
  }

  /** The next entry about a message; its lane is given, its kind is the body's; `takenAt` is its time too. */
  entry(lane: Lane, messageId: string, body: object, change: Partial<LaneItem> = {}): Promise<LaneItem> {
    const id = change.id ?? globalThis.crypto.randomUUID();
    const text = JSON.stringify({
      schema: 1,
      id,
      messageId,
      at: change.takenAt ?? '2026-11-22T03:01:00.000Z',
      author: { personId: 'person-1', name: 'Person One' },
      body,
    });
    return this.laneItem(lane, { type: 'entry', urgency: 1, ...change, id, text });
  }

  /** Pushes items of one lane; `before` is the lane's head before the first (default: its start). */
  push2(lane: Lane, items: LaneItem[], before: string = laneStart(lane), more = false): Promise<Answer> {
    const { epoch } = this;
    const batchId = globalThis.crypto.randomUUID();
    const body = { v: 2, lane, epoch, batchId, chainBefore: before, more, items };
    return this.request('POST', '/v2/push', JSON.stringify(body));
  }

  async handshake2(readerKey: string) {
    const answer = await this.request('POST', '/v2/handshake', JSON.stringify({ v: 2, readerKey }));
    return handshake2Answer.parse(answer.json);
  }

  /** Everything after a number, page by page. */
  async changes(after = 0): Promise<Change[]> {
    const all: Change[] = [];
    for (let from = after; ;) {
      const page = changesAnswer.parse((await this.request('GET', `/v2/changes?after=${from}`)).json);
      all.push(...page.changes);
      from = page.upto;
      if (!page.more) return all;
    }
  }

  batch(items: SyncItem[], chainBefore: string, change: Partial<PushRequest> = {}): PushRequest {
    return {
      v: 1,
      epoch: this.epoch,
      batchId: globalThis.crypto.randomUUID(),
      chainBefore,
      items,
      ...change,
    };
  }

  push(batch: PushRequest): Promise<Answer> {
    return this.request('POST', '/v1/push', JSON.stringify(batch));
  }
}

/** A message as the desk would seal it; synthetic. */
export function soundMessage(id: string, fields: object = {}): object {
  return {
    schema: 1,
    id,
    fields: {
      accountId: 'riverside',
      dnis: '+16175550110',
      greeting: 'Good evening',
      receivedAt: '2026-11-22T02:58:00.000Z',
      zone: 'America/New_York',
      origin: { kind: 'other-phone', why: 'test' },
      callerName: 'Synthetic Caller',
      callerNameSpelled: true,
      callerRefusedName: false,
      callerIs: 'self',
      callback: { number: '+16175550164', extension: '', second: '', readBack: true },
      leaveWord: 'yes',
      reachableUntil: '',
      patientName: 'Synthetic Patient',
      patientBirthDate: '1955-02-03',
      patientRef: '',
      usualProvider: '',
      practice: 'Riverside Family Practice',
      locationNow: '',
      reasonCode: 'general',
      underlyingWhy: '',
      verbatim: 'Please call me back.',
      urgency: 'routine-clinical',
      emergency: [],
      quotes: [],
      ...fields,
    },
    takenBy: { personId: 'person-1', name: 'Person One' },
    savedAt: '2026-11-22T03:00:00.000Z',
    clockOffsetMs: null,
  };
}
