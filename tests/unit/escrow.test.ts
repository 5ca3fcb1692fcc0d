// What a desk leaves with its organisation is opened by the backend's own code, and by nothing else of it.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { openEscrow } from '#backend/keys/open.ts';
import { sealToRecovery } from '#desk/vault/escrow.ts';
import { escrowBytes, escrowKinds } from '#shared/protocol/escrow-format.ts';

const { publicKey, privateKey } = generateKeyPairSync('x25519');
const publicRaw = Buffer.from(publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
const own = { id: 'rk1', privateKey, publicRaw, publicKey: publicRaw.toString('base64') };
const keys = { current: own, byId: new Map([[own.id, own]]) };
const vaultId = '5b8f3c0e-7a41-4d1c-9a55-0d6f3f1f2b11';

it.each(escrowKinds)(
  '%s: what the desk sealed the backend opens; another vault, kind or one bit more it does not',
  (kind) => {
    const plain = randomBytes(kind === 'master' ? 32 : 60);
    const sealed = sealToRecovery(kind, plain, vaultId, { id: 'rk1', publicKey: publicRaw }, randomBytes);
    expect(sealed).toHaveLength(escrowBytes[kind]);
    const of = (bytes: Buffer) => ({ keyId: 'rk1', wrapped: bytes.toString('base64') });
    const opened = openEscrow(keys, kind, vaultId, of(sealed));
    expect(opened.ok && opened.plain.equals(plain)).toBe(true);
    expect(openEscrow(keys, kind, 'another', of(sealed)).ok).toBe(false);
    expect(openEscrow(keys, kind === 'master' ? 'reader' : 'master', vaultId, of(sealed)).ok).toBe(false);
    expect(openEscrow(keys, kind, vaultId, { ...of(sealed), keyId: 'rk2' }).ok).toBe(false);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      // X25519 takes no notice of its point's highest bit alone; every other one matters.
      expect(openEscrow(keys, kind, vaultId, of(changed)).ok, `byte ${at}`).toBe(false);
    }
  },
);

it('a recovery key that is no key seals nothing', () => {
  expect(() =>
    sealToRecovery(
      'master',
      randomBytes(32),
      vaultId,
      { id: 'rk1', publicKey: Buffer.alloc(32) },
      randomBytes,
    ),
  ).toThrow();
});
