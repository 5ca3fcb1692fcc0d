// Sealed bodies: only the named reader opens them, for the item they were made for; every flipped bit is noticed.
import { createDecipheriv, createPublicKey, diffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forgetShared, privateKeyFrom, rawPublicKey, seal, unseal } from './seal.ts';

const pair = () => {
  const key = privateKeyFrom('x25519', randomBytes(32));
  return { key, raw: rawPublicKey(key) };
};
const reader = pair();
const backend = pair();

test('round trip for each recipient, any body', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uint8Array({ maxLength: 300 }), (id, body) => {
      const text = Buffer.from(body);
      const sealed = seal(id, text, { reader: reader.raw, 'backend:k1': backend.raw }, randomBytes);
      expect(sealed.body).toHaveLength(12 + text.length + 16);
      expect(sealed.keys['reader']).toHaveLength(92);
      expect(unseal(id, sealed.body, sealed.keys['reader']!, reader.key)?.equals(text)).toBe(true);
      expect(unseal(id, sealed.body, sealed.keys['backend:k1']!, backend.key)?.equals(text)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('another reader, another item, any flipped bit: nothing comes out', () => {
  const sealed = seal('item-1', Buffer.from('words'), { reader: reader.raw }, randomBytes);
  const wrapped = sealed.keys['reader']!;
  expect(unseal('item-1', sealed.body, wrapped, backend.key)).toBeNull();
  expect(unseal('item-2', sealed.body, wrapped, reader.key)).toBeNull();
  expect(unseal('item-1', sealed.body, wrapped.subarray(1), reader.key)).toBeNull();
  expect(unseal('item-1', Buffer.alloc(5), wrapped, reader.key)).toBeNull();
  expect(unseal('item-1', sealed.body, Buffer.alloc(92), reader.key)).toBeNull(); // the point that gives no secret
  fc.assert(
    fc.property(fc.nat(wrapped.length * 8 - 1), fc.nat(sealed.body.length * 8 - 1), (a, b) => {
      // X25519 ignores a public key's topmost bit by definition.
      const flip = (from: Buffer, bit: number) => {
        const out = Buffer.from(from);
        out[bit >> 3]! ^= 1 << (bit & 7);
        return out;
      };
      if (a !== 255) expect(unseal('item-1', sealed.body, flip(wrapped, a), reader.key)).toBeNull();
      expect(unseal('item-1', flip(sealed.body, b), wrapped, reader.key)).toBeNull();
    }),
    { numRuns: 60 },
  );
});

test('each seal has its own key and nonce', () => {
  const one = seal('i', Buffer.from('same'), { reader: reader.raw }, randomBytes);
  const two = seal('i', Buffer.from('same'), { reader: reader.raw }, randomBytes);
  expect(one.body.equals(two.body)).toBe(false);
  expect(unseal('i', one.body, two.keys['reader']!, reader.key)).toBeNull();
});

test('items share a pair for a while only when asked to, each with its own key and nonce; a lock ends it', () => {
  const random = (count: number): Buffer => randomBytes(count);
  const make = (n: number, share: boolean) =>
    Array.from({ length: n }, (_, i) => {
      const id = `shared-${share}-${i}`;
      const { body, keys } = seal(
        id,
        Buffer.from(id),
        { reader: reader.raw, backend: backend.raw },
        random,
        share,
      );
      expect(unseal(id, body, keys['reader']!, reader.key)?.toString()).toBe(id);
      expect(unseal(id, body, keys['backend']!, backend.key)?.toString()).toBe(id);
      return {
        pair: keys['reader']!.toString('hex', 0, 32),
        nonce: keys['reader']!.toString('hex', 32, 44),
        body,
      };
    });
  const different = (values: string[]): number => new Set(values).size;
  const shared = make(130, true);
  expect(different(shared.map((s) => s.pair))).toBe(3);
  expect(different(shared.map((s) => s.nonce))).toBe(130);
  forgetShared(random);
  expect(make(1, true)[0]?.pair).not.toBe(shared.at(-1)?.pair);
  expect(different(make(5, false).map((s) => s.pair))).toBe(5);
});

test('the wrapped key is what the protocol says: opened here with Node’s crypto alone', () => {
  const sealed = seal(
    'item',
    Buffer.from('words'),
    { backend: backend.raw, reader: reader.raw },
    randomBytes,
  );
  const wrapped = sealed.keys['reader']!;
  const ephemeral = wrapped.subarray(0, 32);
  const publicKey = createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: ephemeral.toString('base64url') },
    format: 'jwk',
  });
  const shared = diffieHellman({ privateKey: reader.key, publicKey });
  const salt = Buffer.concat([ephemeral, reader.raw]);
  const key = Buffer.from(hkdfSync('sha256', shared, salt, 'careline-seal-v1', 32));
  const gcm = createDecipheriv('aes-256-gcm', key, wrapped.subarray(32, 44));
  gcm.setAAD(Buffer.from('item'));
  gcm.setAuthTag(wrapped.subarray(76));
  const itemKey = Buffer.concat([gcm.update(wrapped.subarray(44, 76)), gcm.final()]);
  const body = createDecipheriv('aes-256-gcm', itemKey, sealed.body.subarray(0, 12));
  body.setAAD(Buffer.from('item'));
  body.setAuthTag(sealed.body.subarray(-16));
  expect(Buffer.concat([body.update(sealed.body.subarray(12, -16)), body.final()]).toString()).toBe('words');
});
