// A lock holds: whatever came before it and lands after it, whatever the disk refuses, and whatever somebody puts back.
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { removeFolder, tempFolder, testPassphrase as passphrase } from '../vault/testing.ts';
import type { HostSecrets } from '../vault/vault.ts';
import { dropPart } from './keystore-part.ts';
import { makeWithKey, ringOf, testSession, testStore, type TestSession } from './testing.ts';

const disk = vi.hoisted(() => ({ refuses: false }));
vi.mock(import('./keystore-part.ts'), async (original) => {
  const real = await original();
  // A disk that keeps the file whatever is asked: tests run as a user whom no folder refuses.
  return { ...real, dropPart: (path) => (disk.refuses ? false : real.dropPart(path)) };
});

let profile = '';
const open: TestSession[] = [];
beforeEach(() => void (profile = tempFolder()));
afterEach(() => {
  disk.refuses = false;
  for (const s of open.splice(0)) s.close();
  removeFolder(profile);
});
function session(hostSecrets: HostSecrets | null = null): TestSession {
  const made = testSession(profile, hostSecrets);
  open.push(made);
  return made;
}
const again = (hostSecrets: HostSecrets | null = null): TestSession => {
  for (const s of open.splice(0)) s.close();
  return session(hostSecrets);
};
const mark = (): string => join(profile, 'keystore-may-open');

describe('a disk that refuses', () => {
  it('something else in the file’s place stops no lock', async () => {
    const { secrets } = testStore();
    const s = session(secrets);
    await makeWithKey(s);
    rmSync(mark());
    mkdirSync(join(mark(), 'in the way'), { recursive: true });
    s.lock();
    expect(s.phase()).toBe('locked');
    expect(s.kept()).toBeNull();
    expect(s.log.slice(-2)).toEqual(['keep nothing', 'locked']);
    expect(await s.unlock(passphrase)).toMatchObject({ ok: true });
    expect(await again(secrets).openByKeystore()).toMatchObject({ code: 'keystore-left-locked' });
  });

  it('to take the part away loses the way by the key store instead', async () => {
    const { secrets } = testStore();
    const s = session(secrets);
    await makeWithKey(s);
    disk.refuses = true;
    s.lock();
    expect(s.phase()).toBe('locked');
    expect(existsSync(mark())).toBe(true);
    for (const file of ['keyring.json', 'keyring.json.bak'])
      expect(readFileSync(join(profile, 'vault', file), 'utf8')).not.toContain('"host"');
    const second = again(secrets);
    expect(await second.openByKeystore()).toMatchObject({ ok: false });
    expect(second.phase()).toBe('closed');
    expect(await second.open(passphrase)).toMatchObject({ ok: true });
  });

  it('and no later write of the locked vault brings that way back', async () => {
    const { secrets } = testStore();
    const s = session(secrets);
    await makeWithKey(s);
    disk.refuses = true;
    s.lock();
    // Somebody is taken out while it is locked; the key store was being asked at that moment.
    expect(s.vault()?.removeSlot(null, { force: true })).toMatchObject({ ok: true });
    expect(await s.vault()?.giveToHost(secrets)).toMatchObject({ code: 'locked' });
    expect(s.vault()?.hostHasKey).toBe(false);
    for (const file of ['keyring.json', 'keyring.json.bak'])
      expect(readFileSync(join(profile, 'vault', file), 'utf8')).not.toContain('"host"');
  });
});

describe('a lock that finds nothing open', () => {
  it('keeps the key store from opening the vault, now and at the next start', async () => {
    const { secrets, state } = testStore();
    await makeWithKey(session(secrets));
    const second = again(secrets);
    const { asked } = state;
    second.lock();
    expect(second.keystore()).toMatchObject({ given: true, opens: false });
    expect(await second.openByKeystore()).toMatchObject({ code: 'keystore-left-locked' });
    expect(await again(secrets).openByKeystore()).toMatchObject({ code: 'keystore-left-locked' });
    expect(state.asked).toBe(asked);
  });

  it('while the passphrase is being checked: what it opened is locked, and nothing is kept', async () => {
    const first = session();
    const making = first.create(passphrase);
    first.lock();
    expect(await making).toMatchObject({ code: 'locked' });
    expect(first.phase()).toBe('locked');
    const second = again();
    const opening = second.open(passphrase);
    second.lock();
    expect(await opening).toMatchObject({ code: 'locked' });
    expect(second.phase()).toBe('locked');
    expect(second.vault()?.patients).toBeNull();
    const unlocking = second.unlock(passphrase);
    second.lock();
    expect(await unlocking).toMatchObject({ code: 'locked' });
    expect(second.phase()).toBe('locked');
    expect([...first.log, ...second.log]).not.toContain('keep a key');
    expect(second.log).not.toContain('unlocked');
    expect(await second.unlock(passphrase)).toMatchObject({ ok: true });
    expect(second.vault()?.patients).not.toBeNull();
  });

  it('while it is opened again after a crash, or the key store is being asked', async () => {
    const { secrets, slow } = testStore();
    const first = session(secrets);
    await makeWithKey(first);
    const kept = Buffer.from(first.kept() ?? '');
    const second = again(secrets);
    const reopening = second.reopen(kept);
    second.lock();
    await reopening;
    expect(second.phase()).toBe('locked');
    expect(await second.unlock(passphrase)).toMatchObject({ ok: true });
    const third = again(secrets);
    const answer = slow();
    const asked = third.openByKeystore();
    third.lock();
    answer();
    expect(await asked).toMatchObject({ code: 'keystore-left-locked' });
    expect(third.phase()).toBe('closed');
  });
});

describe('a key store that takes its time', () => {
  it('to take the key gives nothing to a desk that was locked meanwhile', async () => {
    const { secrets, slow, state } = testStore();
    const s = session(secrets);
    const answer = slow();
    expect(await s.create(passphrase, true)).toMatchObject({ ok: true });
    s.lock();
    answer();
    // Called off once it has answered.
    await expect.poll(() => s.timers.filter(({ ms }) => ms === 60_000)).toEqual([]);
    expect(state.asked).toBe(1);
    expect(existsSync(mark())).toBe(false);
    expect(ringOf(profile).host).toBeUndefined();
    expect(s.keystore()).toMatchObject({ given: false, opens: false, problem: null });
  });

  it('for ever holds up neither the passphrase nor anybody’s next step, and is told after a minute', async () => {
    const { secrets, state } = testStore();
    const s = session(secrets);
    state.silent = true;
    expect(await s.create(passphrase, true)).toMatchObject({ ok: true });
    s.lock();
    expect(await s.unlock(passphrase)).toMatchObject({ ok: true });
    s.timers.find(({ ms }) => ms === 60_000)?.run();
    await expect.poll(() => s.keystore().problem).toBe('keystore-silent');
  });
});

describe('the part in the profile', () => {
  it('is gone at a lock, and no file of that name undoes it', async () => {
    const { secrets, state } = testStore();
    const s = session(secrets);
    await makeWithKey(s);
    s.lock();
    expect(existsSync(mark())).toBe(false);
    for (const put of ['', '0'.repeat(64), 'f'.repeat(64), 'x'.repeat(64)]) {
      writeFileSync(mark(), put);
      const next = again(secrets);
      expect(await next.openByKeystore()).toMatchObject({ ok: false });
      expect(next.phase()).toBe('closed');
    }
    expect(await open[0]?.open(passphrase)).toMatchObject({ ok: true });
    const { asked } = state;
    open[0]?.lock();
    expect(await open[0]?.unlock(passphrase)).toMatchObject({ ok: true });
    // It follows from the master key: the store need not be asked.
    expect(state.asked).toBe(asked);
    expect(await again(secrets).openByKeystore()).toMatchObject({ ok: true });
  });

  it('opens nothing by itself, and the store holds nothing that opens without it', async () => {
    const { secrets } = testStore();
    const s = session(secrets);
    await makeWithKey(s);
    const part = Buffer.from(readFileSync(mark(), 'utf8'), 'hex');
    const wrapped = Buffer.from(ringOf(profile).host?.wrapped ?? '', 'base64');
    const held = (await secrets.unwrap(wrapped)).bytes;
    const master = s.kept() ?? Buffer.alloc(0);
    expect(master).toHaveLength(32);
    expect(part.equals(master)).toBe(false);
    expect(held.includes(master)).toBe(false);
    for (const key of [part, held]) {
      const next = again();
      await next.reopen(Buffer.from(key));
      expect(next.phase()).toBe('closed');
    }
  });

  it('is not overwritten through a link that somebody put there', () => {
    const other = join(profile, 'something else');
    writeFileSync(other, 'f'.repeat(64));
    symlinkSync(other, mark());
    expect(dropPart(mark())).toBe(true);
    expect(readFileSync(other, 'utf8')).toBe('f'.repeat(64));
    expect(dropPart(join(profile, 'never', 'there'))).toBe(true);
  });
});
