// What a vault sealed to the organisation comes back to whom it should, and to nobody else.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recoverAad, recoverAnswer, recoverNonceText, renewAnswer } from '#shared/protocol/keys.ts';
import { startTestBackend, type TestBackend } from '#tests/support/test-backend.ts';
import { newOrganisationKeys, organisationKeysFrom } from '../seal/organisation-keys.ts';
import type { TestDesk } from '../testing/desk.ts';
import { newPair, openAnswer, sealEscrow } from '../testing/escrow.ts';
import { startHouse, told, type House } from '../testing/house.ts';
import { openKeyring, recoveryFrom } from './offline.ts';

const keyFile = newOrganisationKeys();
const organisationKeys = organisationKeysFrom(keyFile);
const current = organisationKeys.recovery!.current;
const recovery = { id: current.id, publicKey: current.publicRaw.toString('base64') };
const vaultId = randomUUID();
const master = randomBytes(32);
const reader = randomBytes(60);
let house: House;
let backend: TestBackend;
let desk: TestDesk;
const now = (): Date => backend.parts.clock();
const shake = async (of: TestDesk, vault: string): Promise<void> => {
  const { raw } = await newPair();
  const says = { policyVersion: 0, app: '0', os: 'x', storesPhi: true, vaultId: vault };
  const answer = await of.ask('/v2/handshake', { readerKey: raw.toString('base64'), desk: says });
  expect(answer.status).toBe(200);
};
beforeAll(async () => {
  house = await startHouse();
  backend = await startTestBackend({ ...house.parts, organisationKeys });
  await house.people(backend.pool);
  await house.policy(backend.parts);
  desk = await backend.enrolled();
  await shake(desk, vaultId);
});
afterAll(async () => {
  await backend?.close();
  await house?.close();
});

/** As a desk that cannot open its vault: nothing is signed. */
async function recover(
  sub: string,
  change: object = {},
  claims: JWTPayload = {},
  of = desk,
  vault = vaultId,
) {
  const ephemeral = await newPair();
  const asked = {
    device: of.device,
    vaultId: vault,
    escrow: await sealEscrow(recovery, 'master', vault, master),
    ephemeralKey: ephemeral.raw.toString('base64'),
    salt: randomBytes(32).toString('base64url'),
  };
  const nonce = createHash('sha256').update(recoverNonceText(asked)).digest('base64url');
  const idToken = await house.provider.token(sub, nonce, now(), claims);
  const body = JSON.stringify({ v: 2, ...asked, idToken, ...change });
  const answer = await of.send('POST', '/v2/keys/recover', body, {});
  return { answer, ephemeral, asked };
}
const refused = async (...how: Parameters<typeof recover>): Promise<string | null> =>
  told((await recover(...how)).answer);
const uses = async (): Promise<unknown[]> =>
  (await backend.pool.query('select kind, person_id, outcome from key_use order by n')).rows;

it('gives the reader back to the device that sealed it, once somebody allowed is bound to it', async () => {
  const sealed = await sealEscrow(recovery, 'reader', vaultId, reader);
  const renew = (of: TestDesk, escrow = sealed, vault = vaultId) =>
    of.ask('/v2/keys/renew', { vaultId: vault, escrow });
  expect(told(await renew(desk))).toBe('refused sign-in-needed');
  await house.signIn(desk, 'gus', now());
  expect(renewAnswer.parse((await renew(desk)).json).reader).toBe(reader.toString('base64'));
  // A master key is nothing that a device alone gets back, and another device nothing of this one's.
  const asMaster = await sealEscrow(recovery, 'master', vaultId, master);
  expect(told(await renew(desk, asMaster))).toBe('refused escrow-missing');
  const other = await backend.enrolled();
  await shake(other, vaultId);
  await house.signIn(other, 'nat', now());
  expect(told(await renew(other))).toBe('refused escrow-missing');
  const altered = Buffer.from(sealed.wrapped, 'base64');
  altered[50]! ^= 1;
  expect(told(await renew(desk, { ...sealed, wrapped: altered.toString('base64') }))).toBe(
    'refused escrow-missing',
  );
  expect(told(await renew(desk, { ...sealed, keyId: '0'.repeat(16) }))).toBe('refused escrow-missing');
  expect((await uses()).map((row) => (row as { outcome: string }).outcome)).toEqual([
    'sign-in-needed',
    'ok',
    ...Array.from({ length: 4 }, () => 'escrow-missing'),
  ]);
});

it('gives the master key to whoever is bound and has just proved it, sealed for the key that the token names', async () => {
  const { answer, ephemeral, asked } = await recover('gus');
  const { sealed, person } = recoverAnswer.parse(answer.json);
  expect(person).toBe('gus');
  expect(await openAnswer(ephemeral, sealed, recoverAad(vaultId, asked.salt))).toEqual(master);
  await expect(openAnswer(ephemeral, sealed, recoverAad(vaultId, 'x'))).rejects.toThrow();
  await expect(openAnswer(await newPair(), sealed, recoverAad(vaultId, asked.salt))).rejects.toThrow();
  expect((await uses()).at(-1)).toEqual({ kind: 'master', person_id: 'gus', outcome: 'ok' });
});

it('recovers for nobody else: another key, a stale or weak token, another person, another vault, a revoked device', async () => {
  const strange = (await newPair()).raw.toString('base64');
  expect(await refused('gus', { ephemeralKey: strange })).toBe('refused sign-in-nonce');
  expect(await refused('gus', { salt: 'A'.repeat(43) })).toBe('refused sign-in-nonce');
  expect(await refused('gus', {}, { amr: ['pwd'] })).toBe('refused sign-in-factor');
  expect(await refused('gus', {}, { auth_time: 1 })).toBe('refused sign-in-stale');
  // Known, with a second factor, and never at this computer: whoever took it home learns nothing.
  expect(await refused('sam')).toBe('refused sign-in-needed');
  const asReader = await sealEscrow(recovery, 'reader', vaultId, reader);
  expect(await refused('gus', { escrow: asReader })).toBe('refused escrow-missing');
  expect(await refused('gus', { device: `org-one.${randomUUID()}` })).toMatch(/sign-in-nonce|No such device/);
  // Five that were proved in an hour, whoever they were by.
  expect(await refused('sam')).toBe('refused sign-in-needed');
  expect(await refused('gus')).toBe('refused busy');
  backend.setNow(new Date(now().getTime() + 3_600_001).toISOString());
  // Another device names this vault, and its person asks there.
  const other = await backend.enrolled();
  await shake(other, vaultId);
  await house.signIn(other, 'sam', now());
  expect(await refused('sam', {}, {}, other)).toBe('refused escrow-missing');
  const { answer } = await recover('gus');
  expect(answer.status).toBe(200);
  await backend.pool.query('update device set revoked_at = now() where id = $1', [desk.device]);
  expect(await refused('gus')).toBe('revoked This device was revoked.');
  expect(await refused('sam')).toBe('refused sign-in-needed');
});

it('what proves nothing is heard without end and written down up to a measure', async () => {
  const third = await backend.enrolled();
  for (let n = 0; n < 25; n++)
    expect(await refused('gus', { idToken: 'a.b.c' }, {}, third)).toBe('refused sign-in-unreadable');
  const rows = await backend.pool.query('select 1 from sign_in_log where device_id = $1', [third.device]);
  expect(rows.rowCount).toBe(20);
  expect((await house.signIn(third, 'gus', now())).status).toBe(200);
});

it('opens a keyring by hand with the key file alone, and says what is wrong otherwise', async () => {
  const { keyId, wrapped } = await sealEscrow(recovery, 'master', vaultId, master);
  const ring = (change: object = {}): string =>
    JSON.stringify({
      v: 2,
      vaultId,
      escrow: { keyId, publicKey: recovery.publicKey, master: wrapped },
      ...change,
    });
  const keys = recoveryFrom(JSON.stringify(keyFile));
  expect(openKeyring(keys, ring())).toEqual({ ok: true, masterKey: master.toString('base64') });
  expect(openKeyring(keys, ring({ vaultId: randomUUID() }))).toMatchObject({ ok: false });
  const others = recoveryFrom(JSON.stringify(newOrganisationKeys()));
  expect(openKeyring(others, ring())).toMatchObject({ ok: false, says: expect.stringContaining(keyId) });
  // The file that stays on the server then names the key and opens nothing.
  const { recovery: away, ...rest } = keyFile;
  const kept = organisationKeysFrom({ ...rest, recoveryPublic: recovery.publicKey });
  expect([kept.recoveryKey, kept.recovery, away.length]).toEqual([recovery, null, 1]);
  expect(() => openKeyring(keys, JSON.stringify({ vaultId }))).toThrow();
  expect(() => recoveryFrom(JSON.stringify({ v: 1, policy: keyFile.policy }))).toThrow();
});
