// The lease on a real vault behind the real router: what can be read before it ends, after, and once the backend is back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { filled, nightOf } from '../messages/testing.ts';
import { leaseDesk } from './testing.ts';
import { readLease } from './store.ts';

let bench: Bench;
let page: TestPage;
let night: ReturnType<typeof nightOf>;
let desk: ReturnType<typeof leaseDesk>;
/** Own and urgent; own and not. */
let urgent: string;
let routine: string;

beforeAll(async () => {
  bench = await makeBench();
  page = bench.page();
  night = nightOf(bench, page);
  desk = leaseDesk(() => bench.vault);
  must(bench.vault.setEscrow(desk.org.recovery));
  desk.lease.room.opened?.(bench.vault);
  urgent = await night.taken();
  routine = await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
});
afterAll(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const look = (): void => void Object.assign(bench.guarded, desk.lease.room.standing?.() ?? {});

test('no contact, no lease; with one it is held until the policy’s minute', async () => {
  expect(desk.lease.state()).toMatchObject({ state: 'none' });
  await desk.contact();
  expect(desk.lease.state()).toEqual({
    needsSignIn: false,
    state: 'held',
    until: '2026-11-22T04:00:00.000Z',
    seenAt: '2026-11-22T03:00:00.000Z',
  });
  desk.pass(59);
  await desk.contact();
  desk.pass(59);
  expect(desk.lease.state()).toMatchObject({ state: 'held', until: '2026-11-22T04:59:00.000Z' });
});

test('a clock set back extends nothing, over a restart neither', () => {
  desk.pass({ wall: -50 * 60_000 });
  desk.restart();
  expect(desk.lease.state().state).toBe('ended');
  expect(desk.happened).toEqual(['gone', 'lease.end']);
  expect(readLease(bench.vault.core)?.endedAt).not.toBeNull();
  look();
  expect(bench.guarded.leaseEnded).toBe(true);
});

test('write-only: names are closed, own urgent messages are open, and what waits for patients is refused', async () => {
  expect(bench.vault.reader()).toBeNull();
  expect(bench.vault.patients).toBeNull();
  const rows = await night.list();
  expect(rows.find((r) => r.id === routine)).toMatchObject({ closedBody: true, patientName: '' });
  expect(rows.find((r) => r.id === urgent)).toMatchObject({ patientName: 'Zephyrine Quackenbush' });
  expect(await page.ask('messages.read', { id: routine })).toMatchObject({ code: 'lease-ended' });
  expect((await night.read(urgent)).message.fields.patientName).toBe('Zephyrine Quackenbush');
  expect(await page.ask('handover.open', {})).toMatchObject({ code: 'lease-ended' });
});

test('write-only: a message is taken, tried, and read until it is closed', async () => {
  const before = night.lanes().length;
  const { id, fields } = await night.opened();
  must(await page.ask('messages.keep', { id, fields: filled(fields) }));
  // As after a reload of the page.
  expect(
    must(await page.ask<{ fields: { callerName: string } }>('messages.draft', { id })).fields.callerName,
  ).toBe('Imogen Invented');
  must(await night.save(id, filled(fields)));
  await night.tried(id);
  expect((await night.read(id)).entries).toHaveLength(1);
  expect(night.lanes()).toHaveLength(before + 2);
  const outcome = {
    messageId: id,
    id: crypto.randomUUID(),
    what: 'advice-given',
    happenedAt: bench.now,
    text: 'to drink more',
    clinician: 'Dr. Invented',
  };
  must(await page.ask('dispatch.outcome', outcome));
  must(
    await page.ask('messages.close', {
      id: crypto.randomUUID(),
      messageId: id,
      disposition: 'handled',
      openReason: '',
    }),
  );
  desk.pass(1);
  expect(await page.ask('messages.read', { id })).toMatchObject({ code: 'lease-ended' });
  expect((await night.read(urgent)).message.id).toBe(urgent);
});

test('write-only stays write-only: by another opening with the right secret, whatever the clocks say', async () => {
  desk.pass({ wall: -600 * 60_000 });
  bench.vault.lock();
  must(await bench.vault.unlock({ passphrase: 'correct horse battery' }));
  desk.restart();
  expect(desk.lease.state().state).toBe('ended');
  expect(bench.vault.readable).toBe(false);
  expect((await night.read(urgent)).message.id).toBe(urgent);
});

test('a contact that gives no key back changes nothing; the next one does, and every message is read again', async () => {
  desk.happened.length = 0;
  desk.answers = false;
  await desk.contact();
  expect(desk.happened).toEqual(['lease.renew: offline']);
  expect(desk.lease.state().state).toBe('ended');
  // It is there, and wants to see who sits here: said to the page, and asked again as soon as somebody signed in.
  desk.answers = 'sign-in-needed';
  await desk.contact();
  expect(desk.lease.state()).toMatchObject({ state: 'ended', needsSignIn: true });
  desk.lease.room.seated?.(null);
  expect(desk.happened).toHaveLength(1);
  desk.answers = true;
  desk.lease.room.seated?.({ id: 'ann', name: 'Ann Invented', initials: 'AI', role: 'agent' });
  await new Promise((resolve) => void setImmediate(resolve));
  expect(desk.lease.state().needsSignIn).toBe(false);
  expect(desk.happened.slice(1)).toEqual(['lease.renew', 'back']);
  expect(desk.lease.state().state).toBe('held');
  look();
  expect(bench.vault.patients).not.toBeNull();
  expect(await night.list()).toHaveLength(3);
  expect((await night.list()).some((r) => r.closedBody)).toBe(false);
  expect((await night.read(routine)).message.id).toBe(routine);
});

test('what is half written when it ends is there, in the list and to go on with', async () => {
  bench.now = new Date(desk.clocks.wall).toISOString();
  const { id, fields } = await night.opened();
  const keep = async (callerName: string): Promise<unknown> =>
    must(await page.ask('messages.keep', { id, fields: { ...filled(fields), callerName } }));
  const read = async (): Promise<string> =>
    must(await page.ask<{ fields: { callerName: string } }>('messages.draft', { id })).fields.callerName;
  const shown = (): void => void (bench.now = new Date(desk.clocks.wall).toISOString());
  desk.pass(49);
  shown();
  await keep('Imo');
  desk.pass(1);
  shown();
  // With every pause of the typing it has another key under the same id.
  await keep('Imogen Inv');
  desk.pass(11);
  expect(desk.lease.state().state).toBe('ended');
  const listed = must(await page.ask<{ id: string }[]>('messages.drafts', {}));
  expect(listed.map((d) => d.id)).toContain(id);
  expect(await read()).toBe('Imogen Inv');
  await keep('Imogen, in words');
  expect(await read()).toBe('Imogen, in words');
  desk.minutes = 60;
  await desk.contact();
  expect(await read()).toBe('Imogen, in words');
});

test('the shorter counts: a handshake cannot lengthen what the policy signed, nor a policy what the backend says now', async () => {
  const until = async (signed: number | null, said: number | null): Promise<string | null> => {
    desk.signed = signed;
    desk.minutes = said;
    await desk.contact();
    const { until } = desk.lease.state();
    return until === null ? null : String((Date.parse(until) - desk.clocks.wall) / 60_000);
  };
  expect(await until(30, 480)).toBe('30');
  expect(await until(480, 45)).toBe('45');
  expect(await until(30, null)).toBe('30');
  expect(await until(null, 45)).toBe('45');
  expect(await until(null, null)).toBeNull();
});

test('a backend that knows no leases, or an organisation without one, ends none', async () => {
  desk.minutes = null;
  await desk.contact();
  desk.pass(6000);
  expect(desk.lease.state().state).toBe('none');
});
