// A seat over a real vault, as the tests of this room have it: two people, a provider, a backend that says yes, time by hand.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
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

export const ann: Person = { id: 'p-ann', name: 'Ann Invented', initials: 'AI', role: 'agent' };
export const ben: Person = { id: 'p-ben', name: 'Ben Invented', initials: 'BI', role: 'nurse' };
export const annSecret = 'a lamp in the harbour';
export const signIn: SignInPolicy = {
  issuer: 'https://id.example.org',
  clientId: 'desk',
  scopes: [],
  acrValues: [],
  mfa: { acr: [], amr: [] },
};
export const answerFor = (person: Person, more: Partial<SessionAnswer> = {}): SessionAnswer => ({
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
export const context = { changed: () => undefined, about: () => undefined } as unknown as Context;
export const code = async (done: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'ok' : result.code;
};

/** One vault for the whole file, a fresh seat for each test. Called at the top of a test file. */
export function seatBench() {
  const told: string[] = [];
  const live = { v: 2 as const, others: [], serverTime: '2026-11-22T12:00:00.000Z' };
  const backend: AtBackend = {
    signIn: async () => fail('sign-in-unconfirmed'),
    recover: async () => fail('sign-in-unconfirmed'),
    seat: async (who) => (told.push(`seat ${who}`), ok(live)),
    leave: async (who) => (told.push(`leave ${who}`), ok(live)),
    endOther: async (who) => (told.push(`end ${who}`), ok(live)),
  };
  const bench = {
    profile: '',
    session: null as unknown as TestSession,
    seat: null as unknown as Seat,
    rules: { ...defaultPolicy, signIn: signIn as SignInPolicy | null },
    inCall: false,
    /** Monotonic milliseconds; the clock on the wall goes with them. */
    steady: 0,
    /** What the backend was told and what the audit got. */
    told,
    backend,
    core: () => bench.session.vault()?.core ?? null,
    handlers: () =>
      sessionHandlers({
        session: bench.session,
        state: () => ({}) as never,
        fixedPeople: () => null,
        fetchPeople: async () => fail('offline'),
        enrol: async () => fail('enrol-code'),
        seat: bench.seat,
      }),
    sits: () => [
      bench.session.person()?.id ?? null,
      bench.seat.shown().proof?.by ?? null,
      bench.seat.steppedUp(),
    ],
  };
  beforeAll(async () => {
    bench.profile = tempFolder();
    bench.session = testSession(bench.profile, null);
    expect(await bench.session.create(testPassphrase)).toMatchObject({ ok: true });
    expect(await bench.session.setSecret(ann, annSecret, 'passphrase')).toMatchObject({ ok: true });
  });
  afterAll(() => {
    bench.session.close();
    removeFolder(bench.profile);
  });
  beforeEach(async () => {
    const { session } = bench;
    Object.assign(bench, { rules: { ...defaultPolicy, signIn }, inCall: false, steady: 0 });
    if (session.phase() === 'locked') await session.unlock(testPassphrase);
    const db = bench.core();
    if (db === null) throw new Error('closed');
    keepPeople(db, [ann, ben]);
    keepSitting(db, null);
    session.sit(null);
    bench.seat = createSeat({
      session,
      core: bench.core,
      now: () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + bench.steady).toISOString(),
      monotonic: () => bench.steady,
      rules: () => bench.rules,
      names: () => bench.rules.signIn === null,
      backend,
      inCall: () => bench.inCall,
      changed: () => undefined,
      audit: (what) => void told.push(what),
      setUpGone: (outcome) => void told.push(`set-up ${outcome}`),
    });
    session.onSeat.told = bench.seat.seated;
    told.length = 0;
  });
  return bench;
}
