// Nothing but a person who was tried stops the alarm of an urgent message, lets it close or lets it rest (O2, M21, M22). All
// people are made up.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import { filled, nightOf } from '../messages/testing.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';

let bench: Bench;
let page: TestPage;
let night: ReturnType<typeof nightOf>;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
  night = nightOf(bench, page);
});
afterEach(() => {
  expect(bench.unexpected).toEqual([]);
  bench.end();
});
const later = (seconds: number): void =>
  void (bench.now = new Date(Date.parse(bench.now) + seconds * 1000).toISOString());
const rings = async () => must(await page.ask<{ open: number }>('dispatch.alarm')).open;
const came = (messageId: string, more: Record<string, unknown> = {}) =>
  page.ask('dispatch.outcome', {
    id: randomUUID(),
    messageId,
    what: 'called-patient',
    happenedAt: bench.now,
    text: 'Spoke with her.',
    clinician: 'Dr. Ada Invented',
    ...more,
  });
const close = (messageId: string, disposition = 'handled', openReason = '') =>
  page.ask('messages.close', { id: randomUUID(), messageId, disposition, openReason });
const attempt = (messageId: string, result: string, more: Record<string, unknown> = {}) =>
  page.ask('dispatch.attempt', {
    id: randomUUID(),
    attemptId: randomUUID(),
    messageId,
    stepId: null,
    contactId: 'patient',
    method: 'voice',
    to: '',
    result,
    note: '',
    ...more,
  });

test('an outcome that nobody was tried for is refused and the alarm goes on; so are empty words and another day', async () => {
  const id = await night.taken({ urgency: 'emergency' });
  later(120);
  expect(await came(id)).toMatchObject({ code: 'no-attempt' });
  must(await attempt(id, 'sent'));
  must(await attempt(id, 'dialling'));
  expect(await came(id)).toMatchObject({ code: 'no-attempt' });
  later(120);
  expect(await rings()).toBe(1);
  await night.tried(id);
  expect(await came(id, { what: 'other', text: '  ' })).toMatchObject({ code: 'outcome-words' });
  for (const happenedAt of ['1999-01-01T00:00:00.000Z', '2026-11-24T03:00:00.000Z'])
    expect(await came(id, { happenedAt })).toMatchObject({ code: 'outcome-time' });
  later(120);
  expect(await rings()).toBe(1);
  must(await came(id));
  expect(await rings()).toBe(0);
  must(await close(id));
  // What isn't urgent needs no call of its own.
  must(await came(await night.taken({ urgency: 'routine-clinical' })));
});

test('a ladder of which every step was skipped is not closed as ended until somebody was phoned', async () => {
  const id = await night.taken({ urgency: 'emergency' });
  const cards = async () => must(await page.ask<DispatchCard[]>('dispatch.list'));
  for (;;) {
    const row = (await cards())[0]?.ladder.find((r) => r.state === 'now' || r.state === 'waits');
    if (row === undefined) break;
    must(
      await page.ask('dispatch.skip', { id: randomUUID(), messageId: id, stepId: row.stepId, why: 'xxx' }),
    );
  }
  expect((await cards())[0]?.state).toBe('ended');
  expect(await close(id, 'ladder-ended', 'x')).toMatchObject({ code: 'no-attempt' });
  await night.tried(id);
  must(await close(id, 'ladder-ended', 'nobody answered'));
});

test('rows that reach nobody keep no alarm quiet: links to the patient, one call that is dialled for ever, skipping', async () => {
  const id = await night.taken({ urgency: 'emergency' });
  expect(await rings()).toBe(1);
  must(await attempt(id, 'sent'));
  expect(await rings()).toBe(1);
  const attemptId = randomUUID();
  must(await attempt(id, 'dialling', { attemptId }));
  // Somebody holds the telephone.
  expect(await rings()).toBe(0);
  later(58);
  must(await attempt(id, 'dialling', { attemptId }));
  later(2);
  expect(await rings()).toBe(1);
  must(await attempt(id, 'no-answer', { attemptId }));
  expect(await rings()).toBe(0);
  later(60);
  expect(await rings()).toBe(1);
});

test('a version stays with the account that the message was taken for', async () => {
  const id = await night.taken();
  const { fields } = (await night.read(id)).message;
  await expect(night.revise(id, { accountId: 'ivy-lane' })).rejects.toThrow('other-account');
  expect((await night.read(id)).current.fields.accountId).toBe(fields.accountId);
});

test('a repeat call names a message that is here, of this day and about this patient or number; else it says so', async () => {
  const first = await night.taken({ urgency: 'routine-clinical' });
  const repeat = async (more: Record<string, unknown> = {}) => {
    const { id, fields } = await night.opened();
    const sent = { ...filled(fields), urgency: 'routine-clinical' as const, repeats: first, ...more };
    return { id, refused: await night.save(id, sent), again: () => night.save(id, sent, true) };
  };
  const elsewhere = {
    patientName: 'Somebody Else',
    callback: { ...filled((await night.opened()).fields).callback, number: '617 555 0199' },
  };
  for (const more of [{ repeats: randomUUID() }, { ...elsewhere, patientBirthDate: '1980-01-01' }]) {
    const { id, refused, again } = await repeat(more);
    expect(refused).toMatchObject({ code: 'incomplete', message: 'repeats-unknown' });
    must(await again());
    expect((await night.read(id)).current.incomplete).toEqual(['repeats-unknown']);
  }
  expect((await night.read(first)).urgency).toBe('routine-clinical');
  // Ten days later it is another matter; a day and a draft opened in it is not.
  later(23 * 3600);
  const open = await night.opened();
  later(2 * 3600);
  must(await night.save(open.id, { ...filled(open.fields), repeats: first }));
  expect((await night.read(first)).urgency).toBe('urgent-clinical');
  later(10 * 86_400);
  expect((await repeat()).refused).toMatchObject({ message: 'repeats-unknown' });
});
