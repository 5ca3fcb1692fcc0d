// A keyring of which any one byte was changed: whoever knows no secret gets in by none of them, nothing breaks, and each has
// its code. Cheap slots, so that every byte can be tried.
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isErrorCode } from '#shared/domain/errors.ts';
import { FailureError } from '#shared/domain/result.ts';
import { keyNames, readKeyring, unwrapKey } from './keyring.ts';
import { makeTestVault, removeFolder, ringV1, storeOf, tempFolder, testPassphrase } from './testing.ts';
import { unwrapMaster, type Unlock } from './ways.ts';

const profile = tempFolder();
const path = join(profile, 'vault', 'keyring.json');
let whole = Buffer.alloc(0);
const store = storeOf(0x55);
beforeAll(async () => {
  const vault = await makeTestVault(profile);
  const person = { id: 'ana', name: 'Ana Ruiz', initials: 'AR', role: 'agent' };
  await vault.setSlot(person, { secret: '493027', kind: 'pin', device: store });
  await vault.giveToHost(store);
  vault.setEscrow({ id: 'rk1', publicKey: randomBytes(32) });
  vault.close();
  // The set-up slot by the cheap derivation of the first form: today's form may hold such a slot until it opens.
  const today = readKeyring(path);
  await ringV1(profile);
  const old = readKeyring(path);
  if (today === null || old === null) throw new Error('no ring');
  writeFileSync(
    path,
    JSON.stringify({ ...today, slots: [...old.slots, ...today.slots.filter((slot) => slot.person)] }),
  );
  whole = readFileSync(path);
});
afterAll(() => removeFolder(profile));

/** For each way: `open` when all four data keys came out, else the code. */
async function outcomes(...ways: Unlock[]): Promise<string[]> {
  const told = (error: unknown): string =>
    error instanceof FailureError ? error.failure.code : `crash: ${String(error)}`;
  try {
    const ring = readKeyring(path);
    if (ring === null) return ways.map(() => 'none');
    return await Promise.all(
      ways.map(async (unlock) => {
        try {
          const { master } = await unwrapMaster(ring, unlock);
          for (const name of keyNames) unwrapKey(ring, name, master);
          return 'open';
        } catch (error) {
          return told(error);
        }
      }),
    );
  } catch (error) {
    return ways.map(() => told(error));
  }
}
const outcome = async (unlock: Unlock): Promise<string> => (await outcomes(unlock))[0] ?? '';

it('every byte changed: no wrong secret opens it, none crashes, each has its code', async () => {
  expect(await outcome({ passphrase: testPassphrase })).toBe('open');
  const right = new Map<string, number>();
  const wrong = new Map<string, number>();
  const count = (of: Map<string, number>, code: string): void => void of.set(code, (of.get(code) ?? 0) + 1);
  for (let at = 0; at < whole.length; at++) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    writeFileSync(path, changed);
    const [byRight = '', ...byWrong] = await outcomes(
      { passphrase: testPassphrase },
      { passphrase: 'correct horse batterz' },
      // Another computer's key store, and a master key that is none.
      { hostSecrets: storeOf(0x11) },
      { masterKek: Buffer.alloc(32, at) },
    );
    count(right, byRight);
    for (const code of byWrong) count(wrong, code);
  }
  writeFileSync(path, whole);
  const told = (of: Map<string, number>): string => [...of].map(([code, n]) => `${code} ${n}`).join(', ');
  process.stdout.write(
    `keyring, ${whole.length} bytes flipped: with the right secret ${told(right)}; without ${told(wrong)}\n`,
  );
  expect(wrong.has('open')).toBe(false);
  for (const code of [...right.keys(), ...wrong.keys()])
    expect(code === 'open' || isErrorCode(code), code).toBe(true);
  // Names, other ways in, counts: what is not bound to this secret's way still opens by it, and by it alone.
  expect(right.get('open')).toBeGreaterThan(100);
});

it('what asks for names of another kind is not obeyed', async () => {
  const ring = JSON.parse(whole.toString());
  for (const tries of [{ ['__proto__']: 1 }, { a: -1 }, { a: 1e9 + 0.5 }, { ['x'.repeat(81)]: 1 }, []]) {
    writeFileSync(path, JSON.stringify({ ...ring, tries }).replace('"x":0', '"__proto__":1'));
    expect(['open', 'vault-keyring-damaged']).toContain(await outcome({ passphrase: testPassphrase }));
    expect(await outcome({ passphrase: 'correct horse batterz' })).not.toBe('open');
  }
  writeFileSync(path, JSON.stringify({ ...ring, slots: Array.from({ length: 65 }, () => ring.slots[0]) }));
  expect(await outcome({ passphrase: testPassphrase })).toBe('vault-keyring-damaged');
  writeFileSync(path, `{"v":2,"slots":${'['.repeat(50_000)}`);
  expect(await outcome({ passphrase: testPassphrase })).toBe('vault-keyring-damaged');
});
