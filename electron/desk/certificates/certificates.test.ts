// A supervisor at the live desk: checked here before anything is sent, and what the backend refuses stays refused.
import Database from 'better-sqlite3';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, it } from 'vitest';
import { testTrainer } from '#tests/support/certificates.ts';
import { certificates as contract } from '#shared/contract/certificates.ts';
import type { CertificatesAnswer } from '#shared/protocol/certificates.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { ed25519, makeTrainerKey } from '../training/trainer-key.ts';
import { cheapScrypt } from '../vault/testing.ts';
import type { Context } from '../router/context.ts';
import { certificateHandlers } from './handlers.ts';

const now = '2026-11-23T10:00:00.000Z';
const trainer = testTrainer();
const sound = trainer.certificate(trainer.body('2026-11-22T10:00:00.000Z'));
let told: CertificatesAnswer;
let sent: { path: string; body: Record<string, unknown> }[];
let away: Result<never> | null;
let ahead: number | null;
let desk: ReturnType<typeof certificateHandlers>;
const context = {
  now,
  person: { id: 'sue', name: 'Sue', initials: 'S', role: 'supervisor' },
  changed: () => undefined,
  about: () => undefined,
} as unknown as Context;

beforeEach(() => {
  const db = new Database(':memory:');
  db.exec(`create table settings_core (key text primary key, value text not null);
    create table people (id text primary key, name text, initials text, role text);
    insert into people values ('sue', 'Sue Supervisor', 'SS', 'supervisor'), ('ann', 'Ann Agent', 'AA', 'agent');`);
  const { keyId, name, publicKey } = trainer.key;
  told = {
    v: 2,
    keys: [{ keyId, name, publicKey, trustedAt: now, trustedBy: 'sue', revokedAt: null, revokedBy: null }],
    certificates: [],
    serverTime: now,
  };
  sent = [];
  away = null;
  ahead = null;
  desk = certificateHandlers({
    openCore: () => db,
    backend: {
      clockOffset: () => ({ offsetMs: ahead }),
      client: {
        ask: async (_method: string, path: string, _schema: unknown, options?: { body?: unknown }) => {
          sent.push({ path, body: options?.body as Record<string, unknown> });
          return away ?? ok(told);
        },
      } as unknown as Parameters<typeof certificateHandlers>[0]['backend']['client'],
    },
    dataFolder: fileURLToPath(new URL('../../../data', import.meta.url)),
    files: {
      fileDialog: async () => fail('host-cannot', 'fileDialog'),
      redeemHandle: async () => fail('handle-spent'),
    },
  });
});

it('checks without a network by the keys that it knows, and says why not', async () => {
  const check = (text: string, personId: string | null = 'ann') => desk.check({ text, personId }, context);
  expect(check(sound)).toMatchObject({ code: 'certificate-unknown-key' });
  await desk.refresh({}, context);
  away = fail('offline');
  const found = await check(sound);
  expect(found).toMatchObject({ ok: true, value: { trainer: 'Priya Trainer', subject: { id: 'ann' } } });
  expect(contract.check.output.safeParse(found.ok ? found.value : null).success).toBe(true);
  expect(check(sound, 'ben')).toMatchObject({ code: 'certificate-other-person' });
  expect(check(sound.replace('"score":84', '"score":99'))).toMatchObject({ code: 'certificate-forged' });
  expect(sent).toHaveLength(1);
  // A clock that is known to be off is reckoned with; one that was set back with nobody to ask is not believed.
  const early = { ...context, now: '2026-11-20T10:00:00.000Z' };
  expect(desk.check({ text: sound, personId: 'ann' }, early)).toMatchObject({ code: 'certificate-clock' });
  ahead = -3 * 86_400_000;
  expect(desk.check({ text: sound, personId: 'ann' }, early)).toMatchObject({ ok: true });
  ahead = null;
  const state = await desk.state({}, context);
  expect(contract.state.output.parse(state.ok ? state.value : null)).toMatchObject({
    keys: [{ trustedBy: 'Sue Supervisor' }],
    asOf: now,
  });
});

it('sends nothing that it refuses itself, and passes on what the backend says', async () => {
  const add = (text: string) => desk.add({ text, personId: 'ann' }, context);
  // The key came meanwhile by another desk: it asks once.
  expect(await add(sound)).toMatchObject({ ok: true });
  expect(sent.map((s) => s.path)).toEqual(['/v2/certificates/list', '/v2/certificates/add']);
  expect(sent[1]?.body).toMatchObject({ v: 2, person: 'sue', personId: 'ann', text: sound });
  sent = [];
  expect(await add(sound.replace('"score":84', '"score":99'))).toMatchObject({ code: 'certificate-forged' });
  expect(await desk.trust({ text: '{}' }, context)).toMatchObject({ code: 'trainer-key-malformed' });
  expect(sent).toEqual([]);
  away = fail('certificate-ended');
  expect(await add(sound)).toMatchObject({ code: 'certificate-ended' });
  expect(await desk.open({}, context)).toMatchObject({ code: 'host-cannot' });
});

it('has nobody to ask without a backend, and takes the key that this program makes', async () => {
  const alone = certificateHandlers({
    openCore: () => new Database(':memory:'),
    backend: { client: null, clockOffset: () => ({ offsetMs: null }) },
    dataFolder: '',
    files: {} as never,
  });
  expect(await alone.refresh({}, context)).toMatchObject({ code: 'offline' });
  const made = await makeTrainerKey(
    { id: '00000000-0000-4000-8000-000000000001', name: 'Priya', passphrase: 'a lantern by the river' },
    (n) => Buffer.alloc(n, 3),
    cheapScrypt,
  );
  const text = JSON.stringify(made.ok ? made.value.key : null);
  expect(await desk.checkKey({ text }, context)).toMatchObject({ ok: true, value: { name: 'Priya' } });
  expect(ed25519.verify('AAAA', 'x', 'AAAA')).toBe(false);
});
