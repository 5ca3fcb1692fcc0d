// The key store as a way in: it saves typing, is never the only way, never undoes a lock, and every trouble with it has a
// name while the passphrase goes on working. Real vaults; the store is a small one of the test's own.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fail, FailureError } from '#shared/domain/result.ts';
import { bytesOf, cheapScrypt, removeFolder, tempFolder } from '../vault/testing.ts';
import type { HostSecrets } from '../vault/vault.ts';
import { createSession, type Session } from './session.ts';

const passphrase = 'quiet-harbour-lamp';
let profile = '';
const open: Session[] = [];
beforeEach(() => void (profile = tempFolder()));
afterEach(() => {
  for (const s of open.splice(0)) s.close();
  removeFolder(profile);
});

/** A key store that can be emptied, swapped, made to ask for re-encryption, or to say nothing. */
function store() {
  const state = {
    backend: 'gnome_libsecret' as string | null,
    mask: 0x55,
    rewrap: false,
    silent: false,
    lies: false,
    asked: 0,
  };
  const never = new Promise<never>(() => undefined);
  const secrets: HostSecrets = {
    backend: async () => state.backend,
    wrap: async (bytes) => Buffer.concat([Buffer.from([state.mask]), bytes.map((b) => b ^ state.mask)]),
    unwrap(bytes) {
      state.asked++;
      if (state.silent) return never;
      if (state.lies) return Promise.resolve({ bytes: randomBytes(32), shouldRewrap: false });
      if (bytes[0] !== state.mask) return Promise.reject(new FailureError(fail('keystore-lost')));
      return Promise.resolve({
        bytes: Buffer.from(bytes.subarray(1).map((b) => b ^ state.mask)),
        shouldRewrap: state.rewrap,
      });
    },
  };
  return { state, secrets };
}

function session(hostSecrets: HostSecrets | null) {
  const timers: { ms: number; run: () => void }[] = [];
  const made = createSession({
    profile,
    random: randomBytes,
    scrypt: cheapScrypt,
    clock: {
      now: () => new Date().toISOString(),
      monotonic: () => 0,
      wall: () => 0,
      shifted: () => false,
      shiftTo: () => undefined,
    },
    after(ms, run) {
      const timer = { ms, run };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
    lockAfterMinutes: () => 10,
    hostSecrets,
    keep: () => undefined,
    opened: () => undefined,
    locked: () => undefined,
    unlocked: () => undefined,
    changed: () => undefined,
  });
  open.push(made);
  return Object.assign(made, { timers });
}
const again = (hostSecrets: HostSecrets | null) => {
  for (const s of open.splice(0)) s.close();
  return session(hostSecrets);
};
const ring = (): { unlock: { host?: { wrapped: string; backend: string } } } =>
  JSON.parse(readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8'));

describe('with a key store that works', () => {
  it('the vault made with it opens by it at the next start, and by the passphrase too', async () => {
    const { secrets } = store();
    const first = session(secrets);
    expect(await first.create(passphrase, true)).toMatchObject({ ok: true });
    expect(ring().unlock.host?.backend).toBe('gnome_libsecret');
    const second = again(secrets);
    expect(second.keystore()).toMatchObject({ given: true, opens: true });
    expect(await second.openByKeystore()).toMatchObject({ ok: true });
    expect(second.phase()).toBe('open');
    expect(await again(null).open(passphrase)).toMatchObject({ ok: true });
  });

  it('nothing is given to it unless a person wanted that', async () => {
    const { secrets, state } = store();
    await session(secrets).create(passphrase);
    expect(ring().unlock.host).toBeUndefined();
    const second = again(secrets);
    expect(second.keystore()).toMatchObject({ given: false, opens: false });
    expect(await second.openByKeystore()).toMatchObject({ code: 'keystore-left-locked' });
    expect(state.asked).toBe(0);
  });

  it('a desk that was locked when it ended wants the passphrase, once; the store is not even asked', async () => {
    const { secrets, state } = store();
    const first = session(secrets);
    await first.create(passphrase, true);
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
    await session(secrets).create(passphrase, true);
    const before = readFileSync(join(profile, 'vault', 'keyring.json'), 'utf8');
    state.rewrap = true;
    const second = again(secrets);
    expect(await second.openByKeystore()).toMatchObject({ ok: true });
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
      await session(secrets).create(passphrase, true);
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
    await session(secrets).create(passphrase, true);
    state.mask = 0x77;
    state.backend = 'kwallet6';
    const second = again(secrets);
    expect(await second.openByKeystore()).toMatchObject({ code: 'keystore-changed' });
    await second.open(passphrase);
    await expect.poll(() => ring().unlock.host?.backend).toBe('kwallet6');
    expect(await again(secrets).openByKeystore()).toMatchObject({ ok: true });
  });

  it('that says nothing is told after a minute, and keeps nobody from the passphrase meanwhile', async () => {
    const { secrets, state } = store();
    await session(secrets).create(passphrase, true);
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
    expect(ring().unlock.host).toBeUndefined();
    expect(first.keystore()).toMatchObject({ given: false, problem: 'keystore-unavailable' });
    expect(existsSync(join(profile, 'keystore-may-open'))).toBe(false);
  });
});

it('looking again after a mend finds the vault, and what is still wrong stays told', async () => {
  const { secrets } = store();
  await session(secrets).create(passphrase, true);
  for (const s of open.splice(0)) s.close();
  const path = join(profile, 'vault', 'core.db');
  const good = readFileSync(path);
  writeFileSync(path, Buffer.concat([good.subarray(0, 5000), Buffer.from([1]), good.subarray(5001)]));
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
