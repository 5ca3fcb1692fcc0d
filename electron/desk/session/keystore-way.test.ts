// The key store as a way in: it saves typing, is never the only way, never undoes a lock, and every trouble with it has a
// name while the passphrase goes on working. Real vaults; the store is a small one of the test's own.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, removeFolder, tempFolder, testPassphrase as passphrase } from '../vault/testing.ts';
import type { HostSecrets } from '../vault/vault.ts';
import { makeWithKey, ringOf, testSession, testStore, type TestSession } from './testing.ts';

let profile = '';
const open: TestSession[] = [];
beforeEach(() => void (profile = tempFolder()));
afterEach(() => {
  for (const s of open.splice(0)) s.close();
  removeFolder(profile);
});

const store = testStore;
function session(hostSecrets: HostSecrets | null): TestSession {
  const made = testSession(profile, hostSecrets);
  open.push(made);
  return made;
}
const again = (hostSecrets: HostSecrets | null) => {
  for (const s of open.splice(0)) s.close();
  return session(hostSecrets);
};
const ring = () => ringOf(profile);

describe('with a key store that works', () => {
  it('the vault made with it opens by it at the next start, and by the passphrase too', async () => {
    const { secrets } = store();
    const first = session(secrets);
    await makeWithKey(first);
    expect(ring().host?.backend).toBe('gnome_libsecret');
    const second = again(secrets);
    expect(second.keystore()).toMatchObject({ given: true, opens: true });
    expect(await second.openByKeystore()).toMatchObject({ ok: true });
    expect(second.phase()).toBe('open');
    expect(await again(null).open(passphrase)).toMatchObject({ ok: true });
  });

  it('nothing is given to it unless a person wanted that', async () => {
    const { secrets, state } = store();
    await session(secrets).create(passphrase);
    expect(ring().host).toBeUndefined();
    const second = again(secrets);
    expect(second.keystore()).toMatchObject({ given: false, opens: false });
    expect(await second.openByKeystore()).toMatchObject({ code: 'keystore-left-locked' });
    expect(state.asked).toBe(0);
  });

  it('a desk that was locked when it ended wants the passphrase, once; the store is not even asked', async () => {
    const { secrets, state } = store();
    const first = session(secrets);
    await makeWithKey(first);
    first.lock();
    const asked = state.asked;
    const second = again(secrets);
    expect(second.keystore()).toMatchObject({ given: true, opens: false });
    expect(await second.openByKeystore()).toMatchObject({ ok: false, code: 'keystore-left-locked' });
    expect(second.phase()).toBe('closed');
    expect(state.asked).toBe(asked);
    expect(await second.open(passphrase)).toMatchObject({ ok: true });
    expect(await again(secrets).openByKeystore()).toMatchObject({ ok: true });
  });

  it('that asks for re-encryption gets the key anew, and the keyring before stays beside it', async () => {
    const { secrets, state } = store();
    await makeWithKey(session(secrets));
    const before = readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8');
    state.rewrap = true;
    const second = again(secrets);
    expect(await second.openByKeystore()).toMatchObject({ ok: true });
    await expect.poll(() => readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8')).not.toBe(before);
    expect(readFileSync(join(profile, 'vault', 'keyring.json.bak'), 'utf8')).toBe(before);
    state.rewrap = false;
    expect(await again(secrets).openByKeystore()).toMatchObject({ ok: true });
  });
});

describe('with a key store in trouble', () => {
  it.each<[string, string, (state: ReturnType<typeof store>['state']) => void]>([
    ['is not there', 'keystore-unavailable', (s) => (s.backend = null)],
    ['has lost the key', 'keystore-lost', (s) => (s.mask = 0x77)],
    ['gives back another key', 'keystore-lost', (s) => (s.lies = true)],
    [
      'is another one now',
      'keystore-changed',
      (s) => {
        s.backend = 'kwallet6';
        s.mask = 0x77;
      },
    ],
  ])(
    'one that %s is told as %s; not a byte changes, and the passphrase opens',
    async (_what, code, trouble) => {
      const { secrets, state } = store();
      await makeWithKey(session(secrets));
      for (const s of open.splice(0)) s.close();
      const before = bytesOf(profile);
      trouble(state);
      const second = session(secrets);
      expect(await second.openByKeystore()).toMatchObject({ ok: false, code });
      expect(second.phase()).toBe('closed');
      expect(bytesOf(profile)).toEqual(before);
      expect(second.keystore().problem).toBe(code);
      expect(await second.open(passphrase)).toMatchObject({ ok: true });
    },
  );

  it('that lost the key gets it again once the passphrase has opened the vault', async () => {
    const { secrets, state } = store();
    await makeWithKey(session(secrets));
    state.mask = 0x77;
    state.backend = 'kwallet6';
    const second = again(secrets);
    expect(await second.openByKeystore()).toMatchObject({ code: 'keystore-changed' });
    await second.open(passphrase);
    await expect.poll(() => ring().host?.backend).toBe('kwallet6');
    expect(await again(secrets).openByKeystore()).toMatchObject({ ok: true });
  });

  it('that says nothing is told after a minute, and keeps nobody from the passphrase meanwhile', async () => {
    const { secrets, state } = store();
    await makeWithKey(session(secrets));
    state.silent = true;
    const second = again(secrets);
    const asked = second.openByKeystore();
    await expect.poll(() => state.asked).toBeGreaterThan(1);
    expect(await second.open(passphrase)).toMatchObject({ ok: true });
    second.timers.find(({ ms }) => ms === 60_000)?.run();
    expect(await asked).toMatchObject({ ok: false, code: 'keystore-silent' });
    expect(second.phase()).toBe('open');
  });

  it('that can’t take the key at the first run leaves a vault that the passphrase opens', async () => {
    const { secrets, state } = store();
    state.lies = true;
    const first = session(secrets);
    expect(await first.create(passphrase, true)).toMatchObject({ ok: true });
    await expect.poll(() => first.keystore().problem).not.toBe(null);
    expect(ring().host).toBeUndefined();
    expect(first.keystore()).toMatchObject({ given: false });
    expect(existsSync(join(profile, 'keystore-may-open'))).toBe(false);
  });
});

it('looking again after a mend finds the vault, and what is still wrong stays told', async () => {
  const { secrets } = store();
  await makeWithKey(session(secrets));
  for (const s of open.splice(0)) s.close();
  const path = join(profile, 'vault', 'core.db');
  const good = readFileSync(path);
  writeFileSync(
    path,
    Buffer.concat([good.subarray(0, 5000), Buffer.from([(good[5000] ?? 0) ^ 1]), good.subarray(5001)]),
  );
  const s = session(secrets);
  expect(await s.open(passphrase)).toMatchObject({ ok: false });
  expect(s.phase()).toBe('broken');
  s.recheck();
  expect(s.phase()).toBe('closed');
  expect(await s.open(passphrase)).toMatchObject({ ok: false });
  expect(s.problem()).toBe('vault-damaged');
  writeFileSync(path, good);
  s.recheck();
  expect(await s.open(passphrase)).toMatchObject({ ok: true });
});
