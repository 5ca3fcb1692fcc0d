// No unaudited read (C6): each request of the hand-typed list, asked of a desk as composed, leaves its row, whatever it was
// answered; those that a desk by itself can answer are answered.
import { afterAll, beforeAll, expect, it } from 'vitest';
import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { verifyAudit } from '#desk/audit/verify.ts';
import { specOf } from '#shared/contract/index.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import type { Result } from '#shared/domain/result.ts';
import { filled } from '../support/message.ts';
import { fuzzDesk, openDesk, type FuzzDesk } from '../fuzz/desk.ts';
import { validOf } from '../fuzz/values.ts';
import { audited, withoutRow } from './reads.ts';

let desk: FuzzDesk;
const inputs: Record<string, unknown> = {};
const must = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
};
beforeAll(async () => {
  desk = await fuzzDesk(false);
  await openDesk(desk, false);
  must(await desk.ask('session.sit', { personId: 'p-supervisor' }));
  const id = uuidv7();
  const opening = { id, accountId: 'harbor', callId: null, otherPhoneWhy: 'cable cut' };
  const { fields } = must(await desk.ask<Draft>('messages.open', opening));
  const words = 'Needs a refill of the blue pills.';
  must(await desk.ask('messages.save', { id, fields: filled(fields, words), incomplete: true }));
  const draft = uuidv7();
  must(await desk.ask('messages.open', { ...opening, id: draft }));
  const call = must(await desk.ask<{ callId: string }>('demo.ring', { kind: 'random', seed: 1 }));
  must(await desk.ask('calls.answer', { callId: call.callId }));
  Object.assign(inputs, {
    'calls.read': { callId: call.callId },
    'messages.open': { ...opening, id: uuidv7() },
    'messages.draft': { id: draft },
    'messages.read': { id },
    'messages.revise': { id: uuidv7(), messageId: id },
    'messages.list': { accountId: null, filter: 'all' },
    'handover.batches': { forDate: null },
  });
});
afterAll(() => desk.end());

/** What a desk answers by itself, without a record and a backend. */
const answered = [
  'calls.read',
  'calls.log',
  'dispatch.list',
  'handover.open',
  'handover.batches',
  'messages.open',
  'messages.draft',
  'messages.drafts',
  'messages.list',
  'messages.read',
  'messages.revise',
  'outbox.queue',
  'work.list',
];
const rowsOf = (event: string): string[] =>
  desk
    .core()!
    .prepare<[string], string>('SELECT outcome FROM audit WHERE event = ? ORDER BY seq')
    .pluck()
    .all(event);

it.each(Object.entries(audited))('%s leaves "%s"', async (name, event) => {
  const spec = specOf(name);
  if (spec === null || spec.kind === 'topic') throw new Error(`no request ${name}`);
  expect(spec.audit).toBe(event);
  const pool = { uuids: [uuidv7()], words: ['harbor', 'p-supervisor'] };
  const made = fc.sample(validOf(spec.input, pool), { numRuns: 60, seed: 3 });
  const input = inputs[name] ?? made.find((value) => spec.input.safeParse(value).success);
  const before = rowsOf(event).length;
  const result = await desk.ask(name, input);
  const rows = rowsOf(event).slice(before);
  expect(rows.length, result.ok ? 'answered' : result.code).toBeGreaterThan(0);
  if (answered.includes(name)) expect(rows).toContain('ok');
});

it('those without a row are known by name, each with its reason', () => {
  for (const [name, why] of Object.entries(withoutRow)) {
    const spec = specOf(name);
    expect(spec !== null && spec.kind !== 'topic' && spec.audit === null, name).toBe(true);
    expect(why.length).toBeGreaterThan(10);
  }
});

it('and the chain is whole', () => {
  expect(verifyAudit(desk.core()!).firstBroken).toBeNull();
});
