import { createPrivateKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import fixture from '../testing/sealed.json' with { type: 'json' };
import { seal, unseal } from '#desk/vault/seal.ts';
import { syncItem } from '#shared/protocol/sync.ts';
import { chainStart } from '#shared/protocol/seal-format.ts';
import { firstBroken } from '../messages/chain.ts';
import { examine } from '../messages/examine.ts';
import { newSealKey, sealKeysFrom } from './keys.ts';
import { openSealed } from './open.ts';

const keys = sealKeysFrom([fixture.backendKey.privatePkcs8]);
const items = fixture.items.map((item) => syncItem.parse(item));
const [first, second] = items as [(typeof items)[0], (typeof items)[0]];
const flip = (base64: string, at: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[at < 0 ? bytes.length + at : at]! ^= 1;
  return bytes.toString('base64');
};

describe('sealed bodies made by another implementation', () => {
  it('has the same key id and public key', () => {
    expect(keys.current.id).toBe(fixture.backendKey.id);
    expect(keys.current.publicRaw.toString('base64')).toBe(fixture.backendKey.publicKey);
  });

  it('opens each to what was sealed', () => {
    expect(items).toHaveLength(2);
    items.forEach((item, i) => {
      const opened = openSealed(keys, item.id, item.payload);
      expect(opened.ok && JSON.parse(opened.text.toString('utf8'))).toEqual(fixture.contents[i]);
      expect(examine(keys, item)).toMatchObject({ ok: true });
    });
  });

  it('follows the hash chain, and sees every change of the envelope', () => {
    expect(firstBroken(chainStart, items)).toBeNull();
    expect(firstBroken('1'.repeat(64), items)).toBe(1);
    expect(firstBroken(chainStart, [second, first])).toBe(2);
    const changes = [
      { urgency: 3 },
      { author: 'somebody-else' },
      { takenAt: '2026-11-22T03:00:00.001Z' },
      { type: 'message' as const },
      { id: first.id },
      { schema: 2 },
      { payload: first.payload },
    ];
    for (const change of changes) expect(firstBroken(chainStart, [first, { ...second, ...change }])).toBe(2);
  });
});

describe('bodies that cannot be opened', () => {
  const why = (change: Partial<typeof first.payload>, id = first.id): unknown => {
    const opened = openSealed(keys, id, { ...first.payload, ...change });
    return opened.ok ? 'opened' : opened.why;
  };
  it('names the reason', () => {
    const { body, keyForBackend } = first.payload;
    expect(why({})).toBe('opened');
    expect(why({ body: flip(body, 20) })).toBe('altered');
    expect(why({ body: flip(body, -1) })).toBe('altered');
    expect(why({ keyForBackend: flip(keyForBackend, 50) })).toBe('wrong-key');
    expect(why({ keyForBackend: flip(keyForBackend, 3) })).toBe('wrong-key');
    expect(why({ keyForBackend: keyForBackend.slice(0, 40) })).toBe('wrong-length');
    expect(why({ body: '' })).toBe('wrong-length');
    expect(why({ body: `${body}A` })).toBe('not-base64');
    expect(why({ keyId: 'another' })).toBe('unknown-key');
    expect(why({}, second.id)).toBe('wrong-key');
    // An all-zero public key: the exchange must fail, not give a known key.
    const zeros = Buffer.from(keyForBackend, 'base64').fill(0, 0, 32).toString('base64');
    expect(why({ keyForBackend: zeros })).toBe('wrong-key');
  });

  it('opens with an older key after a newer one was added, never with a stranger’s', () => {
    const rotated = sealKeysFrom([fixture.backendKey.privatePkcs8, newSealKey()]);
    expect(rotated.current.id).not.toBe(first.payload.keyId);
    expect(openSealed(rotated, first.id, first.payload).ok).toBe(true);
    const stranger = sealKeysFrom([newSealKey()]);
    const payload = { ...first.payload, keyId: stranger.current.id };
    expect(openSealed(stranger, first.id, payload)).toEqual({ ok: false, why: 'wrong-key' });
  });
});

describe('the desk’s own sealing', () => {
  it('is opened here, and the desk opens the foreign fixture: three implementations, one format', () => {
    const id = '019a9f3e-0000-7000-8000-000000000003';
    const text = Buffer.from('{"synthetic":"Zoë 🌙"}');
    const made = seal(id, text, { backend: keys.current.publicRaw }, randomBytes);
    const payload = {
      body: made.body.toString('base64'),
      keyForBackend: made.keys['backend']!.toString('base64'),
      keyId: keys.current.id,
    };
    expect(openSealed(keys, id, payload)).toMatchObject({ ok: true, text });
    const der = Buffer.from(fixture.backendKey.privatePkcs8, 'base64');
    const reader = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');
    const opened = unseal(first.id, bytes(first.payload.body), bytes(first.payload.keyForBackend), reader);
    expect(opened && JSON.parse(opened.toString('utf8'))).toEqual(fixture.contents[0]);
  });
});
