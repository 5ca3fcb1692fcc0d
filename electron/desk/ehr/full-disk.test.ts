// The disk takes nothing any more while somebody is signed in, or just was: the desk goes on with what it has, tells it, and
// writes it down when there is room. And what is still under way for an earlier sign-in changes nothing of the new one.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { startEhr, type Ehr } from '#demo/ehr/server.ts';
import { follow, openTestDesk, press, type TestDesk, type TestSetup } from './testing.ts';

let ehr: Ehr;
let desk: TestDesk;
/** Any of these ends the desk's process (desk.ts). */
const unhandled: unknown[] = [];
const caught = (error: unknown): void => void unhandled.push(error);
beforeAll(async () => {
  process.on('unhandledRejection', caught);
  ehr = await startEhr({ port: 0, now: '2026-11-22T03:00:00.000Z', admin: true, records: [], noSlots: true });
});
afterAll(async () => {
  process.off('unhandledRejection', caught);
  await ehr.close();
});
beforeEach(() => (unhandled.length = 0));
afterEach(async () => {
  await new Promise((turn) => setImmediate(turn));
  expect(unhandled).toEqual([]);
  desk.close();
});
const open = async (more: Partial<TestSetup> = {}): Promise<TestDesk> =>
  (desk = await openTestDesk({ url: ehr.url, ...more }));
async function enter(): Promise<void> {
  const since = desk.state().since;
  const begun = await desk.signIn();
  await follow(await press(begun.ok ? begun.value.address : null));
  await vi.waitFor(() => {
    expect(desk.state().phase).toBe('signed-in');
    expect(desk.state().since).not.toBe(since);
  });
}
const full = (table: string): unknown =>
  desk.vault.core.exec(
    ['insert', 'delete']
      .map(
        (what) => `create trigger full_${table}_${what} before ${what} on ${table}
         begin select raise(abort, 'database or disk is full'); end;`,
      )
      .join('\n'),
  );
const room = (table: string): unknown =>
  desk.vault.core.exec(`drop trigger full_${table}_insert; drop trigger full_${table}_delete;`);
const hour = 3_600_000;

it('at the end of a sign-in: signed in from memory, told, and stored once there is room', async () => {
  await open();
  full('ehr_secrets');
  await enter();
  expect(desk.state()).toMatchObject({ phase: 'signed-in', stored: false, why: null });
  expect(desk.broke).toHaveLength(1);
  expect(await desk.find()).toMatchObject({ ok: true });
  // Sealed in memory, so a lock takes nothing of it.
  desk.lock();
  await desk.unlock();
  expect(await desk.find()).toMatchObject({ ok: true });
  room('ehr_secrets');
  expect(await desk.find()).toMatchObject({ ok: true });
  expect(desk.state().stored).toBe(true);
  expect(desk.vault.core.prepare('SELECT count(*) FROM ehr_secrets').pluck().get()).toBe(1);
});

it('at a renewal: the new token is used though the old refresh token is spent', async () => {
  await open();
  await enter();
  full('ehr_secrets');
  desk.later(20 * hour);
  expect(await desk.find()).toMatchObject({ ok: true });
  expect(desk.state()).toMatchObject({ phase: 'signed-in', stored: false });
  room('ehr_secrets');
  desk.later(20 * hour);
  expect(await desk.find()).toMatchObject({ ok: true });
  expect(desk.state()).toMatchObject({ phase: 'signed-in', stored: true });
});

it('at signing out: nobody is signed in, and it leaves the vault when there is room', async () => {
  await open();
  await enter();
  full('ehr_secrets');
  desk.record.handlers.signOut({}, { person: { id: 'p-ana' } } as never);
  desk.lock();
  await desk.unlock();
  expect(desk.state().phase).toBe('signed-out');
  room('ehr_secrets');
  await desk.find();
  expect(desk.vault.core.prepare('SELECT count(*) FROM ehr_secrets').pluck().get()).toBe(0);
});

it('when the audit takes nothing, a sign-in ends all the same, and the next one can begin', async () => {
  await open();
  full('audit');
  await enter();
  expect(desk.broke).toHaveLength(1);
  expect(desk.signedIn()).toBe(1);
});

it.each([
  ['refused', (): Response => Response.json({ error: 'invalid_grant' }, { status: 400 })],
  ['granted', (): Response => Response.json({ access_token: 'old', token_type: 'bearer', expires_in: 60 })],
])('an old refresh token that is %s late changes nothing of the sign-in since', async (_name, answer) => {
  const { promise: asked, resolve: reached } = Promise.withResolvers<void>();
  const { promise: late, resolve: give } = Promise.withResolvers<Response>();
  await open({
    answer(_url, init) {
      if (!(init?.body instanceof URLSearchParams) || init.body.get('grant_type') !== 'refresh_token')
        return undefined;
      reached();
      return late;
    },
  });
  await enter();
  desk.later(20 * hour);
  const found = desk.find();
  await asked;
  await enter();
  const { since } = desk.state();
  give(answer());
  // Who waited for the old one goes on with the new one.
  expect(await found).toMatchObject({ ok: true });
  expect(desk.state()).toMatchObject({ phase: 'signed-in', why: null, since });
  expect(desk.sent.every(({ token }) => token !== 'Bearer old')).toBe(true);
});
