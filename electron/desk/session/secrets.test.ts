// People's own secrets as a way in, a proof and a seat; wrong ones wait and are told to the audit. Real vaults.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slotView } from '#shared/contract/session.ts';
import type { Person } from '../router/context.ts';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { HostSecrets } from '../vault/vault.ts';
import { testSession, testStore, type TestSession } from './testing.ts';

const ana: Person = { id: 'ana', name: 'Ana Ruiz', initials: 'AR', role: 'agent' };
const ben: Person = { id: 'ben', name: 'Ben Okoye', initials: 'BO', role: 'nurse' };
const pin = '493027';
const minute = 60_000;

let profile = '';
const open: TestSession[] = [];
beforeEach(() => void (profile = tempFolder()));
afterEach(() => {
  for (const s of open.splice(0)) s.close();
  removeFolder(profile);
});
function session(hostSecrets: HostSecrets | null): TestSession {
  for (const s of open.splice(0)) s.close();
  const made = testSession(profile, hostSecrets);
  open.push(made);
  return made;
}
/** A desk with a set-up passphrase and Ana's PIN. */
async function withPin(): Promise<{ s: TestSession; store: ReturnType<typeof testStore> }> {
  const store = testStore();
  const s = session(store.secrets);
  expect(await s.create(testPassphrase)).toMatchObject({ ok: true });
  expect(await s.setSecret(ana, pin, 'pin')).toMatchObject({ ok: true });
  return { s, store };
}
const audited = (s: TestSession) =>
  s.vault()?.core.prepare("select subjects from audit where event = 'vault.tries'").pluck().all();

it('a PIN opens at the start and after a lock, is a proof for the seat, and is shown before anything is open', async () => {
  const { s, store } = await withPin();
  s.lock();
  expect(await s.unlock(pin, 'ana')).toMatchObject({ ok: true });
  expect(await s.check('ana', pin)).toMatchObject({ ok: true });
  expect(await s.check('ana', '493028')).toMatchObject({ code: 'vault-wrong-key' });
  expect(await s.check('ben', pin)).toMatchObject({ code: 'not-found' });
  const next = session(store.secrets);
  expect(next.phase()).toBe('closed');
  const slots = next.slots();
  expect(slots.map((slot) => slotView.parse(slot))).toEqual(slots);
  expect(slots).toMatchObject([
    { person: null, kind: 'passphrase', triesLeft: 5, waitMs: 0, lastHere: null },
    { person: ana, kind: 'pin', triesLeft: 4, waitMs: 0, lastHere: null },
  ]);
  expect(await next.open(pin, 'ana')).toMatchObject({ ok: true });
  expect(next.slots()[1]).toMatchObject({ triesLeft: 5 });
});

it('is changed by the one before, and only by that', async () => {
  const { s } = await withPin();
  expect(await s.changeSecret(ana, '493028', '820461', 'pin')).toMatchObject({ code: 'vault-wrong-key' });
  expect(await s.changeSecret(ana, pin, '123456', 'pin')).toMatchObject({ code: 'weak-pin' });
  expect(await s.changeSecret(ana, pin, 'seven copper kettles', 'passphrase')).toMatchObject({ ok: true });
  expect(await s.check('ana', pin)).toMatchObject({ code: 'vault-wrong-key' });
  expect(await s.check('ana', 'seven copper kettles')).toMatchObject({ ok: true });
});

describe('wrong secrets', () => {
  it('wait after five, through a restart, for that person alone; the audit is told at the next opening', async () => {
    const { s, store } = await withPin();
    s.lock();
    for (let i = 0; i < 5; i++)
      expect(await s.unlock('820461', 'ana')).toMatchObject({ code: 'vault-wrong-key' });
    expect(await s.unlock(pin, 'ana')).toMatchObject({ code: 'secret-wait', message: String(15 * minute) });
    expect(s.slots()[1]).toMatchObject({ triesLeft: 0, waitMs: 15 * minute });
    const next = session(store.secrets);
    expect(await next.open(pin, 'ana')).toMatchObject({ code: 'secret-wait' });
    expect(next.phase()).toBe('closed');
    next.time.steady += 14 * minute;
    expect(await next.open(pin, 'ana')).toMatchObject({ code: 'secret-wait', message: String(minute) });
    next.time.steady += minute;
    expect(await next.open(pin, 'ana')).toMatchObject({ ok: true });
    expect(audited(next)).toEqual(['{"count":5,"personId":"ana"}']);
    next.lock();
    await next.unlock(testPassphrase);
    expect(audited(next)).toHaveLength(1);
  });

  it('for a seat or a proof count like those for the vault', async () => {
    const { s } = await withPin();
    for (let i = 0; i < 5; i++) await s.check('ana', '820461');
    expect(await s.check('ana', pin)).toMatchObject({ code: 'secret-wait' });
    s.lock();
    expect(await s.unlock(pin, 'ana')).toMatchObject({ code: 'secret-wait' });
    expect(await s.unlock(testPassphrase)).toMatchObject({ ok: true });
    expect(audited(s)).toEqual(['{"count":5,"personId":"ana"}']);
  });

  it('asked all at once are no more than five', async () => {
    const { s } = await withPin();
    const answers = await Promise.all(Array.from({ length: 12 }, () => s.check('ana', '820461')));
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.code));
    expect(codes.filter((code) => code === 'vault-wrong-key')).toHaveLength(5);
    expect(codes.filter((code) => code === 'secret-wait')).toHaveLength(7);
  });

  it('a key store that is away, silent or another computer’s spends no try', async () => {
    const { s, store } = await withPin();
    s.lock();
    store.state.backend = null;
    expect(await s.unlock(pin, 'ana')).toMatchObject({ code: 'keystore-unavailable' });
    store.state.backend = 'gnome_libsecret';
    store.state.mask = 0x77;
    expect(await s.unlock(pin, 'ana')).toMatchObject({ code: 'keystore-lost' });
    store.state.mask = 0x55;
    store.state.silent = true;
    const asked = s.unlock(pin, 'ana');
    await expect.poll(() => s.timers.some(({ ms }) => ms === minute)).toBe(true);
    s.timers.find(({ ms }) => ms === minute)?.run();
    expect(await asked).toMatchObject({ code: 'keystore-silent' });
    store.state.silent = false;
    expect(s.slots()[1]).toMatchObject({ triesLeft: 5 });
    expect(await s.unlock(pin, 'ana')).toMatchObject({ ok: true });
  });
});

it('what the organisation gives back opens a desk whose secrets are forgotten, closed or locked', async () => {
  const { s, store } = await withPin();
  const kept = (): Buffer => Buffer.from(s.kept() ?? Buffer.alloc(0));
  const master = kept();
  s.lock();
  expect(await s.recover(Buffer.from(master))).toMatchObject({ ok: true });
  expect(s.phase()).toBe('open');
  const next = session(store.secrets);
  const wrong = Buffer.alloc(32, 1);
  expect(await next.recover(wrong)).toMatchObject({ code: 'vault-wrong-key' });
  expect(wrong.equals(Buffer.alloc(32))).toBe(true);
  expect(await next.recover(Buffer.from(master))).toMatchObject({ ok: true });
  expect(await next.setSecret(ben, 'seven copper kettles', 'passphrase')).toMatchObject({ ok: true });
  expect(await next.check('ben', 'seven copper kettles')).toMatchObject({ ok: true });
});
