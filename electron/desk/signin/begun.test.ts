// What a secret does that was begun before a lock or before somebody else sat down, one that opened nothing, and the set-up slot.
import { expect, it } from 'vitest';
import { fail } from '#shared/domain/result.ts';
import { testPassphrase } from '../vault/testing.ts';
import { ann, ben, annSecret, answerFor, code, context, seatBench, signIn } from './testing.ts';

const bench = seatBench();
const { handlers, sits, told } = bench;

it('a wrong set-up passphrase at an open desk is told, and counted', async () => {
  const { open, unlock } = handlers();
  const left = () => bench.session.slots().find((slot) => slot.person === null)?.triesLeft;
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
  bench.session.lock();
  expect([await begun, ...sits()]).toEqual(['locked', null, null, false]);
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('ok');
  const late = code(sit({ personId: 'p-ann', secret: annSecret }, context));
  bench.session.sit(ben);
  expect([await late, sits()[0]]).toEqual(['interrupted', 'p-ben']);
  bench.seat.getUp();
  bench.seat.came(answerFor(ann));
  const proof = code(bench.seat.stepUp(annSecret));
  bench.session.lock();
  expect([await proof, bench.seat.steppedUp()]).toEqual(['locked', false]);
});

it('a secret that a lock overtook seats nobody, and opens from then on', async () => {
  bench.seat.came(answerFor(ben));
  const gate = Promise.withResolvers<void>();
  const isSet = Promise.withResolvers<void>();
  const set = bench.session.setSecret;
  // As a slow computer: the lock comes between the slot and the bench.seat.
  bench.session.setSecret = async (...of) => {
    const done = await set(...of);
    isSet.resolve();
    await gate.promise;
    return done;
  };
  const chosen = code(bench.seat.setSecret('a boat in the harbour', 'passphrase'));
  await isSet.promise;
  bench.session.lock();
  bench.seat.locked();
  gate.resolve();
  expect([await chosen, ...sits()]).toEqual(['locked', null, null, false]);
  bench.session.setSecret = set;
  const { unlock } = handlers();
  expect(await code(unlock({ passphrase: 'a boat in the harbour', personId: 'p-ben' }, context))).toBe('ok');
  bench.session.vault()?.removeSlot('p-ben');
  // It took the set-up slot with it, which the others here open by.
  expect(
    await code(
      bench.session.vault()!.setSlot(null, { secret: testPassphrase, kind: 'passphrase', device: null }),
    ),
  ).toBe('ok');
});

it('a set-up slot that would not go is told, and goes at the next look; kept where the policy keeps it', async () => {
  const vault = bench.session.vault();
  if (vault === null) throw new Error('closed');
  const hasSetUp = () => vault.slots().some((slot) => slot.person === null);
  bench.rules = { ...bench.rules, keepSetupSlot: true };
  bench.seat.endSetUp();
  bench.rules = { ...bench.rules, signIn: null, keepSetupSlot: false };
  bench.seat.endSetUp();
  bench.rules = { ...bench.rules, signIn };
  const remove = vault.removeSlot;
  vault.removeSlot = () => fail('disk-full');
  bench.seat.endSetUp();
  vault.removeSlot = remove;
  expect([hasSetUp(), told]).toEqual([true, ['set-up disk-full']]);
  bench.seat.endSetUp();
  bench.seat.endSetUp();
  expect([hasSetUp(), told]).toEqual([false, ['set-up disk-full', 'set-up ok']]);
  const back = vault.setSlot(null, { secret: testPassphrase, kind: 'passphrase', device: null });
  expect(await code(back)).toBe('ok');
});

it('whoever may sit here no longer is gone at once, and the seat says why until somebody sits', async () => {
  bench.seat.came(answerFor(ann));
  expect(bench.seat.revoked('p-ben')).toBe(false);
  expect(bench.seat.revoked('p-ann')).toBe(true);
  expect(sits()).toEqual([null, null, false]);
  expect(bench.seat.why()).toBe('person-revoked');
  bench.seat.came(answerFor(ann));
  expect(bench.seat.why()).toBeNull();
  // In a call they keep it until its end, told once, and behind the lock.
  const { unlock } = handlers();
  bench.inCall = true;
  expect(bench.seat.revoked('p-ann')).toBe(true);
  bench.session.lock();
  expect(bench.seat.revoked('p-ann')).toBe(false);
  expect([sits()[0], bench.seat.waits(), bench.seat.why()]).toEqual(['p-ann', true, 'person-revoked']);
  bench.seat.roleIs('nurse');
  expect(await code(unlock({ passphrase: testPassphrase }, context))).toBe('seat-in-call');
  bench.seat.settle();
  expect(sits()[0]).toBe('p-ann');
  bench.inCall = false;
  bench.seat.settle();
  expect([sits()[0], bench.seat.waits(), bench.seat.why()]).toEqual([null, false, 'person-revoked']);
});
