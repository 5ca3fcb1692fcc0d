// Webhooks over real HTTP: signed as Twilio's own library verifies, in order, and spoiled as the control API says.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { carrierIds, startHooks, type HookServer } from '#tests/support/carrier.ts';
import { until } from '#tests/support/until.ts';
import { makeWire, type Wire } from '../wire.ts';
import { makeHooks, type HookFault, type Hooks } from './sender.ts';

let there: HookServer;
let wire: Wire;
let hooks: Hooks;
beforeEach(async () => {
  there = await startHooks();
  wire = makeWire(() => new Date('2026-11-22T03:00:00.000Z'));
  hooks = makeHooks({ authToken: carrierIds.authToken, wire, fetch, timeoutMs: 500 });
});
afterEach(async () => {
  hooks.close();
  await there.close();
});
const spoil = (does: HookFault['does'], times = 1, delayMs = 120): void =>
  hooks.spoil({ kind: 'webhooks', does, path: '/status', times, delayMs });
const tell = (n: number): void =>
  hooks.tell('CA1', `${there.url}/status?org=a`, 'POST', { SequenceNumber: String(n), Körper: 'ä +&' });
const numbers = (): string[] => there.came.map((c) => c.fields['SequenceNumber'] ?? '');

test('a callback and a question are signed over the whole address and every field', async () => {
  there.on('/ask', '<Response><Say>hi</Say></Response>');
  tell(1);
  const answer = await hooks.ask(`${there.url}/ask?x=1`, 'POST', { CallSid: 'CA1', Digits: '' });
  expect(answer?.body).toContain('hi');
  await hooks.idle();
  expect(there.came).toHaveLength(2);
  expect(there.came.every((c) => c.signed)).toBe(true);
});

test('callbacks of one call arrive in their order, however slow the first', async () => {
  spoil('delay');
  for (const n of [1, 2, 3]) tell(n);
  await hooks.idle();
  expect(numbers()).toEqual(['1', '2', '3']);
});

test('doubled, dropped, unsigned and reordered, each as often as asked', async () => {
  spoil('double');
  tell(1);
  await hooks.idle();
  expect(numbers()).toEqual(['1', '1']);
  spoil('drop');
  tell(2);
  await hooks.idle();
  expect(numbers()).toEqual(['1', '1']);
  spoil('unsigned');
  tell(3);
  await hooks.idle();
  expect(there.came.at(-1)).toMatchObject({ signed: false });
  spoil('reorder');
  tell(4);
  tell(5);
  await hooks.idle();
  expect(numbers()).toEqual(['1', '1', '3', '5', '4']);
  tell(6);
  await hooks.idle();
  expect(there.came.at(-1)).toMatchObject({ signed: true, fields: { SequenceNumber: '6' } });
});

test('what fails, is too slow or too large, or lies outside this computer is no answer', async () => {
  there.on('/failed', 500);
  there.on('/large', '<Response>' + ' '.repeat(70_000) + '</Response>');
  const ask = (url: string): Promise<unknown> => hooks.ask(url, 'POST', {});
  expect(await ask(`${there.url}/failed`)).toBeNull();
  expect(await ask(`${there.url}/large`)).toBeNull();
  expect(await ask('http://127.0.0.1:1/none')).toBeNull();
  expect(await ask('https://example.com/hook')).toBeNull();
  expect(await ask('http://127.0.0.1.example.com:80/hook')).toBeNull();
  expect(await ask('file:///etc/passwd')).toBeNull();
  expect(there.came).toHaveLength(2);
  expect(wire.after(0).map((e) => e.status)).toEqual([500, 200, 0]);
});

test('a close gives up what waits', async () => {
  spoil('delay', 1, 60_000);
  tell(1);
  hooks.close();
  await hooks.idle();
  expect(there.came).toEqual([]);
  tell(2);
  await until('nothing is on its way', 1_000, () => wire.after(0).every((e) => e.status !== null));
  expect(there.came).toEqual([]);
});
