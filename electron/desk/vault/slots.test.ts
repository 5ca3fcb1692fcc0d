// People's own ways in: made, proved, changed and taken out, and what is left of the old ones on the disk.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { leastArgon } from './argon.ts';
import type { Keyring } from './keyring.ts';
import {
  cheapArgon,
  copyFolder,
  makeTestVault,
  ringV1,
  removeFolder,
  storeOf,
  tempFolder,
  testPassphrase,
} from './testing.ts';
import { openVault, slotsIn, type Unlock, type Vault } from './vault.ts';

const ana = { id: 'ana', name: 'Ana Ruiz', initials: 'AR', role: 'agent' };
const ben = { id: 'ben', name: 'Ben Okoye', initials: 'BO', role: 'nurse' };
const first = 'seven copper kettles';
const second = 'nine silver spoons';
const store = storeOf(0x55);
const long = (secret: string) => ({ secret, kind: 'passphrase', device: null }) as const;

const good = tempFolder();
let profile = '';
const open: Vault[] = [];
beforeAll(async () => {
  const vault = await makeTestVault(good);
  expect(await vault.setSlot(ana, long(first))).toMatchObject({ ok: true });
  vault.close();
});
afterAll(() => removeFolder(good));
beforeEach(() => {
  profile = tempFolder();
  copyFolder(good, profile);
});
afterEach(() => {
  for (const vault of open.splice(0)) vault.close();
  removeFolder(profile);
});

const opened = (unlock: Unlock) =>
  openVault({
    profile,
    unlock,
    random: randomBytes,
    clock: () => '2026-11-23T04:00:00.000Z',
    argon: cheapArgon,
  });
async function vaultBy(passphrase: string, personId: string | null = null): Promise<Vault> {
  const done = await opened({ passphrase, personId, device: store });
  if (!done.ok) throw new Error(done.code);
  open.push(done.value);
  return done.value;
}
async function codeBy(passphrase: string, personId: string | null = null): Promise<string> {
  const done = await opened({ passphrase, personId, device: store });
  if (done.ok) open.push(done.value);
  return done.ok ? 'open' : done.code;
}
const publicKeyBytes = (): Buffer =>
  Buffer.from(generateKeyPairSync('x25519').publicKey.export({ format: 'der', type: 'spki' }).subarray(-32));
const path = (end = ''): string => join(profile, 'vault', `keyring.json${end}`);
const ring = (end = ''): Keyring => JSON.parse(readFileSync(path(end), 'utf8'));
const change = (work: (of: Keyring) => void): void => {
  const of = ring();
  work(of);
  writeFileSync(path(), JSON.stringify(of));
};

describe('a person’s slot', () => {
  it('opens by that person’s secret and by nobody else’s; the set-up passphrase goes on', async () => {
    expect(slotsIn(profile).map(({ person, kind }) => [person?.id ?? null, kind])).toEqual([
      [null, 'passphrase'],
      ['ana', 'passphrase'],
    ]);
    expect(await codeBy(first, 'ana')).toBe('open');
    open.pop()?.close();
    expect(await codeBy(first)).toBe('vault-wrong-key');
    expect(await codeBy(testPassphrase, 'ana')).toBe('vault-wrong-key');
    expect(await codeBy(first, 'ben')).toBe('not-found');
    expect(await codeBy(testPassphrase)).toBe('open');
  });

  it('is checked without opening anything, open or locked', async () => {
    const vault = await vaultBy(testPassphrase);
    expect(await vault.checkSecret('ana', first, null)).toMatchObject({ ok: true });
    vault.lock();
    expect(await vault.checkSecret('ana', first, null)).toMatchObject({ ok: true });
    expect(await vault.checkSecret('ana', second, null)).toMatchObject({ code: 'vault-wrong-key' });
    expect(await vault.checkSecret('ben', first, null)).toMatchObject({ code: 'not-found' });
    expect(vault.locked).toBe(true);
  });

  it('a change takes the old wrapping out of the ring and of the one beside it', async () => {
    const vault = await vaultBy(testPassphrase);
    const before = ring().slots.find((slot) => slot.person?.id === 'ana')?.wrapped ?? '';
    expect(await vault.changeSlot('ana', second, long(second))).toMatchObject({ code: 'vault-wrong-key' });
    expect(await vault.changeSlot('ana', first, long(second))).toMatchObject({ ok: true });
    for (const end of ['', '.bak']) {
      expect(readFileSync(path(end), 'utf8')).not.toContain(before);
      expect(ring(end).slots).toHaveLength(2);
    }
    vault.close();
    expect(await codeBy(first, 'ana')).toBe('vault-wrong-key');
    expect(await codeBy(second, 'ana')).toBe('open');
  });

  it.each<[string, string, Parameters<Vault['setSlot']>[1]]>([
    ['a short passphrase', 'weak-passphrase', long('elevenchars')],
    ['an easy PIN', 'weak-pin', { secret: '123456', kind: 'pin', device: store }],
    [
      'a PIN where there is no key store',
      'pin-needs-keystore',
      { secret: '493027', kind: 'pin', device: null },
    ],
    [
      'a PIN where the key store is away',
      'pin-needs-keystore',
      { secret: '493027', kind: 'pin', device: { ...store, backend: async () => null } },
    ],
    [
      'a key store that gives something else back',
      'keystore-unavailable',
      {
        secret: '493027',
        kind: 'pin',
        device: { ...store, unwrap: async () => ({ bytes: randomBytes(32), shouldRewrap: false }) },
      },
    ],
  ])('%s is refused as %s and changes nothing', async (_what, code, secret) => {
    const vault = await vaultBy(testPassphrase);
    const before = readFileSync(path(), 'utf8');
    expect(await vault.setSlot(ben, secret)).toMatchObject({ ok: false, code });
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  it('what could not be read back from the disk takes no old way away', async () => {
    const vault = await vaultBy(testPassphrase);
    // The key store answers rightly twice while the slot is made, and wrongly when it is proved.
    let asked = 0;
    const fickle = {
      ...store,
      unwrap: (wrapped: Buffer) =>
        ++asked > 1
          ? Promise.resolve({ bytes: randomBytes(32), shouldRewrap: false })
          : store.unwrap(wrapped),
    };
    expect(await vault.setSlot(ana, { secret: '493027', kind: 'pin', device: fickle })).toMatchObject({
      ok: false,
    });
    expect(ring().slots).toHaveLength(2);
    vault.close();
    expect(await codeBy(first, 'ana')).toBe('open');
  });

  it('is not made when the lock comes while it is being made', async () => {
    const vault = await vaultBy(testPassphrase);
    const asked = vault.setSlot(ben, long(second));
    vault.lock();
    expect(await asked).toMatchObject({ ok: false, code: 'locked' });
    expect(ring().slots).toHaveLength(2);
  });

  it('the key store’s part is wrapped anew when the store asks for it, and the PIN goes on opening', async () => {
    const vault = await vaultBy(testPassphrase);
    await vault.setSlot(ben, { secret: '493027', kind: 'pin', device: store });
    vault.close();
    const partOf = () => {
      const slot = ring().slots.find((one) => one.person?.id === 'ben');
      return slot?.kdf === 'argon2id' ? slot.device : undefined;
    };
    expect(partOf()?.backend).toBe('test');
    // Another key store of the same computer that still knows what the first one wrapped.
    const next = { ...store, backend: async () => 'kwallet6' };
    const done = await opened({ passphrase: '493027', personId: 'ben', device: next });
    expect(done.ok).toBe(true);
    if (done.ok) open.push(done.value);
    expect(partOf()?.backend).toBe('kwallet6');
  });
});

describe('taking a slot out', () => {
  it('works while locked; the last way in stays unless it is forced', async () => {
    const vault = await vaultBy(testPassphrase);
    vault.lock();
    expect(vault.removeSlot('ana')).toMatchObject({ ok: true });
    expect(vault.removeSlot('ana')).toMatchObject({ code: 'not-found' });
    expect(vault.removeSlot(null)).toMatchObject({ code: 'last-slot' });
    expect(ring('.bak').slots.map((slot) => slot.person)).toEqual([null]);
    expect(vault.removeSlot(null, { force: true })).toMatchObject({ ok: true });
    expect(ring().slots).toEqual([]);
  });

  it('a disk that refuses changes no way in, on the disk or in memory', async () => {
    const vault = await vaultBy(testPassphrase);
    const before = readFileSync(path(), 'utf8');
    mkdirSync(path('.tmp'));
    expect(await vault.setSlot(ben, long(second))).toMatchObject({ code: 'profile-blocked' });
    expect(await vault.changeSlot('ana', first, long(second))).toMatchObject({ code: 'profile-blocked' });
    expect(vault.removeSlot('ana')).toMatchObject({ code: 'profile-blocked' });
    expect(vault.setEscrow({ id: 'rk1', publicKey: publicKeyBytes() })).toMatchObject({
      code: 'profile-blocked',
    });
    expect(vault.escrow()).toBeNull();
    expect(vault.slots().map((slot) => slot.person?.id ?? null)).toEqual([null, 'ana']);
    rmSync(path('.tmp'), { recursive: true });
    expect(readFileSync(path(), 'utf8')).toBe(before);
    expect(await vault.checkSecret('ana', first, null)).toMatchObject({ ok: true });
    expect(await vault.changeSlot('ana', first, long(second))).toMatchObject({ ok: true });
    vault.close();
    expect(await codeBy(second, 'ana')).toBe('open');
  });

  it('an older ring that is put back opens nothing, by any secret', async () => {
    const older = readFileSync(path());
    const vault = await vaultBy(testPassphrase);
    vault.removeSlot('ana');
    vault.close();
    writeFileSync(path(), older);
    expect(await codeBy(first, 'ana')).toBe('vault-keyring-older');
    expect(await codeBy(testPassphrase)).toBe('vault-keyring-older');
  });
});

describe('a ring that somebody changed', () => {
  it.each<[string, string, (of: Keyring) => void]>([
    [
      'two people’s wrappings swapped',
      'vault-wrong-key',
      (of) => {
        const [one, two] = of.slots as [Keyring['slots'][0], Keyring['slots'][0]];
        [one.wrapped, two.wrapped, one.salt, two.salt] = [two.wrapped, one.wrapped, two.salt, one.salt];
      },
    ],
    [
      'one’s slot under another’s name',
      'vault-wrong-key',
      (of) => {
        for (const slot of of.slots) slot.person = slot.person === null ? ana : null;
      },
    ],
    [
      'a slot said to be a PIN',
      'vault-wrong-key',
      (of) => {
        for (const slot of of.slots) slot.kind = 'pin';
      },
    ],
    [
      'another cost',
      'vault-wrong-key',
      (of) => {
        for (const slot of of.slots) if (slot.kdf === 'argon2id') slot.t = 3;
      },
    ],
    [
      'a cost below the least',
      'vault-keyring-damaged',
      (of) => {
        for (const slot of of.slots) if (slot.kdf === 'argon2id') slot.m = 8;
      },
    ],
    [
      'a cost that would hurt',
      'vault-keyring-damaged',
      (of) => {
        for (const slot of of.slots) if (slot.kdf === 'argon2id') slot.m = 2 ** 22;
      },
    ],
    ['no slots', 'not-found', (of) => void (of.slots = [])],
    ['a field that nobody knows', 'vault-keyring-damaged', (of) => void Object.assign(of, { more: 1 })],
    [
      'two data keys swapped',
      'vault-wrong-key',
      (of) => {
        [of.keys.core, of.keys.patients] = [of.keys.patients, of.keys.core];
      },
    ],
  ])('%s: %s', async (_what, code, work) => {
    change(work);
    expect(await codeBy(first, 'ana')).toBe(code);
  });

  it('cut off anywhere it is damaged, and a newer program’s is that', async () => {
    const text = readFileSync(path(), 'utf8');
    for (let at = 0; at < text.length - 1; at += 97) {
      writeFileSync(path(), text.slice(0, at));
      expect(await codeBy(first, 'ana')).toBe('vault-keyring-damaged');
    }
    writeFileSync(path(), JSON.stringify({ ...JSON.parse(text), v: 3 }));
    expect(await codeBy(first, 'ana')).toBe('vault-newer-schema');
  });
});

describe('the first form of the ring', () => {
  it('opens by its passphrase and is brought to today’s form; nothing of the old wrapping stays', async () => {
    const old = await ringV1(profile);
    const vault = await vaultBy(testPassphrase);
    expect(ring()).toMatchObject({ v: 2, argon: leastArgon, slots: [{ kdf: 'argon2id', person: null }] });
    for (const end of ['', '.bak']) {
      expect(readFileSync(path(end), 'utf8')).not.toContain(old.unlock.passphrase.wrapped);
      expect(readFileSync(path(end), 'utf8')).not.toContain('scrypt');
    }
    vault.close();
    expect(await codeBy('correct horse batterz')).toBe('vault-wrong-key');
    expect(await codeBy(testPassphrase)).toBe('open');
  });

  it('a wrong passphrase leaves it as it is', async () => {
    await ringV1(profile);
    const before = readFileSync(path(), 'utf8');
    expect(await codeBy('correct horse batterz')).toBe('vault-wrong-key');
    expect(readFileSync(path(), 'utf8')).toBe(before);
  });

  it('put back over today’s ring it opens nothing, though its passphrase is the right one', async () => {
    await ringV1(profile);
    const old = readFileSync(path());
    (await vaultBy(testPassphrase)).close();
    open.pop();
    writeFileSync(path(), old);
    expect(await codeBy(testPassphrase)).toBe('vault-keyring-older');
  });

  it('of another vault it opens nothing here', async () => {
    const other = tempFolder();
    (await makeTestVault(other)).close();
    await ringV1(other);
    writeFileSync(path(), readFileSync(join(other, 'vault', 'keyring.json')));
    expect(await codeBy(testPassphrase)).toBe('vault-foreign');
    removeFolder(other);
  });
});

it('a change that a crash cut short leaves two slots, and either secret opens', async () => {
  const vault = await vaultBy(testPassphrase);
  const before = ring().slots;
  await vault.changeSlot('ana', first, long(second));
  vault.close();
  change((of) => void (of.slots = [...before, ...of.slots.filter((slot) => slot.person?.id === 'ana')]));
  expect(await codeBy(first, 'ana')).toBe('open');
  open.pop()?.close();
  expect(await codeBy(second, 'ana')).toBe('open');
});
