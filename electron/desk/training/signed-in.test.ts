// Nothing of the trainer's room without a trainer, and a trainer only by the passphrase.
import { beforeEach, expect, it } from 'vitest';
import { training as contract } from '#shared/contract/training.ts';
import type { Result } from '#shared/domain/result.ts';
import { noTraining } from './none.ts';
import { lastsMs } from './signed-in.ts';
import {
  ask,
  bench,
  build,
  type Name,
  pass,
  passphrase,
  reset,
  setUp,
  theRoom,
  uuid,
  value,
} from './testing.ts';

beforeEach(reset);

it('answers nothing but who it knows, until a trainer is signed in; a live desk answers nothing at all', async () => {
  const names = Object.keys(contract).filter((n) => n !== 'changed') as Name[];
  const bare = names.filter((n) => !['state', 'setUp', 'signIn', 'signOut'].includes(n));
  expect(bare.length).toBeGreaterThan(30);
  const live = noTraining() as unknown as Record<string, () => Result<never>>;
  for (const name of bare) {
    const run = theRoom().handlers[name] as unknown as (a: object, c: object) => Promise<Result<never>>;
    expect(await run({}, {})).toMatchObject({ ok: false, code: 'training-signed-out' });
    expect(live[name]?.()).toMatchObject({ ok: false, code: 'practice-only' });
  }
  expect(live['setUp']?.()).toMatchObject({ code: 'practice-only' });
  expect(await ask('state')).toMatchObject({ ok: true, value: { trainers: [], signedIn: null } });
});

it('answers the trainer’s own window alone: the trainee’s page may ask who is signed in, and nothing else', () => {
  for (const [name, spec] of Object.entries(contract))
    expect([name, spec.surfaces]).toEqual([
      name,
      ['state', 'changed'].includes(name) ? ['main', 'trainer'] : ['trainer'],
    ]);
});

it('signs in by the passphrase alone, ends after half an hour, at a lock and with the desk', async () => {
  expect(await ask('setUp', { id: uuid(1), name: 'Priya', passphrase: 'too short' })).toMatchObject({
    code: 'weak-passphrase',
  });
  await setUp();
  expect(await ask('trainees')).toMatchObject({ ok: true });
  pass(lastsMs - 1000);
  // Looking on keeps nobody signed in; doing something does.
  expect(await ask('trainees')).toMatchObject({ ok: true });
  await value('traineeSave', { id: 'ann', name: 'Ann Agent' });
  pass(lastsMs - 1000);
  expect(await ask('trainees')).toMatchObject({ ok: true });
  pass(1001);
  expect(await ask('trainees')).toMatchObject({ code: 'training-signed-out' });
  // Somebody else can't set up a trainer of their own beside the one there is.
  const other = { id: uuid(2), name: 'Mallory', passphrase: 'another long passphrase' };
  expect(await ask('setUp', other)).toMatchObject({ code: 'training-trainer-first' });
  expect(await ask('signIn', { trainerId: uuid(1), passphrase })).toMatchObject({ ok: true });
  expect(await ask('setUp', other)).toMatchObject({ ok: true, value: { signedIn: { name: 'Mallory' } } });
  theRoom().locked();
  expect(await ask('trainees')).toMatchObject({ code: 'training-signed-out' });
  expect(await ask('signIn', { trainerId: uuid(1), passphrase })).toMatchObject({ ok: true });
  bench.room = build();
  expect(await ask('trainees')).toMatchObject({ code: 'training-signed-out' });
  const row = bench.db.prepare('SELECT * FROM training_trainers').get() as Record<string, string>;
  expect(JSON.stringify(row)).not.toContain(passphrase);
  expect(Object.keys(JSON.parse(row['sealed'] ?? '{}') as object)).toEqual([
    'kdf',
    'N',
    'r',
    'p',
    'salt',
    'wrapped',
  ]);
});

it('makes wrong passphrases wait longer and longer, also when the desk starts anew or its clock is set back', async () => {
  await setUp();
  await value('signOut');
  const wrong = () => ask('signIn', { trainerId: uuid(1), passphrase: 'not this passphrase' });
  // Two at once are one after another.
  expect((await Promise.all([wrong(), wrong()])).map((r) => (r.ok ? 'ok' : r.code))).toEqual([
    'training-wrong-passphrase',
    'training-wrong-passphrase',
  ]);
  expect(await wrong()).toMatchObject({ code: 'training-wrong-passphrase' });
  expect(await ask('signIn', { trainerId: uuid(1), passphrase })).toMatchObject({
    code: 'training-wait',
    retryable: true,
  });
  expect(await ask('state')).toMatchObject({ value: { waitSeconds: 5 } });
  bench.room = build();
  bench.nowMs -= 3_600_000;
  expect(await ask('signIn', { trainerId: uuid(1), passphrase })).toMatchObject({ code: 'training-wait' });
  bench.nowMs += 3_600_000;
  pass(5000);
  expect(await wrong()).toMatchObject({ code: 'training-wrong-passphrase' });
  expect(await ask('state')).toMatchObject({ value: { waitSeconds: 10 } });
  pass(10_000);
  expect(await ask('signIn', { trainerId: uuid(1), passphrase })).toMatchObject({ ok: true });
  expect(await ask('state')).toMatchObject({ value: { waitSeconds: 0 } });
});
