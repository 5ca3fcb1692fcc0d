// Who sits here and by what proof, over a real vault: what seats nobody, what a proof is good for, and when it ends.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy, type SignInPolicy } from '#shared/domain/access/policy.ts';
import type { SessionAnswer } from '#shared/protocol/identity.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person } from '../router/context.ts';
import { sessionHandlers } from '../session/handlers.ts';
import { keepPeople, keepSitting } from '../session/people.ts';
import { testSession, type TestSession } from '../session/testing.ts';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import type { AtBackend } from './at-backend.ts';
import { createSeat, type Seat } from './seat.ts';

const ann: Person = { id: 'p-ann', name: 'Ann Invented', initials: 'AI', role: 'agent' };
const ben: Person = { id: 'p-ben', name: 'Ben Invented', initials: 'BI', role: 'nurse' };
const annSecret = 'a lamp in the harbour';
const signIn: SignInPolicy = {
  issuer: 'https://id.example.org',
  clientId: 'desk',
  scopes: [],
  acrValues: [],
  mfa: { acr: [], amr: [] },
};
const answerFor = (person: Person, more: Partial<SessionAnswer> = {}): SessionAnswer => ({
  v: 2,
  person,
  mfa: true,
  stepUpUntil: null,
  lastSignIn: { at: '2026-11-21T12:00:00.000Z', device: 'd2' },
  failedSince: 0,
  others: [{ device: 'd2', name: 'desk two', since: '2026-11-22T11:00:00.000Z' }],
  serverTime: '2026-11-22T12:00:00.000Z',
  ...more,
});

let profile = '';
let session: TestSession;
let seat: Seat;
let rules = { ...defaultPolicy, signIn: signIn as SignInPolicy | null };
let inCall = false;
let steady = 0;
const told: string[] = [];
const live = { v: 2 as const, others: [], serverTime: '2026-11-22T12:00:00.000Z' };
const backend: AtBackend = {
  signIn: async () => fail('sign-in-unconfirmed'),
  recover: async () => fail('sign-in-unconfirmed'),
  seat: async (who) => (told.push(`seat ${who}`), ok(live)),
  leave: async (who) => (told.push(`leave ${who}`), ok(live)),
  endOther: async (who) => (told.push(`end ${who}`), ok(live)),
};
beforeAll(async () => {
  profile = tempFolder();
  session = testSession(profile, null);
  expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
  expect(await session.setSecret(ann, annSecret, 'passphrase')).toMatchObject({ ok: true });
});
afterAll(() => {
  session.close();
  removeFolder(profile);
});
const core = () => session.vault()?.core ?? null;
beforeEach(async () => {
  rules = { ...defaultPolicy, signIn };
  inCall = false;
  steady = 0;
  if (session.phase() === 'locked') await session.unlock(testPassphrase);
  const db = core();
  if (db === null) throw new Error('closed');
  keepPeople(db, [ann, ben]);
  keepSitting(db, null);
  session.sit(null);
  seat = createSeat({
    session,
    core,
    now: () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + steady).toISOString(),
    monotonic: () => steady,
    rules: () => rules,
    names: () => rules.signIn === null,
    backend,
    inCall: () => inCall,
    changed: () => undefined,
    audit: (what) => void told.push(what),
    setUpGone: (outcome) => void told.push(`set-up ${outcome}`),
  });
  session.onSeat.told = seat.seated;
  told.length = 0;
});
const context = { changed: () => undefined, about: () => undefined } as unknown as Context;
const handlers = () =>
  sessionHandlers({
    session,
    state: () => ({}) as never,
    fixedPeople: () => null,
    fetchPeople: async () => fail('offline'),
    enrol: async () => fail('enrol-code'),
    seat,
  });
const code = async (done: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'ok' : result.code;
};
const sits = () => [session.person()?.id ?? null, seat.shown().proof?.by ?? null, seat.steppedUp()];

describe('with a provider', () => {
  it('a name seats nobody; a secret of one’s own does, and is a fresh proof for five minutes', async () => {
    const { sit } = handlers();
    expect(await code(sit({ personId: 'p-ann' }, context))).toBe('sign-in-needed');
    expect(await code(sit({ personId: 'p-ann', secret: testPassphrase }, context))).toBe('vault-wrong-key');
    expect(await code(sit({ personId: 'p-ben', secret: annSecret }, context))).toBe('not-found');
    expect(sits()).toEqual([null, null, false]);
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect(sits()).toEqual(['p-ann', 'secret', true]);
    expect(told).toEqual(['seat p-ann']);
    steady = 5 * 60_000 - 1;
    expect(seat.shown().proof?.stepUpUntil).toBe('2026-11-22T12:05:00.000Z');
    steady++;
    expect(sits()).toEqual(['p-ann', 'secret', false]);
    expect(await code(seat.stepUp(testPassphrase))).toBe('vault-wrong-key');
    expect(await code(seat.stepUp(annSecret))).toBe('ok');
    expect(seat.steppedUp()).toBe(true);
    seat.locked();
    expect(sits()).toEqual(['p-ann', 'secret', false]);
  });

  it('a vault that is open already answers ok to any secret, and that seats nobody', async () => {
    const { open, unlock } = handlers();
    for (const ask of [open, unlock])
      expect(await code(ask({ passphrase: 'no secret of hers', personId: 'p-ann' }, context))).toBe(
        'vault-wrong-key',
      );
    expect(sits()).toEqual([null, null, false]);
    // Two at once: the first opens, the second has the wrong secret.
    session.lock();
    const both = await Promise.all([
      code(unlock({ passphrase: testPassphrase }, context)),
      code(unlock({ passphrase: 'no secret of hers', personId: 'p-ann' }, context)),
    ]);
    expect(both).toEqual(['ok', 'vault-wrong-key']);
    expect(sits()).toEqual([null, null, false]);
  });

  it('whose secret unlocks sits then; by the set-up passphrase nobody does', async () => {
    const { unlock } = handlers();
    seat.came(answerFor(ann));
    session.lock();
    expect(await code(unlock({ passphrase: annSecret, personId: 'p-ann' }, context))).toBe('ok');
    expect(sits()).toEqual(['p-ann', 'secret', true]);
    session.lock();
    expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
    expect(sits()).toEqual([null, null, false]);
  });

  it('a sign-in seats whoever has a secret here; anybody else chooses one first', async () => {
    // A second factor that the provider only remembered is no fresh proof: the backend says what is.
    expect(seat.came(answerFor(ann)).ok).toBe(true);
    expect(sits()).toEqual(['p-ann', 'oidc', false]);
    expect(seat.came(answerFor(ann, { stepUpUntil: '2026-11-22T12:03:00.000Z' })).ok).toBe(true);
    expect(sits()).toEqual(['p-ann', 'oidc', true]);
    steady = 3 * 60_000;
    expect(sits()).toEqual(['p-ann', 'oidc', false]);
    steady = 0;
    expect(seat.shown()).toMatchObject({
      needsSecret: false,
      lastSignIn: '2026-11-21T12:00:00.000Z',
      otherSession: { device: 'desk two' },
    });
    expect(await code(seat.endOther())).toBe('ok');
    expect(seat.shown().otherSession).toBeNull();
    expect(seat.came(answerFor(ben, { stepUpUntil: '2026-11-22T12:05:00.000Z' })).ok).toBe(true);
    expect(sits()).toEqual([null, null, false]);
    expect(seat.shown()).toMatchObject({ arrived: ben, needsSecret: true });
    rules = { ...rules, pinAllowed: false, keepSetupSlot: true };
    expect(await code(seat.setSecret('493827', 'pin'))).toBe('pin-not-allowed');
    rules = { ...rules, keystoreRequired: true };
    expect(await code(seat.setSecret('a boat in the harbour', 'passphrase'))).toBe('keystore-unavailable');
    rules = { ...rules, keystoreRequired: false };
    expect(await code(seat.setSecret('short', 'passphrase'))).toBe('weak-passphrase');
    steady = 4 * 60_000;
    expect(await code(seat.setSecret(testPassphrase, 'passphrase'))).toBe('secret-set-up');
    expect(await code(seat.setSecret('a boat in the harbour', 'passphrase'))).toBe('ok');
    // The secret renews nothing: five minutes from the sign-in, however long the choice took.
    expect(sits()).toEqual(['p-ben', 'oidc', true]);
    steady = 5 * 60_000;
    expect(sits()).toEqual(['p-ben', 'oidc', false]);
    expect(await code(seat.setSecret('a gull in the harbour', 'passphrase'))).toBe('sign-in-needed');
    const same = 'a boat in the harbour';
    expect(await code(seat.setSecret(same, 'passphrase', same))).toBe('secret-same');
    expect(await code(seat.setSecret('a gull in the harbour', 'passphrase', 'wrong'))).toBe(
      'vault-wrong-key',
    );
    const changed = seat.setSecret('a gull in the harbour', 'passphrase', 'a boat in the harbour');
    expect(await code(changed)).toBe('ok');
    session.vault()?.removeSlot('p-ben');
  });

  it('says when they sat here before, and how often somebody failed as them since', async () => {
    const { sit, leave } = handlers();
    const told = () => [seat.shown().lastHere, seat.shown().failedSince];
    const tile = () => seat.shown().slots.find((slot) => slot.person?.id === 'p-ann')?.lastHere;
    const now = () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + steady).toISOString();
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect([seat.shown().failedSince, tile()]).toEqual([0, now()]);
    await leave({}, context);
    expect(told()).toEqual([null, 0]);
    for (const secret of ['not this one', 'nor this one'])
      expect(await code(sit({ personId: 'p-ann', secret }, context))).toBe('vault-wrong-key');
    const before = now();
    steady = 60_000;
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect(told()).toEqual([before, 2]);
    expect(tile()).toBe(now());
    // Unlocked, not come back; and nothing failed since then.
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect(told()).toEqual([null, 0]);
    await leave({}, context);
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect(told()).toEqual([now(), 0]);
    // After a sign-in the backend's count is the one that is told.
    await leave({}, context);
    seat.came(answerFor(ann, { failedSince: 3 }));
    expect(told()).toEqual([now(), 3]);
  });

  it('a role without calls waits for the end of the call; with them it counts at once', () => {
    seat.came(answerFor(ann));
    told.length = 0;
    inCall = true;
    const stands = () => [session.person()?.role, seat.shown().roleWaits, seat.waits()];
    seat.roleIs('nurse');
    expect(stands()).toEqual(['nurse', null, false]);
    for (const role of ['auditor', 'auditor', 'trainer'] as const) seat.roleIs(role);
    expect(stands()).toEqual(['nurse', 'trainer', true]);
    // Taken back before the call ended.
    seat.roleIs('nurse');
    expect(stands()).toEqual(['nurse', null, false]);
    seat.roleIs('trainer');
    inCall = false;
    seat.settle();
    expect(stands()).toEqual(['trainer', null, false]);
    expect(told.join(' ')).toBe(
      'role:nurse role-waits:auditor role-waits:trainer role-waits:trainer role:trainer',
    );
  });

  it('nothing changes hands over a call', async () => {
    const { leave, unlock, sit } = handlers();
    seat.came(answerFor(ann));
    inCall = true;
    expect(seat.came(answerFor(ben))).toMatchObject({ code: 'seat-in-call' });
    expect(await code(leave({}, context))).toBe('seat-in-call');
    expect(await code(sit({ personId: 'p-ben', secret: 'x' }, context))).toBe('seat-in-call');
    session.lock();
    expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('seat-in-call');
    expect(await code(unlock({ passphrase: annSecret, personId: 'p-ann' }, context))).toBe('ok');
    expect(sits()[0]).toBe('p-ann');
    seat.ended([{ person: 'p-ann', at: '2026-11-22T13:00:00.000Z' }]);
    expect(sits()[0]).toBe('p-ann');
    inCall = false;
    // Ended at another desk before this session began: another one.
    seat.ended([{ person: 'p-ann', at: '2026-11-22T11:00:00.000Z' }]);
    expect(sits()[0]).toBe('p-ann');
    seat.ended([{ person: 'p-ann', at: '2026-11-22T13:00:00.000Z' }]);
    expect(sits()).toEqual([null, null, false]);
    // Why the seat is empty is said until somebody sits, and not to whoever leaves by themselves.
    expect(seat.why()).toBe('session-ended');
    expect(await seat.sitBySecret(ann, annSecret)).toMatchObject({ ok: true });
    expect(seat.why()).toBeNull();
    seat.getUp();
    expect(seat.why()).toBeNull();
  });
});

describe('without one', () => {
  beforeEach(() => {
    rules = { ...defaultPolicy, signIn: null };
  });
  it('a name is enough, proves nothing, and ends when a provider is named', async () => {
    const { sit } = handlers();
    expect(await code(sit({ personId: 'p-ben' }, context))).toBe('ok');
    expect(sits()).toEqual(['p-ben', 'names', false]);
    expect(await code(seat.stepUp('not the passphrase'))).toBe('vault-wrong-key');
    expect(await code(seat.stepUp(testPassphrase))).toBe('ok');
    expect(sits()).toEqual(['p-ben', 'names', true]);
    rules = { ...rules, signIn };
    inCall = true;
    seat.settle();
    expect(sits()[0]).toBe('p-ben');
    inCall = false;
    seat.settle();
    expect(sits()).toEqual([null, null, false]);
    expect(told).toEqual([]);
  });
});

describe('after a crash', () => {
  /** Another process of the desk: opened by what the parent kept, or by a secret. */
  async function next(how: 'kept' | 'secret', names = false): Promise<[Person | null, Seat]> {
    const kept = session.kept();
    if (kept === null) throw new Error('the parent keeps nothing');
    const key = Buffer.from(kept);
    session.close();
    session = testSession(profile, null);
    const made = createSeat({
      session,
      core,
      now: () => '2026-11-22T13:00:00.000Z',
      monotonic: () => 0,
      rules: () => rules,
      names: () => names,
      backend,
      inCall: () => false,
      changed: () => undefined,
      audit: () => undefined,
      setUpGone: () => undefined,
    });
    let back: Person | null = null;
    session.onSeat.told = made.seated;
    // As compose.ts does it.
    session.onOpened.told = (db) => {
      made.opened(db);
      if (session.reopening()) session.sit((back = made.satHere(null)));
    };
    if (how === 'kept') await session.reopen(key);
    else await session.open(testPassphrase);
    expect(session.phase()).toBe('open');
    return [back, made];
  }
  const plant = (key: string, value: string): void =>
    void core()?.prepare('INSERT OR REPLACE INTO settings_core (key, value) VALUES (?, ?)').run(key, value);
  const lies = (key: string): string =>
    String(core()?.prepare('SELECT value FROM settings_core WHERE key = ?').pluck().get(key));

  it('the seat comes back with its proof as it was, and no fresh one', async () => {
    seat.came(answerFor(ann, { stepUpUntil: '2026-11-22T12:05:00.000Z' }));
    expect(seat.steppedUp()).toBe(true);
    const [back, made] = await next('kept');
    expect(back).toEqual(ann);
    expect(made.proof()).toMatchObject({ by: 'oidc', at: '2026-11-22T12:00:00.000Z', mfa: true });
    expect(made.steppedUp()).toBe(false);
    // Their role changed, and is what comes back the next time.
    made.roleIs('nurse');
    expect((await next('kept'))[0]).toEqual({ ...ann, role: 'nurse' });
  });

  it('what an earlier run left seats nobody, also when this run crashes', async () => {
    seat.came(answerFor(ann));
    expect((await next('secret'))[0]).toBeNull();
    expect(session.person()).toBeNull();
    expect((await next('kept'))[0]).toBeNull();
  });

  it('rows that were planted seat nobody, and nobody comes back who may not', async () => {
    seat.came(answerFor(ann));
    const proof = lies('sitting-proof');
    const forged = JSON.stringify({ ...JSON.parse(proof), person: 'p-ben', role: 'nurse' });
    for (const change of [
      () => [plant('sitting', 'p-ben')],
      () => [plant('sitting', 'p-ben'), plant('sitting-proof', forged)],
      () => plant('sitting-proof', proof.replace('"mfa":true', '"mfa":false')),
      () => plant('sitting-proof', '{'),
      () => core()?.exec("DELETE FROM settings_core WHERE key = 'sitting-proof'"),
      // A role that nobody gave, a person who is gone, one whose way in was taken.
      () => keepPeople(core()!, [{ ...ann, role: 'supervisor' }]),
      () => keepPeople(core()!, [ben]),
    ]) {
      keepPeople(core()!, [ann, ben]);
      plant('sitting', 'p-ann');
      plant('sitting-proof', proof);
      change();
      expect([String(change), (await next('kept'))[0]]).toEqual([String(change), null]);
    }
    keepPeople(core()!, [ann, ben]);
    plant('sitting', 'p-ann');
    plant('sitting-proof', proof);
    expect((await next('kept'))[0]).toEqual(ann);
    session.vault()?.removeSlot('p-ann');
    expect((await next('kept'))[0]).toBeNull();
    expect(await session.setSecret(ann, annSecret, 'passphrase')).toMatchObject({ ok: true });
  });

  it('a name is what it was: seated again where names are enough, nobody where a provider was named since', async () => {
    rules = { ...defaultPolicy, signIn: null };
    expect(await code(handlers().sit({ personId: 'p-ben' }, context))).toBe('ok');
    const [back, made] = await next('kept', true);
    expect([back, made.proof()?.by]).toEqual([ben, 'names']);
    expect((await next('kept', false))[0]).toBeNull();
  });
});
