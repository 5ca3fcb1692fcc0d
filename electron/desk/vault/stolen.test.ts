// A profile folder that was copied to another computer, case by case: what it gives away, and to whom. The last cases say
// honestly where it opens.
import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scanForWords } from './scan.ts';
import { decrypt, seal } from './seal.ts';
import { deriveSecret } from './argon.ts';
import { unwrapKey, readKeyring, type Keyring } from './keyring.ts';
import { openSlot } from './slots.ts';
import { cheapArgon, copyFolder, removeFolder, storeOf, tempFolder, testPassphrase } from './testing.ts';
import { createVault, openVault, type Unlock, type Vault } from './vault.ts';

const canary = 'Zephyrine Quackenbush';
const pin = '493027';
const longSecret = 'seven copper kettles';
const ana = { id: 'ana', name: 'Ana Ruiz', initials: 'AR', role: 'agent' };
const ben = { id: 'ben', name: 'Ben Okoye', initials: 'BO', role: 'nurse' };
const mine = storeOf(0x55);
const home = tempFolder();
const stolen = tempFolder();
const at = (profile: string) => ({
  profile,
  random: randomBytes,
  clock: () => '2026-11-23T04:00:00.000Z',
  argon: cheapArgon,
});
const open: Vault[] = [];

beforeAll(async () => {
  const made = await createVault({ ...at(home), passphrase: testPassphrase });
  if (!made.ok) throw new Error(made.code);
  const vault = made.value;
  expect(await vault.setSlot(ana, { secret: pin, kind: 'pin', device: mine })).toMatchObject({ ok: true });
  expect(await vault.setSlot(ben, { secret: longSecret, kind: 'passphrase', device: null })).toMatchObject({
    ok: true,
  });
  expect(vault.removeSlot(null)).toMatchObject({ ok: true });
  const { body, keys } = seal('m1', Buffer.from(canary), { reader: vault.readerPublicKey }, randomBytes);
  vault.tx(() => {
    vault.core.prepare("insert into drafts values ('m1', 'a', 'p', 't', 't', 1, ?)").run(body);
    vault.core.prepare('insert into message_keys values (?, ?, ?)').run('m1', 'reader', keys['reader']);
  });
  vault.patients?.prepare("insert into cache values ('p', 'c', ?, 't', 1)").run(canary.repeat(50));
  // Taken while the desk runs: the write-ahead logs come along.
  copyFolder(home, stolen);
  vault.close();
});
afterAll(() => {
  for (const vault of open) vault.close();
  removeFolder(home);
  removeFolder(stolen);
});
const tryOpen = async (unlock: Unlock): Promise<string> => {
  const done = await openVault({ ...at(stolen), unlock });
  if (done.ok) open.push(done.value);
  return done.ok ? 'open' : done.code;
};
const ring = (): Keyring => {
  const read = readKeyring(join(stolen, 'vault', 'keyring.json'));
  if (read === null) throw new Error('no ring');
  return read;
};

it('without a secret: no byte of a patient’s name, of a secret or of a key is in it', async () => {
  const words = [canary, 'Zephyrine', pin, longSecret, testPassphrase, 'Quackenbush'.toLowerCase()];
  expect(await scanForWords(stolen, words)).toMatchObject({ found: 0 });
});

it('without the key store: a thousand guesses open no PIN slot, the right one among them', async () => {
  const slot = ring().slots.find((one) => one.person?.id === 'ana');
  if (slot?.kdf !== 'argon2id') throw new Error('no slot');
  // With the part of the key store left out, as a thief would have to: the slot's own binding refuses it.
  const bare = { ...slot, device: undefined };
  const guesses = ['000000', '123456', pin, pin, ...Array.from({ length: 6 }, (_, i) => String(493_020 + i))];
  for (const guess of guesses)
    await expect(openSlot(ring().vaultId, bare, guess, null)).rejects.toThrow('vault-wrong-key');
  // Any part of 32 bytes that is not the right one: no better than none. Stretched once, tried a thousand times.
  let opened = 0;
  const stretched = await deriveSecret(pin, Buffer.from(slot.salt, 'base64'), slot);
  const aad = Buffer.from(
    JSON.stringify(['careline-slot-v2', ring().vaultId, slot.id, 'ana', 'pin', slot.m, slot.t, slot.p, true]),
  );
  const wrapped = Buffer.from(slot.wrapped, 'base64');
  const with32 = (part: Buffer) =>
    decrypt(Buffer.from(hkdfSync('sha256', stretched, part, 'careline-slot-key-v2', 32)), wrapped, aad);
  for (let i = 0; i < 1000; i++) if (with32(randomBytes(32)) !== null) opened++;
  expect(opened).toBe(0);
  // The test has teeth: with the right part the very same steps give the master key.
  const part = await mine.unwrap(Buffer.from(slot.device?.wrapped ?? '', 'base64'));
  const master = with32(part.bytes);
  expect(unwrapKey(ring(), 'core', master ?? Buffer.alloc(32))).toHaveLength(32);
});

it('with the right PIN on a computer without a key store: nothing', async () => {
  expect(await tryOpen({ passphrase: pin, personId: 'ana', device: null })).toBe('keystore-unavailable');
});
it('with the right PIN and another computer’s key store: nothing', async () => {
  expect(await tryOpen({ passphrase: pin, personId: 'ana', device: storeOf(0x11) })).toBe('keystore-lost');
  // One that answers with anything at all.
  const liar = { ...mine, unwrap: async () => ({ bytes: randomBytes(32), shouldRewrap: false }) };
  expect(await tryOpen({ passphrase: pin, personId: 'ana', device: liar })).toBe('vault-wrong-key');
});
it('with the set-up passphrase that was taken out: nothing', async () => {
  expect(await tryOpen({ passphrase: testPassphrase })).toBe('vault-missing-key');
  expect(readFileSync(join(stolen, 'vault', 'keyring.json.bak'), 'utf8')).not.toContain('"person": null');
});
it('with one person’s secret on another’s slot: nothing', async () => {
  expect(await tryOpen({ passphrase: longSecret, personId: 'ana', device: mine })).toBe('vault-wrong-key');
  expect(await tryOpen({ passphrase: pin, personId: 'ben', device: mine })).toBe('vault-wrong-key');
});

it('with the right PIN and this computer’s key store (the same sign-in): it opens', async () => {
  expect(await tryOpen({ passphrase: pin, personId: 'ana', device: mine })).toBe('open');
});
it('with the right passphrase of a slot that is bound to no key store: it opens anywhere', async () => {
  for (const vault of open.splice(0)) vault.close();
  rmSync(join(stolen, 'vault', 'tries.json'), { force: true });
  expect(await tryOpen({ passphrase: longSecret, personId: 'ben', device: null })).toBe('open');
  expect(open[0]?.patients?.prepare('select json from cache').pluck().get()).toContain(canary);
});
