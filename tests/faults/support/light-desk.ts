// A desk without a vault, for storms: enrols, signs, seals, chains and pushes over real HTTP, many of them in one process.
// Written on node:crypto from the public description of the formats.
import {
  createCipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { signatureHeaders, signedText } from '#shared/protocol/enrol.ts';
import { push2Answer, type LaneItem } from '#shared/protocol/lanes.ts';
import { chainText, laneStart } from '#shared/protocol/seal-format.ts';
import { pushAnswer } from '#shared/protocol/sync.ts';

export type Lane = 'urgent' | 'normal';
const raw = (der: Buffer): Buffer => der.subarray(-32);
const x25519Head = Buffer.from('302a300506032b656e032100', 'hex');

function gcm(key: Buffer, text: Buffer, id: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(id));
  return Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
}
function seal(to: { id: string; publicKey: string }, id: string, text: string): LaneItem['payload'] {
  const theirs = Buffer.from(to.publicKey, 'base64');
  const pair = generateKeyPairSync('x25519');
  const ours = raw(pair.publicKey.export({ format: 'der', type: 'spki' }));
  const shared = diffieHellman({
    privateKey: pair.privateKey,
    publicKey: createPublicKey({ key: Buffer.concat([x25519Head, theirs]), format: 'der', type: 'spki' }),
  });
  const salt = Buffer.concat([ours, theirs]);
  const wrapKey = Buffer.from(hkdfSync('sha256', shared, salt, 'careline-seal-v1', 32));
  const bodyKey = randomBytes(32);
  return {
    body: gcm(bodyKey, Buffer.from(text), id).toString('base64'),
    keyForBackend: Buffer.concat([ours, gcm(wrapKey, bodyKey, id)]).toString('base64'),
    keyId: to.id,
  };
}

export interface LightDesk {
  device(): string;
  enrol(code: string): Promise<void>;
  /** Seals and chains the next item of a lane; nothing is sent. */
  add(lane: Lane, one: { id: string; body: object; urgency: number; takenAt: string }): LaneItem;
  /**
   * Sends a batch until it is acknowledged, as a desk does: waits with jitter after a refusal or no answer at all.
   * @throws after `withinMs`.
   */
  push(
    lane: Lane,
    items: readonly LaneItem[],
    chainBefore: string,
    more: boolean,
    withinMs: number,
  ): Promise<void>;
  /** Tries beyond the first of each batch. */
  retries(): number;
}

/** `wire` 1 = a desk of before: one sequence, which is the normal lane. */
export function lightDesk(base: string, wire: 1 | 2, random: () => number): LightDesk {
  const keys = generateKeyPairSync('ed25519');
  const epoch = randomUUID();
  const lanes = {
    urgent: { seq: 0, head: laneStart('urgent') },
    normal: { seq: 0, head: laneStart('normal') },
  };
  let device = '';
  let sealKey = { id: '', publicKey: '' };
  let counter = 0;
  let retries = 0;

  async function post(path: string, value: object, signed: boolean, deadlineMs: number): Promise<unknown> {
    const body = JSON.stringify(value);
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (signed) {
      counter++;
      const bodySha256 = createHash('sha256').update(body).digest('hex');
      const text = signedText({ method: 'POST', path, device, counter, bodySha256 });
      headers[signatureHeaders.device] = device;
      headers[signatureHeaders.counter] = String(counter);
      headers[signatureHeaders.signature] = sign(null, Buffer.from(text), keys.privateKey).toString('base64');
    }
    const response = await fetch(base + path, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(deadlineMs),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(answer).slice(0, 200)}`);
    return answer;
  }

  return {
    device: () => device,
    retries: () => retries,
    async enrol(code) {
      const publicKey = raw(keys.publicKey.export({ format: 'der', type: 'spki' })).toString('base64');
      const done = (await post(
        '/v1/enrol',
        { v: 1, code, publicKey, name: 'Light desk' },
        false,
        30_000,
      )) as {
        deviceId: string;
        sealKey: typeof sealKey;
      };
      device = done.deviceId;
      ({ sealKey } = done);
    },
    add(lane, { id, body, urgency, takenAt }) {
      const at = lanes[lane];
      const rest = {
        seq: at.seq + 1,
        id,
        type: 'message' as const,
        schema: wire,
        author: 'ada-after',
        takenAt,
        urgency,
        payload: seal(sealKey, id, JSON.stringify(body)),
      };
      const hash = createHash('sha256').update(chainText(at.head, rest)).digest('hex');
      at.seq++;
      at.head = hash;
      return { ...rest, hash };
    },
    async push(lane, items, chainBefore, more, withinMs) {
      const until = performance.now() + withinMs;
      const last = items.at(-1)?.seq ?? 0;
      for (let attempt = 1; ; attempt++) {
        const batchId = randomUUID();
        try {
          const given =
            wire === 2
              ? push2Answer.parse(
                  await post(
                    '/v2/push',
                    { v: 2, lane, epoch, batchId, chainBefore, more, items },
                    true,
                    15_000,
                  ),
                )
              : pushAnswer.parse(
                  await post('/v1/push', { v: 1, epoch, batchId, chainBefore, items }, true, 15_000),
                );
          const bad = given.results.find((r) => r.result === 'quarantined');
          if (bad !== undefined) throw new Error(`set aside: ${bad.why ?? ''}`);
          if (given.batchId === batchId && given.upto >= last) return;
          throw new Error(`acknowledged up to ${given.upto} of ${last}`);
        } catch (error) {
          if (performance.now() > until) throw error;
          retries++;
          await pause(Math.min(4000, 200 * 2 ** Math.min(attempt, 5)) * random());
        }
      }
    },
  };
}
