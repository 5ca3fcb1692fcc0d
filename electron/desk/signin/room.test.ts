// The sign-in room over a real vault: where it begins nothing, who leaves by doing nothing, and what a handshake changes.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import type { Handshake2Answer } from '#shared/protocol/lanes.ts';
import { fail, type Result } from '#shared/domain/result.ts';
import { auditHead } from '../audit/append.ts';
import { createLog } from '../log.ts';
import type { Context, Person } from '../router/context.ts';
import { keepPeople, keepSitting, keptPeople } from '../session/people.ts';
import { testSession, type TestSession } from '../session/testing.ts';
import { removeFolder, tempFolder, testPassphrase } from '../vault/testing.ts';
import { createSignIn, type SignIn, type SignInParts } from './room.ts';

const ann: Person = { id: 'p-ann', name: 'Ann Invented', initials: 'AI', role: 'agent' };
let profile = '';
let session: TestSession;
let room: SignIn;
let inCall = false;
/** Rows of earlier tests. */
let before = 0;
let timers: (() => void)[] = [];
const core = () => session.vault()?.core ?? null;
beforeAll(async () => {
  profile = tempFolder();
  session = testSession(profile, null);
  expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
});
afterAll(() => {
  room.room.stop?.();
  session.close();
  removeFolder(profile);
});
const clock = {
  now: () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + session.time.steady).toISOString(),
  monotonic: () => session.time.steady,
  wall: () => 0,
  shifted: () => false,
  shiftTo: () => undefined,
};
beforeEach(() => {
  inCall = false;
  timers = [];
  session.time.steady = 0;
  session.active();
  const db = core();
  if (db === null) throw new Error('closed');
  before = auditHead(db).seq;
  keepPeople(db, [ann]);
  keepSitting(db, null);
  session.sit(null);
  const away = { ask: async () => fail('offline') };
  room = createSignIn({
    init: { practice: false, profile, version: '1', demo: null } as SignInParts['init'],
    session,
    core,
    clock,
    after(_ms, run) {
      timers.push(run);
      return () => void (timers = timers.filter((t) => t !== run));
    },
    log: createLog({ sink: () => undefined, clock: clock.now }),
    changed: () => undefined,
    random: randomBytes,
    inCall: () => inCall,
    backend: { client: away as unknown as SignInParts['backend']['client'] },
    host: null,
    walk: null,
  });
  session.onSeat.told = (who) => room.room.seated?.(who);
});
const rows = (): unknown[] =>
  core()
    ?.prepare('select event, outcome, person, subjects from audit where seq > ? order by seq')
    .raw()
    .all(before) ?? [];
const code = async (done: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'ok' : result.code;
};

it('begins nothing where no provider is named, and says so', async () => {
  const { begin, cancel, stepUp, endOther } = room.handlers(() => ({}) as SessionState);
  const context = {} as Context;
  for (const purpose of ['sit', 'step-up', 'recover'] as const)
    expect(await code(begin({ for: purpose }, context))).toBe('sign-in-none');
  expect(await code(stepUp({ secret: 'x' }, context))).toBe('not-signed-in');
  expect(await code(endOther({}, context))).toBe('not-signed-in');
  expect(await code(cancel({}, context))).toBe('ok');
  expect(await code(room.asPerson('p-ann', 'sit'))).toBe('demo-only');
  expect(room.room.shown?.().signIn).toEqual({ mode: 'names', going: null, problem: null });
});

it('an hour without a touch empties the seat, locked or not, but not over a call', async () => {
  const look = (): void => timers.splice(0).forEach((run) => run());
  expect(room.seat.sit(ann).ok).toBe(true);
  session.time.steady = 60 * 60_000 - 1;
  look();
  expect(session.person()).toEqual(ann);
  session.lock();
  inCall = true;
  session.time.steady = 61 * 60_000;
  look();
  expect(session.person()).toEqual(ann);
  inCall = false;
  look();
  expect(session.person()).toBeNull();
  expect(rows()).toEqual([['session.leave', 'ok', 'p-ann', '{"what":"idle"}']]);
  expect(await code(session.unlock(testPassphrase))).toBe('ok');
});

it('a role that changed at the backend is the role from the next handshake on', () => {
  room.seat.sit(ann);
  const guard = {
    publicKey: Buffer.alloc(32, 7).toString('base64'),
    policy: null,
    leaseMinutes: null,
    revoked: [],
    ended: [],
    roles: [{ person: 'p-ann', role: 'nurse' }],
  };
  room.room.contact?.({ organisation: 'o', deviceId: 'o.d1', guard } as unknown as Handshake2Answer);
  expect(session.person()?.role).toBe('nurse');
  const db = core();
  expect(db && keptPeople(db)[0]?.role).toBe('nurse');
  expect(rows()).toContainEqual(['session.sit', 'ok', 'p-ann', '{"what":"role:nurse"}']);
  expect(room.room.alsoSay?.()).toMatchObject({
    desk: { policyVersion: 0, vaultId: session.vault()?.vaultId },
  });
});
