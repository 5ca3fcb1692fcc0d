// Who sits at a desk changes hands only when nobody is on the line at it. A real vault.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { Context, Person } from '../router/context.ts';
import { testPassphrase } from '../vault/testing.ts';
import { defaultPolicy } from '#shared/domain/access/policy.ts';
import { atBackend } from '../signin/at-backend.ts';
import { createSeat } from '../signin/seat.ts';
import { sessionHandlers } from './handlers.ts';
import { satHere } from './people.ts';
import { testSession, type TestSession } from './testing.ts';

const ann: Person = { id: 'p-ann', name: 'Ann Invented', initials: 'AI', role: 'agent' };
const ben: Person = { id: 'p-ben', name: 'Ben Invented', initials: 'BI', role: 'agent' };
let profile = '';
let session: TestSession;
let inCall = false;

beforeEach(async () => {
  profile = mkdtempSync(join(tmpdir(), 'careline-seat-'));
  inCall = false;
  session = testSession(profile, null);
  expect(await session.create(testPassphrase)).toMatchObject({ ok: true });
});
afterEach(() => {
  session.close();
  rmSync(profile, { recursive: true, force: true });
});
const context: Context = {
  now: '2026-11-22T12:00:00.000Z',
  surface: 'main',
  person: null,
  signal: new AbortController().signal,
  progress: () => undefined,
  about: () => undefined,
  changed: () => undefined,
};
const code = async (done: Result<unknown> | Promise<Result<unknown>>): Promise<string> => {
  const result = await done;
  return result.ok ? 'ok' : result.code;
};

it('nobody gets up or sits down over a call; the one who sits there stays, and may after it', async () => {
  const state = { phase: 'open' } as SessionState;
  const { sit, leave, unlock } = sessionHandlers({
    session,
    state: () => state,
    fixedPeople: () => [ann, ben],
    fetchPeople: async () => ok([]),
    enrol: async () => fail('enrol-code'),
    seat: createSeat({
      session,
      core: () => session.vault()?.core ?? null,
      now: () => '2026-11-22T12:00:00.000Z',
      monotonic: () => 0,
      rules: () => defaultPolicy,
      names: () => true,
      backend: atBackend(null),
      inCall: () => inCall,
      changed: () => undefined,
      audit: () => undefined,
      setUpGone: () => undefined,
    }),
  });
  const sitting = (): (string | null)[] => {
    const db = session.vault()?.core;
    return [session.person()?.id ?? null, db === undefined ? null : (satHere(db, [ann, ben])?.id ?? null)];
  };
  expect(await code(sit({ personId: 'p-ann' }, context))).toBe('ok');
  inCall = true;
  expect(await code(sit({ personId: 'p-ben' }, context))).toBe('seat-in-call');
  expect(await code(leave({}, context))).toBe('seat-in-call');
  expect(sitting()).toEqual(['p-ann', 'p-ann']);
  // Nobody has a secret of their own here: the one passphrase ends the lock, and whoever is on the line goes on.
  session.lock();
  expect(await code(unlock({ passphrase: 'not this one, surely' }, context))).toBe('vault-wrong-key');
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
  expect([session.phase(), ...sitting()]).toEqual(['open', 'p-ann', 'p-ann']);
  // A page that asks again for who sits there already changes nothing.
  expect(await code(sit({ personId: 'p-ann' }, context))).toBe('ok');
  inCall = false;
  expect(await code(sit({ personId: 'p-ben' }, context))).toBe('ok');
  expect(sitting()).toEqual(['p-ben', 'p-ben']);
  expect(await code(leave({}, context))).toBe('ok');
  expect(sitting()).toEqual([null, null]);
});
