// What became of a sign-in while nobody looked: the desk was locked, cancelled or taken by somebody else, Careline was started
// without its backend, a role was taken away from who was not there. A real vault, a real provider, a signed policy.
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import type { SessionAnswer } from '#shared/protocol/identity.ts';
import { defaultPolicy, policyText } from '#shared/domain/access/policy.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { startHostileProvider, type HostileProvider } from '#tests/support/hostile-provider.ts';
import { createLog } from '../log.ts';
import { type Kept, writeKept } from '../policy/store.ts';
import type { Context, Person } from '../router/context.ts';
import { sessionHandlers } from '../session/handlers.ts';
import { keepPeople, keepSitting, keptPeople, localPerson, onlyHere } from '../session/people.ts';
import { testSession, type TestSession } from '../session/testing.ts';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import { createSignIn, type SignIn, type SignInParts } from './room.ts';

const ann: Person = { id: 'p-ann', name: 'Ann Invented', initials: 'AI', role: 'supervisor' };
const ben: Person = { id: 'p-ben', name: 'Ben Invented', initials: 'BI', role: 'agent' };
const annSecret = 'a lamp in the harbour';
const benSecret = 'the second lamp there';
const serverTime = '2026-11-22T12:00:00.000Z';

let provider: HostileProvider;
let profile = '';
let session: TestSession;
let kept: Kept;
const rooms: SignIn[] = [];
const core = () => session.vault()?.core ?? null;
const db = () => {
  const open = core();
  if (open === null) throw new Error('closed');
  return open;
};
beforeAll(async () => {
  provider = await startHostileProvider('desk');
  profile = tempFolder();
  session = testSession(profile, null);
  expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
  expect(onlyHere(db(), { practice: null, backend: false })).toEqual([localPerson]);
  expect(await session.setSecret(ann, annSecret, 'passphrase')).toMatchObject({ ok: true });
  expect(await session.setSecret(ben, benSecret, 'passphrase')).toMatchObject({ ok: true });
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const mfa = { acr: ['two'], amr: ['otp'] };
  const signIn = { issuer: provider.issuer, clientId: 'desk', scopes: [], acrValues: [], mfa };
  const text = JSON.stringify({ version: 5, ...defaultPolicy, signIn, keepSetupSlot: true });
  kept = {
    organisation: 'org',
    device: 'org.d1',
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'),
    signed: {
      text,
      signature: sign(null, Buffer.from(policyText('org', text)), privateKey).toString('base64'),
    },
  };
  writeKept(db(), kept, serverTime);
});
afterAll(async () => {
  for (const room of rooms) room.room.stop?.();
  session.close();
  removeFolder(profile);
  await provider.close();
});
beforeEach(async () => {
  if (session.phase() === 'locked') await session.unlock(testPassphrase);
  keepPeople(db(), [ann, ben]);
  keepSitting(db(), null);
  session.sit(null);
});

type Client = SignInParts['backend']['client'];
function makeRoom(client: { ask(method: string, path: string): Promise<Result<unknown>> } | null): SignIn {
  const clock: SignInParts['clock'] = {
    now: () => new Date().toISOString(),
    monotonic: () => session.time.steady,
    wall: () => Date.now(),
    shifted: () => false,
    shiftTo: () => undefined,
  };
  const made = createSignIn({
    init: { practice: false, profile, version: '1', demo: null } as SignInParts['init'],
    session,
    core,
    clock,
    after: () => () => undefined,
    log: createLog({ sink: () => undefined, clock: clock.now }),
    changed: () => undefined,
    random: randomBytes,
    inCall: () => false,
    backend: { client: client as Client },
    host: null,
    async walk(address) {
      void provider.browse(address);
      return ok(null);
    },
  });
  session.onSeat.told = (who) => made.room.seated?.(who);
  const vault = session.vault();
  if (vault === null) throw new Error('closed');
  made.room.opened?.(vault);
  rooms.push(made);
  return made;
}
const context = { changed: () => undefined, about: () => undefined } as unknown as Context;
const handlersOf = ({ seat }: SignIn) =>
  sessionHandlers({
    session,
    state: () => ({}) as SessionState,
    fixedPeople: () => onlyHere(core(), { practice: null, backend: false }),
    fetchPeople: async () => fail('offline'),
    enrol: async () => fail('enrol-code'),
    seat,
  });
const code = async (done: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'ok' : result.code;
};
const problemOf = (made: SignIn) => made.room.shown?.().signIn?.problem;

it('a desk that was enrolled asks for proof also when it is told no backend', async () => {
  const made = makeRoom(null);
  const { sit, people } = handlersOf(made);
  expect(made.room.shown?.().signIn).toEqual({ mode: 'oidc', going: null, problem: 'sign-in-no-backend' });
  expect(await people({}, context)).toEqual(ok([ann, ben]));
  expect(await code(sit({ personId: 'local' }, context))).toBe('not-found');
  expect(await code(made.seat.sit(localPerson))).toBe('sign-in-needed');
  expect(await code(sit({ personId: 'p-ann' }, context))).toBe('sign-in-needed');
  const { begin } = made.handlers(() => ({}) as SessionState);
  for (const purpose of ['sit', 'recover'] as const)
    expect(await code(begin({ for: purpose }, context))).toBe('sign-in-no-backend');
  expect(session.person()).toBeNull();
  expect(await code(sit({ personId: 'p-ben', secret: benSecret }, context))).toBe('ok');
  expect([session.person()?.id, made.seat.steppedUp()]).toEqual(['p-ben', true]);
  expect(await code(made.seat.stepUp(testPassphrase))).toBe('vault-wrong-key');
});

/** Ann's browser is done, and the backend takes its time. */
async function annWaits(): Promise<{ made: SignIn; done: Promise<Result<null>>; answers(): void }> {
  const gate = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const stepUpUntil = '2026-11-22T12:05:00.000Z';
  const answer: SessionAnswer = {
    v: 2,
    person: ann,
    mfa: true,
    stepUpUntil,
    lastSignIn: null,
    failedSince: 0,
    others: [],
    serverTime,
  };
  const made = makeRoom({
    async ask(_method, path) {
      if (path !== '/v2/session') return fail('offline');
      asked.resolve();
      await gate.promise;
      return ok(answer);
    },
  });
  const done = made.asPerson('p-ann', 'sit');
  await asked.promise;
  return { made, done, answers: gate.resolve };
}

it('without any of it, they are seated', async () => {
  const { made, done, answers } = await annWaits();
  answers();
  expect([await code(done), session.person()?.id, made.seat.steppedUp()]).toEqual(['ok', 'p-ann', true]);
});

it('a lock, and somebody else’s unlock: theirs is the seat', async () => {
  const { made, done, answers } = await annWaits();
  session.lock();
  made.room.locked?.();
  const { unlock } = handlersOf(made);
  expect(await code(unlock({ passphrase: benSecret, personId: 'p-ben' }, context))).toBe('ok');
  answers();
  expect([await code(done), session.person()?.id]).toEqual(['cancelled', 'p-ben']);
  expect(made.seat.shown().arrived).toBeNull();
});

it('somebody who sat down meanwhile stays', async () => {
  const { made, done, answers } = await annWaits();
  expect(await code(handlersOf(made).sit({ personId: 'p-ben', secret: benSecret }, context))).toBe('ok');
  answers();
  expect([await code(done), session.person()?.id]).toEqual(['interrupted', 'p-ben']);
});

it('cancelled at its last step it seats nobody, and the next one is not it', async () => {
  const { made, done, answers } = await annWaits();
  const { cancel } = made.handlers(() => ({}) as SessionState);
  expect(await code(cancel({}, context))).toBe('ok');
  expect(made.room.shown?.().signIn?.going).toBeNull();
  const again = made.asPerson('p-ann', 'sit');
  answers();
  expect([await code(done), problemOf(made)]).toEqual(['cancelled', null]);
  expect([await code(again), session.person()?.id]).toEqual(['ok', 'p-ann']);
});

it('roles and revocations are told to everybody who is known here, not only to who sits', async () => {
  const made = makeRoom({ ask: async () => fail('offline') });
  const { sit, unlock } = handlersOf(made);
  const tell = (roles: { person: string; role: string }[], revoked: string[] = []): void => {
    const guard = { publicKey: kept.publicKey, policy: null, leaseMinutes: null, revoked, ended: [], roles };
    made.room.contact?.({ organisation: 'org', deviceId: 'org.d1', guard } as unknown as Handshake2Answer);
  };
  tell([
    { person: 'p-ann', role: 'agent' },
    { person: 'p-ben', role: 'nurse' },
  ]);
  expect(keptPeople(db()).map(({ id, role }) => [id, role])).toEqual([
    ['p-ann', 'agent'],
    ['p-ben', 'nurse'],
  ]);
  expect(session.slots().map(({ person }) => person?.role)).toEqual([undefined, 'agent', 'nurse']);
  expect(
    db().prepare("select person, subjects from audit where event = 'admin.role' order by seq").raw().all(),
  ).toEqual([
    ['', '{"personId":"p-ann","what":"role:agent"}'],
    ['', '{"personId":"p-ben","what":"role:nurse"}'],
  ]);
  expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
  expect(session.person()?.role).toBe('agent');
  made.seat.getUp();
  // The disk kept the slot: it opens the vault, and seats nobody; also not by the backend's list of names.
  tell([], ['p-ann']);
  expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('not-found');
  keepPeople(db(), [ann, ben]);
  expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('person-revoked');
  session.lock();
  await unlock({ passphrase: annSecret, personId: 'p-ann' }, context);
  expect(session.person()).toBeNull();
  // Taken back by a sign-in that the backend took.
  tell([{ person: 'p-ann', role: 'agent' }]);
  expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
});
