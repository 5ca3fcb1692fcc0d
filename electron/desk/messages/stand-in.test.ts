// A message that stands in, over the real log: what it may be joined with, and that a repeat is one.
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { intakeLines, nobodyYet } from '#shared/domain/finding/intake.ts';
import type { Draft, DraftFields } from '#shared/domain/messages/message.ts';
import { createIntake } from '../intake/room.ts';
import type { Handlers } from '../router/context.ts';
import { type Bench, makeBench, must, type TestPage } from '../router/testing.ts';
import { nightOf } from './testing.ts';

const ben = { ...nobodyYet, given: 'Ben', family: 'New', birthDate: '1990-01-01', language: 'Spanish' };
let bench: Bench;
let page: TestPage;
beforeEach(async () => {
  const found: { all?: Handlers } = {};
  bench = await makeBench((all) => void (found.all = all));
  const all = found.all as Handlers;
  const intake = createIntake({
    fhir: () => null,
    people: { remember: () => undefined, putAhead: () => undefined },
    messages: all.messages,
    isCall: () => false,
    clock: () => bench.now,
    zone: () => 'America/New_York',
  });
  Object.assign(all, { intake });
  page = bench.page();
});
afterEach(() => bench.end());

async function draft(change: Partial<DraftFields>): Promise<string> {
  const { id, fields } = await nightOf(bench, page).opened();
  must(await page.ask('messages.keep', { id, fields: { ...fields, ...change } }));
  return id;
}
const asMessage = (messageId: string, more = '') =>
  page.ask<{ savedAt: string; cut: boolean }>('intake.message', {
    contextId: uuidv7(),
    messageId,
    accountId: 'harbor',
    person: ben,
    lines: intakeLines(ben).map((l) => `${l.key}: ${l.value}${more}`),
    otherPhoneWhy: 'the softphone was down',
  });

it('a new patient is not written into the message of another one, which stays a draft as it was', async () => {
  const anton = {
    patientRef: 'pat-A',
    patientName: 'Anton Other',
    usualProvider: 'Dr. A',
    underlyingWhy: 'Anton: chest pressure',
  };
  const id = await draft(anton);
  expect(await asMessage(id)).toMatchObject({ ok: false, code: 'draft-other-person' });
  const again = must(
    await page.ask<Draft>('messages.open', {
      id,
      accountId: 'harbor',
      callId: null,
      otherPhoneWhy: 'the softphone was down',
    }),
  );
  expect(again.fields).toMatchObject(anton);
});

it('what the draft held of the same person stays; pressed again it is the same message', async () => {
  const id = await draft({ patientName: 'New, Ben', allergies: 'Latex', verbatim: 'I am new here.' });
  const first = must(await asMessage(id));
  expect(must(await asMessage(id))).toMatchObject({ savedAt: first.savedAt });
  const { fields } = (await nightOf(bench, page).read(id)).message;
  expect(fields).toMatchObject({
    patientRef: '',
    patientName: 'Ben New',
    patientBirthDate: '1990-01-01',
    allergies: 'Latex',
    verbatim: 'I am new here.',
  });
});

it('what had to be cut is the same message too when it is pressed again, and other words are not', async () => {
  const id = await draft({ underlyingWhy: 'Called twice.' });
  const long = 'x'.repeat(580);
  const first = must(await asMessage(id, long));
  expect(first.cut).toBe(true);
  expect(must(await asMessage(id, long))).toEqual(first);
  expect(await asMessage(id, 'y'.repeat(580))).toMatchObject({ ok: false, code: 'immutable' });
});
