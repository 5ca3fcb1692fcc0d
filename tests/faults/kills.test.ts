// The desk is killed while messages are being saved: whatever was said to be saved is there, once, in the vault and in
// PostgreSQL; what was typed is still a draft. Real processes, SIGKILL, a page that asks again with the same requestId.
import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeDraft } from '#tests/support/message.ts';
import type { Page } from '#tests/support/page.ts';
import { passphrase, sitDown, startRig, type Rig } from '#tests/support/rig.ts';
import { until } from '#tests/support/until.ts';

interface Status {
  backend: { state: string };
  sync: { waiting: number };
}
let rig: Rig;
let page: Page;
beforeAll(async () => {
  rig = await startRig({ demo: true });
  page = await rig.page();
  await page.attached();
  await sitDown(page, 'after-hours');
  // The lived-in day comes with messages of its own: from here on only ours are counted.
  await until('the day is filled and sent', 20_000, async () => (await rig.stored()).total >= 3);
});
afterAll(() => rig?.stop());

const status = (): Promise<Status> => page.get<Status>('status.read');
const listed = async (id: string): Promise<number> =>
  (await page.get<{ rows: { id: string }[] }>('messages.list', { accountId: 'harbor' })).rows.filter(
    (r) => r.id === id,
  ).length;
const back = async (): Promise<void> => {
  await page.attached();
  expect((await page.get<{ phase: string }>('session.state')).phase).toBe('open');
};

describe('a desk that is killed', () => {
  it('while it saves, ten times at random moments, keeps each message once', async () => {
    const before = await rig.stored();
    const ids: string[] = [];
    for (let n = 0; n < 10; n++) {
      await back();
      const id = randomUUID();
      ids.push(id);
      const fields = await takeDraft(page, id, `Said before kill ${n}.`);
      const requestId = randomUUID();
      const first = page.ask('messages.save', { id, fields }, { requestId });
      // From before the frame has arrived to after the reply has left: turns of this event loop, not a time.
      for (let turn = randomInt(60); turn > 0; turn--) await new Promise((resolve) => setImmediate(resolve));
      await rig.killDesk();
      const told = await first;
      await back();
      const again = await page.ask('messages.save', { id, fields }, { requestId });
      expect(again).toMatchObject({ ok: true, value: { id } });
      // Two answers to one request are one answer.
      if (told.ok) expect(again).toEqual(told);
      expect(await listed(id)).toBe(1);
    }
    await until(
      'all at the backend',
      20_000,
      async () => (await rig.stored()).total >= before.total + ids.length,
    );
    const stored = await rig.stored();
    expect(stored.total).toBe(before.total + ids.length);
    expect(stored.distinctIds).toBe(stored.total);
    expect(stored.quarantined).toBe(0);
    expect(
      (await page.get<{ rows: { id: string }[] }>('messages.list', { accountId: null })).rows.length,
    ).toBe(
      new Set(
        (await page.get<{ rows: { id: string }[] }>('messages.list', { accountId: null })).rows.map(
          (r) => r.id,
        ),
      ).size,
    );
  });

  it('right after it said "saved" has the message', async () => {
    await back();
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'I would like to move my appointment.');
    await page.get('messages.save', { id, fields }, { requestId: randomUUID() });
    await rig.killDesk();
    await back();
    expect(await page.get('messages.read', { id })).toMatchObject({
      message: { fields: { verbatim: 'I would like to move my appointment.' } },
    });
  });

  it('has the draft as it was kept last, and nobody has to open the vault again', async () => {
    await back();
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'Half a sentence, and then');
    await page.get('messages.keep', { id, fields });
    await rig.killDesk();
    await back();
    expect(await page.get('messages.draft', { id })).toMatchObject({
      fields: { verbatim: 'Half a sentence, and then' },
    });
    const drafts = await page.get<{ id: string }[]>('messages.drafts');
    expect(drafts.filter((d) => d.id === id)).toHaveLength(1);
  });

  it('while it was locked asks for the passphrase: the key went with the lock', async () => {
    await back();
    await page.get('session.lock', { why: 'key' });
    expect((await page.get<{ phase: string }>('session.state')).phase).toBe('locked');
    await rig.killDesk();
    await page.attached();
    expect(await page.get('session.state')).toMatchObject({ phase: 'closed', person: null });
    expect(await page.ask('messages.drafts')).toMatchObject({ ok: false, code: 'vault-closed' });
    await page.get('session.open', { passphrase });
    await sitDown(page, 'after-hours');
  });
});

describe('a page that is loaded anew', () => {
  it('between send and reply asks again on its new port and gets the first answer', async () => {
    await back();
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'Sent, then reloaded.');
    const requestId = randomUUID();
    const first = page.ask('messages.save', { id, fields }, { requestId });
    const epoch = page.epoch() ?? 0;
    await page.connect();
    expect((await first).ok).toBe(false);
    await back();
    expect(page.epoch()).toBeGreaterThan(epoch);
    const again = await page.get<{ seq: number }>('messages.save', { id, fields }, { requestId });
    expect(await page.get('messages.save', { id, fields }, { requestId })).toEqual(again);
    expect(await listed(id)).toBe(1);
  });

  it('cannot use another request’s id', async () => {
    await back();
    const requestId = randomUUID();
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'One id, two requests.');
    await page.get('messages.keep', { id, fields }, { requestId });
    expect(await page.ask('messages.save', { id, fields }, { requestId })).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
  });
});

describe('a backend that is killed', () => {
  it('is known, saves go on, and its return brings each message there once', async () => {
    await back();
    await until('online', 10_000, async () => (await status()).backend.state === 'online');
    // What an earlier test saved may still be on its way.
    await until('nothing waits', 15_000, async () => (await status()).sync.waiting === 0);
    const before = await rig.stored();
    await rig.backend(false);
    const tookMs = await until('offline', 10_000, async () => (await status()).backend.state === 'offline');
    console.log(`offline is known after ${tookMs.toFixed(0)} ms (of 3000)`);
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'Taken while nobody answered.');
    await page.get('messages.save', { id, fields }, { requestId: randomUUID() });
    expect((await status()).sync.waiting).toBeGreaterThanOrEqual(1);
    await rig.backend(true);
    await until('nothing waits', 15_000, async () => (await status()).sync.waiting === 0);
    const after = await rig.stored();
    expect(after.total).toBe(before.total + 1);
    expect(after.distinctIds).toBe(after.total);
    expect((await page.get<{ sync: string }>('messages.read', { id })).sync).toBe('synced');
  });

  it('together with the desk loses nothing', async () => {
    await back();
    await until('nothing waits before', 15_000, async () => (await status()).sync.waiting === 0);
    const before = await rig.stored();
    await rig.backend(false);
    const id = randomUUID();
    const fields = await takeDraft(page, id, 'Both went away.');
    await page.get('messages.save', { id, fields }, { requestId: randomUUID() });
    await rig.killDesk();
    await back();
    await rig.backend(true);
    await until('stored', 20_000, async () => (await rig.stored()).total > before.total);
    await until('nothing waits', 15_000, async () => (await status()).sync.waiting === 0);
    expect((await rig.stored()).total).toBe(before.total + 1);
  });
});
