// What a secret does that was begun before a lock or before somebody else sat down, one that opened nothing, and the set-up slot.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
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

it('a wrong set-up passphrase at an open desk is told, and counted', async () => {
  const { open, unlock } = handlers();
  const left = () => session.slots().find((slot) => slot.person === null)?.triesLeft;
  const before = left() ?? 0;
  for (const ask of [open, unlock])
    expect(await code(ask({ passphrase: 'entirely wrong here' }, context))).toBe('vault-wrong-key');
  expect(left()).toBe(before - 2);
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
  expect(await code(unlock({ passphrase: testPassphrase, personId: 'p-nobody' }, context))).toBe('not-found');
  expect([left(), ...sits()]).toEqual([5, null, null, false]);
});

it('a secret that was begun before a lock, or before somebody else sat down, seats nobody', async () => {
  const { sit, unlock } = handlers();
  const begun = code(sit({ personId: 'p-ann', secret: annSecret }, context));
  session.lock();
  expect([await begun, ...sits()]).toEqual(['locked', null, null, false]);
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
  const late = code(sit({ personId: 'p-ann', secret: annSecret }, context));
  session.sit(ben);
  expect([await late, sits()[0]]).toEqual(['interrupted', 'p-ben']);
  seat.getUp();
  seat.came(answerFor(ann));
  const proof = code(seat.stepUp(annSecret));
  session.lock();
  expect([await proof, seat.steppedUp()]).toEqual(['locked', false]);
});

it('a secret that a lock overtook seats nobody, and opens from then on', async () => {
  seat.came(answerFor(ben));
  const gate = Promise.withResolvers<void>();
  const isSet = Promise.withResolvers<void>();
  const set = session.setSecret;
  // As a slow computer: the lock comes between the slot and the seat.
  session.setSecret = async (...of) => {
    const done = await set(...of);
    isSet.resolve();
    await gate.promise;
    return done;
  };
  const chosen = code(seat.setSecret('a boat in the harbour', 'passphrase'));
  await isSet.promise;
  session.lock();
  seat.locked();
  gate.resolve();
  expect([await chosen, ...sits()]).toEqual(['locked', null, null, false]);
  session.setSecret = set;
  const { unlock } = handlers();
  expect(await code(unlock({ passphrase: 'a boat in the harbour', personId: 'p-ben' }, context))).toBe('ok');
  session.vault()?.removeSlot('p-ben');
  // It took the set-up slot with it, which the others here open by.
  expect(
    await code(session.vault()!.setSlot(null, { secret: testPassphrase, kind: 'passphrase', device: null })),
  ).toBe('ok');
});

it('a set-up slot that would not go is told, and goes at the next look; kept where the policy keeps it', async () => {
  const vault = session.vault();
  if (vault === null) throw new Error('closed');
  const hasSetUp = () => vault.slots().some((slot) => slot.person === null);
  rules = { ...rules, keepSetupSlot: true };
  seat.endSetUp();
  rules = { ...rules, signIn: null, keepSetupSlot: false };
  seat.endSetUp();
  rules = { ...rules, signIn };
  const remove = vault.removeSlot;
  vault.removeSlot = () => fail('disk-full');
  seat.endSetUp();
  vault.removeSlot = remove;
  expect([hasSetUp(), told]).toEqual([true, ['set-up disk-full']]);
  seat.endSetUp();
  seat.endSetUp();
  expect([hasSetUp(), told]).toEqual([false, ['set-up disk-full', 'set-up ok']]);
  const back = vault.setSlot(null, { secret: testPassphrase, kind: 'passphrase', device: null });
  expect(await code(back)).toBe('ok');
});

it('whoever may sit here no longer is gone at once, and the seat says why until somebody sits', async () => {
  seat.came(answerFor(ann));
  expect(seat.revoked('p-ben')).toBe(false);
  expect(seat.revoked('p-ann')).toBe(true);
  expect(sits()).toEqual([null, null, false]);
  expect(seat.why()).toBe('person-revoked');
  seat.came(answerFor(ann));
  expect(seat.why()).toBeNull();
  // In a call they keep it until its end, told once, and behind the lock.
  const { unlock } = handlers();
  inCall = true;
  expect(seat.revoked('p-ann')).toBe(true);
  session.lock();
  expect(seat.revoked('p-ann')).toBe(false);
  expect([sits()[0], seat.waits(), seat.why()]).toEqual(['p-ann', true, 'person-revoked']);
  seat.roleIs('nurse');
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('seat-in-call');
  seat.settle();
  expect(sits()[0]).toBe('p-ann');
  inCall = false;
  seat.settle();
  expect([sits()[0], seat.waits(), seat.why()]).toEqual([null, false, 'person-revoked']);
});
