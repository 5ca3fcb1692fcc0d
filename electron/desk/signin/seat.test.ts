// Who sits here and by what proof, over a real vault: what seats nobody, what a proof is good for, and when it ends.
import { beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '#shared/domain/access/policy.ts';
import type { Person } from '../router/context.ts';
import { keepPeople } from '../session/people.ts';
import { testSession } from '../session/testing.ts';
import { testPassphrase } from '../vault/testing.ts';
import { createSeat, type Seat } from './seat.ts';
import { ann, ben, annSecret, answerFor, code, context, seatBench, signIn } from './testing.ts';

const bench = seatBench();
const { core, handlers, sits, told } = bench;

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
    bench.steady = 5 * 60_000 - 1;
    expect(bench.seat.shown().proof?.stepUpUntil).toBe('2026-11-22T12:05:00.000Z');
    bench.steady++;
    expect(sits()).toEqual(['p-ann', 'secret', false]);
    expect(await code(bench.seat.stepUp(testPassphrase))).toBe('vault-wrong-key');
    expect(await code(bench.seat.stepUp(annSecret))).toBe('ok');
    expect(bench.seat.steppedUp()).toBe(true);
    bench.seat.locked();
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
    bench.session.lock();
    const both = await Promise.all([
      code(unlock({ passphrase: testPassphrase }, context)),
      code(unlock({ passphrase: 'no secret of hers', personId: 'p-ann' }, context)),
    ]);
    expect(both).toEqual(['ok', 'vault-wrong-key']);
    expect(sits()).toEqual([null, null, false]);
  });

  it('whose secret unlocks sits then; by the set-up passphrase nobody does', async () => {
    const { unlock } = handlers();
    bench.seat.came(answerFor(ann));
    bench.session.lock();
    expect(await code(unlock({ passphrase: annSecret, personId: 'p-ann' }, context))).toBe('ok');
    expect(sits()).toEqual(['p-ann', 'secret', true]);
    bench.session.lock();
    expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
    expect(sits()).toEqual([null, null, false]);
  });

  it('a sign-in seats whoever has a secret here; anybody else chooses one first', async () => {
    // A second factor that the provider only remembered is no fresh proof: the backend says what is.
    expect(bench.seat.came(answerFor(ann)).ok).toBe(true);
    expect(sits()).toEqual(['p-ann', 'oidc', false]);
    expect(bench.seat.came(answerFor(ann, { stepUpUntil: '2026-11-22T12:03:00.000Z' })).ok).toBe(true);
    expect(sits()).toEqual(['p-ann', 'oidc', true]);
    bench.steady = 3 * 60_000;
    expect(sits()).toEqual(['p-ann', 'oidc', false]);
    bench.steady = 0;
    expect(bench.seat.shown()).toMatchObject({
      needsSecret: false,
      lastSignIn: '2026-11-21T12:00:00.000Z',
      otherSession: { device: 'desk two' },
    });
    expect(await code(bench.seat.endOther())).toBe('ok');
    expect(bench.seat.shown().otherSession).toBeNull();
    expect(bench.seat.came(answerFor(ben, { stepUpUntil: '2026-11-22T12:05:00.000Z' })).ok).toBe(true);
    expect(sits()).toEqual([null, null, false]);
    expect(bench.seat.shown()).toMatchObject({ arrived: ben, needsSecret: true });
    bench.rules = { ...bench.rules, pinAllowed: false, keepSetupSlot: true };
    expect(await code(bench.seat.setSecret('493827', 'pin'))).toBe('pin-not-allowed');
    bench.rules = { ...bench.rules, keystoreRequired: true };
    expect(await code(bench.seat.setSecret('a boat in the harbour', 'passphrase'))).toBe(
      'keystore-unavailable',
    );
    bench.rules = { ...bench.rules, keystoreRequired: false };
    expect(await code(bench.seat.setSecret('short', 'passphrase'))).toBe('weak-passphrase');
    bench.steady = 4 * 60_000;
    expect(await code(bench.seat.setSecret(testPassphrase, 'passphrase'))).toBe('secret-set-up');
    expect(await code(bench.seat.setSecret('a boat in the harbour', 'passphrase'))).toBe('ok');
    // The secret renews nothing: five minutes from the sign-in, however long the choice took.
    expect(sits()).toEqual(['p-ben', 'oidc', true]);
    bench.steady = 5 * 60_000;
    expect(sits()).toEqual(['p-ben', 'oidc', false]);
    expect(await code(bench.seat.setSecret('a gull in the harbour', 'passphrase'))).toBe('sign-in-needed');
    const same = 'a boat in the harbour';
    expect(await code(bench.seat.setSecret(same, 'passphrase', same))).toBe('secret-same');
    expect(await code(bench.seat.setSecret('a gull in the harbour', 'passphrase', 'wrong'))).toBe(
      'vault-wrong-key',
    );
    const changed = bench.seat.setSecret('a gull in the harbour', 'passphrase', 'a boat in the harbour');
    expect(await code(changed)).toBe('ok');
    bench.session.vault()?.removeSlot('p-ben');
  });

  it('says when they sat here before, and how often somebody failed as them since', async () => {
    const { sit, leave } = handlers();
    const told = () => [bench.seat.shown().lastHere, bench.seat.shown().failedSince];
    const tile = () => bench.seat.shown().slots.find((slot) => slot.person?.id === 'p-ann')?.lastHere;
    const now = () => new Date(Date.parse('2026-11-22T12:00:00.000Z') + bench.steady).toISOString();
    expect(await code(sit({ personId: 'p-ann', secret: annSecret }, context))).toBe('ok');
    expect([bench.seat.shown().failedSince, tile()]).toEqual([0, now()]);
    await leave({}, context);
    expect(told()).toEqual([null, 0]);
    for (const secret of ['not this one', 'nor this one'])
      expect(await code(sit({ personId: 'p-ann', secret }, context))).toBe('vault-wrong-key');
    const before = now();
    bench.steady = 60_000;
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
    bench.seat.came(answerFor(ann, { failedSince: 3 }));
    expect(told()).toEqual([now(), 3]);
  });

  it('a role without calls waits for the end of the call; with them it counts at once', () => {
    bench.seat.came(answerFor(ann));
    told.length = 0;
    bench.inCall = true;
    const stands = () => [bench.session.person()?.role, bench.seat.shown().roleWaits, bench.seat.waits()];
    bench.seat.roleIs('nurse');
    expect(stands()).toEqual(['nurse', null, false]);
    for (const role of ['auditor', 'auditor', 'trainer'] as const) bench.seat.roleIs(role);
    expect(stands()).toEqual(['nurse', 'trainer', true]);
    // Taken back before the call ended.
    bench.seat.roleIs('nurse');
    expect(stands()).toEqual(['nurse', null, false]);
    bench.seat.roleIs('trainer');
    bench.inCall = false;
    bench.seat.settle();
    expect(stands()).toEqual(['trainer', null, false]);
    expect(told.join(' ')).toBe(
      'role:nurse role-waits:auditor role-waits:trainer role-waits:trainer role:trainer',
    );
  });

  it('nothing changes hands over a call', async () => {
    const { leave, unlock, sit } = handlers();
    bench.seat.came(answerFor(ann));
    bench.inCall = true;
    expect(bench.seat.came(answerFor(ben))).toMatchObject({ code: 'seat-in-call' });
    expect(await code(leave({}, context))).toBe('seat-in-call');
    expect(await code(sit({ personId: 'p-ben', secret: 'x' }, context))).toBe('seat-in-call');
    bench.session.lock();
    expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('seat-in-call');
    expect(await code(unlock({ passphrase: annSecret, personId: 'p-ann' }, context))).toBe('ok');
    expect(sits()[0]).toBe('p-ann');
    bench.seat.ended([{ person: 'p-ann', at: '2026-11-22T13:00:00.000Z' }]);
    expect(sits()[0]).toBe('p-ann');
    bench.inCall = false;
    // Ended at another desk before this session began: another one.
    bench.seat.ended([{ person: 'p-ann', at: '2026-11-22T11:00:00.000Z' }]);
    expect(sits()[0]).toBe('p-ann');
    bench.seat.ended([{ person: 'p-ann', at: '2026-11-22T13:00:00.000Z' }]);
    expect(sits()).toEqual([null, null, false]);
    // Why the seat is empty is said until somebody sits, and not to whoever leaves by themselves.
    expect(bench.seat.why()).toBe('session-ended');
    expect(await bench.seat.sitBySecret(ann, annSecret)).toMatchObject({ ok: true });
    expect(bench.seat.why()).toBeNull();
    bench.seat.getUp();
    expect(bench.seat.why()).toBeNull();
  });
});

describe('without one', () => {
  beforeEach(() => {
    bench.rules = { ...defaultPolicy, signIn: null };
  });
  it('a name is enough, proves nothing, and ends when a provider is named', async () => {
    const { sit } = handlers();
    expect(await code(sit({ personId: 'p-ben' }, context))).toBe('ok');
    expect(sits()).toEqual(['p-ben', 'names', false]);
    expect(await code(bench.seat.stepUp('not the passphrase'))).toBe('vault-wrong-key');
    expect(await code(bench.seat.stepUp(testPassphrase))).toBe('ok');
    expect(sits()).toEqual(['p-ben', 'names', true]);
    bench.rules = { ...bench.rules, signIn };
    bench.inCall = true;
    bench.seat.settle();
    expect(sits()[0]).toBe('p-ben');
    bench.inCall = false;
    bench.seat.settle();
    expect(sits()).toEqual([null, null, false]);
    expect(told).toEqual([]);
  });
});

describe('after a crash', () => {
  /** Another process of the desk: opened by what the parent kept, or by a secret. */
  async function next(how: 'kept' | 'secret', names = false): Promise<[Person | null, Seat]> {
    const kept = bench.session.kept();
    if (kept === null) throw new Error('the parent keeps nothing');
    const key = Buffer.from(kept);
    bench.session.close();
    bench.session = testSession(bench.profile, null);
    const made = createSeat({
      session: bench.session,
      core,
      now: () => '2026-11-22T13:00:00.000Z',
      monotonic: () => 0,
      rules: () => bench.rules,
      names: () => names,
      backend: bench.backend,
      inCall: () => false,
      changed: () => undefined,
      audit: () => undefined,
      setUpGone: () => undefined,
    });
    let back: Person | null = null;
    bench.session.onSeat.told = made.seated;
    // As compose.ts does it.
    bench.session.onOpened.told = (db) => {
      made.opened(db);
      if (bench.session.reopening()) bench.session.sit((back = made.satHere(null)));
    };
    if (how === 'kept') await bench.session.reopen(key);
    else await bench.session.open(testPassphrase);
    expect(bench.session.phase()).toBe('open');
    return [back, made];
  }
  const plant = (key: string, value: string): void =>
    void core()?.prepare('INSERT OR REPLACE INTO settings_core (key, value) VALUES (?, ?)').run(key, value);
  const lies = (key: string): string =>
    String(core()?.prepare('SELECT value FROM settings_core WHERE key = ?').pluck().get(key));

  it('the seat comes back with its proof as it was, and no fresh one', async () => {
    bench.seat.came(answerFor(ann, { stepUpUntil: '2026-11-22T12:05:00.000Z' }));
    expect(bench.seat.steppedUp()).toBe(true);
    const [back, made] = await next('kept');
    expect(back).toEqual(ann);
    expect(made.proof()).toMatchObject({ by: 'oidc', at: '2026-11-22T12:00:00.000Z', mfa: true });
    expect(made.steppedUp()).toBe(false);
    // Their role changed, and is what comes back the next time.
    made.roleIs('nurse');
    expect((await next('kept'))[0]).toEqual({ ...ann, role: 'nurse' });
  });

  it('what an earlier run left seats nobody, also when this run crashes', async () => {
    bench.seat.came(answerFor(ann));
    expect((await next('secret'))[0]).toBeNull();
    expect(bench.session.person()).toBeNull();
    expect((await next('kept'))[0]).toBeNull();
  });

  it('rows that were planted seat nobody, and nobody comes back who may not', async () => {
    bench.seat.came(answerFor(ann));
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
    bench.session.vault()?.removeSlot('p-ann');
    expect((await next('kept'))[0]).toBeNull();
    expect(await bench.session.setSecret(ann, annSecret, 'passphrase')).toMatchObject({ ok: true });
  });

  it('a name is what it was: seated again where names are enough, nobody where a provider was named since', async () => {
    bench.rules = { ...defaultPolicy, signIn: null };
    expect(await code(handlers().sit({ personId: 'p-ben' }, context))).toBe('ok');
    const [back, made] = await next('kept', true);
    expect([back, made.proof()?.by]).toEqual([ben, 'names']);
    expect((await next('kept', false))[0]).toBeNull();
  });
});
