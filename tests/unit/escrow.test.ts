// What a desk leaves with its organisation is opened by the backend's own code, and by nothing else of it.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { openKeyring } from '#backend/keys/offline.ts';
import { openEscrow, sealFor } from '#backend/keys/open.ts';
import { startRecovery } from '#desk/signin/recover.ts';
import { sealToRecovery } from '#desk/vault/escrow.ts';
import { vaultPaths } from '#desk/vault/paths.ts';
import { makeTestVault, removeFolder, tempFolder } from '#desk/vault/testing.ts';
import { escrowBytes, escrowKinds } from '#shared/protocol/escrow-format.ts';
import { recoverAad, recoverRequest } from '#shared/protocol/keys.ts';

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

it('a vault on a disk: the recovery key opens its keyring by hand, and by a recovery that only this desk can read', async () => {
  const id = createHash('sha256').update(publicRaw).digest('hex').slice(0, 16);
  const recovery = { current: { ...own, id }, byId: new Map([[id, { ...own, id }]]) };
  const profile = tempFolder();
  try {
    const vault = await makeTestVault(profile);
    expect(vault.setEscrow({ id, publicKey: publicRaw }).ok).toBe(true);
    vault.close();
    const text = readFileSync(vaultPaths(profile).keyring, 'utf8');
    const byHand = openKeyring(recovery, text);
    expect(byHand).toMatchObject({ ok: true });
    const started = startRecovery(profile, 'org-one.device', randomBytes);
    if (!started.ok || !byHand.ok) throw new Error('nothing was left with the organisation');
    const asked = recoverRequest.parse(started.value.request('token'));
    const opened = openEscrow(recovery, 'master', asked.vaultId, asked.escrow);
    if (!opened.ok) throw new Error(opened.why);
    expect(opened.plain.toString('base64')).toBe(byHand.masterKey);
    const to = Buffer.from(asked.ephemeralKey, 'base64');
    const back = started.value.open(sealFor(to, opened.plain, recoverAad(asked.vaultId, asked.salt))!);
    expect(back.ok && back.value.equals(opened.plain)).toBe(true);
    expect(started.value.open(sealFor(to, opened.plain, recoverAad(asked.vaultId, 'x'))!).ok).toBe(false);
    expect(
      started.value.open(sealFor(publicRaw, opened.plain, recoverAad(asked.vaultId, asked.salt))!).ok,
    ).toBe(false);
    expect(sealFor(Buffer.alloc(32), opened.plain, 'x')).toBeNull();
  } finally {
    removeFolder(profile);
  }
});
