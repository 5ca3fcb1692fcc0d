// Taking a message through the real router onto a real encrypted vault: saved once, complete or not at all, kept, listed,
// added to, and unreadable when locked. All people are made up.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { PageResult } from '#shared/contract/kinds.ts';
import type { DraftRow, MessageRow, MessageView } from '#shared/contract/messages.ts';
import type { Draft, DraftFields } from '#shared/domain/messages/message.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';

let bench: Bench;
let page: TestPage;
beforeEach(async () => {
  bench = await makeBench();
  page = bench.page();
});
afterEach(() => bench.end());

const words = 'The bill came twice. <b>No</b> "fuss", please. 0xDEAD ☎ 王小明';
const complete = (fields: DraftFields): DraftFields => ({
  ...fields,
  callerName: 'Imogen Invented',
  callerIs: 'self',
  callback: { number: '617 555 0164', extension: '', second: '', readBack: true },
  patientName: 'Zephyrine Quackenbush',
  patientBirthDate: '1955-02-03',
  reasonCode: 'billing',
  verbatim: words,
  urgency: 'non-clinical',
});
async function open(callId: string | null = null, id = uuidv7()): Promise<Draft> {
  return must(
    await page.ask<Draft>('messages.open', {
      id,
      accountId: 'harbor',
      callId,
      otherPhoneWhy: callId === null ? 'the softphone was down' : null,
    }),
  );
}
const save = (id: string, fields: DraftFields, requestId: string = crypto.randomUUID()) =>
  page.ask<{ id: string; savedAt: string; seq: number }>('messages.save', { id, fields }, { requestId });
async function taken(): Promise<string> {
  const { id, fields } = await open();
  must(await save(id, complete(fields)));
  return id;
}
const read = async (id: string): Promise<MessageView> =>
  must(await page.ask<MessageView>('messages.read', { id }));

test('a draft on a call knows the line, its greeting at that hour, and the number, which is not read back', async () => {
  const { fields } = await open(bench.call());
  expect(fields).toMatchObject({
    dnis: '+16175550120',
    // 22:00 on a Saturday in Boston
    greeting: 'Harbor Oncology after hours. I can reach the oncology clinician on call for you.',
    zone: 'America/New_York',
    origin: { kind: 'call' },
    callback: { number: '(617) 555-0142', readBack: false },
  });
  bench.now = '2026-11-23T15:00:00.000Z';
  expect((await open(bench.call())).fields.greeting).toBe(
    'Harbor Oncology, you have reached a person. How can I help?',
  );
});

test('a draft for a call that this desk never had, or an account that nobody knows, is refused and not written', async () => {
  const input = { id: uuidv7(), accountId: 'harbor', callId: crypto.randomUUID(), otherPhoneWhy: null };
  expect(await page.ask('messages.open', input)).toMatchObject({ ok: false, code: 'no-call' });
  expect(await page.ask('messages.open', { ...input, callId: null, accountId: 'nobody' })).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  expect(bench.count('drafts')).toBe(0);
});

test('what is saved is read back word for word, and the draft is gone', async () => {
  const { id, fields } = await open();
  const saved = must(await save(id, complete(fields)));
  const { message, addenda, sync, why } = await read(id);
  expect(message.fields).toEqual({ ...complete(fields), onCall: message.fields.onCall });
  // M17: who was on call is written down by the desk.
  expect(message.fields.onCall).toMatchObject({ role: 'primary', override: null });
  expect(message).toMatchObject({ id, savedAt: saved.savedAt, takenBy: { personId: 'p-agent' } });
  expect({ addenda, sync, why }).toEqual({ addenda: [], sync: 'waiting', why: null });
  expect(bench.count('drafts')).toBe(0);
  expect(await page.ask('messages.keep', { id, fields })).toMatchObject({ ok: false, code: 'immutable' });
  expect(
    await page.ask('messages.open', { id, accountId: 'harbor', callId: null, otherPhoneWhy: '' }),
  ).toMatchObject({
    ok: false,
    code: 'immutable',
  });
});

test('saved twice is saved once: with the same request and with the same id; other words are refused, never lost behind a "saved"', async () => {
  const { id, fields } = await open();
  const requestId = crypto.randomUUID();
  const first = must(await save(id, complete(fields), requestId));
  bench.now = '2026-11-22T03:05:00.000Z';
  expect(must(await save(id, complete(fields), requestId))).toEqual(first);
  expect(must(await save(id, complete(fields)))).toEqual(first);
  expect(await save(id, { ...complete(fields), verbatim: 'other words' })).toMatchObject({
    code: 'immutable',
  });
  expect(await save(id, { ...complete(fields), urgency: 'emergency' })).toMatchObject({ code: 'immutable' });
  // Ten minutes later the kept result is gone, and the message's own id still says it.
  bench.now = '2026-11-22T03:20:00.000Z';
  await taken();
  expect(must(await save(id, complete(fields), requestId))).toEqual(first);
  expect((await read(id)).message.fields.verbatim).toBe(words);
  expect(bench.count('messages')).toBe(2);
  expect(bench.count('outbox')).toBe(2);
  expect(bench.queued).toBe(2);
});

test('an incomplete message is refused with every problem named, and nothing of it is written', async () => {
  const { id, fields } = await open();
  const refused = await save(id, fields);
  expect(refused).toMatchObject({ ok: false, code: 'incomplete', retryable: false });
  if (!refused.ok)
    expect(refused.message.split(',')).toEqual([
      'caller-name',
      'caller-is',
      'callback-number',
      'patient-name',
      'patient-birth-date',
      'reason',
      'verbatim',
      'urgency',
      'told-call-by',
      'told-expect',
      'told-if-worse',
      'summary',
    ]);
  const wrong: [Partial<DraftFields>, string][] = [
    [
      { callback: { number: '617 555 0164', extension: '', second: '', readBack: false } },
      'callback-read-back',
    ],
    [{ callback: { number: '12', extension: '', second: '', readBack: true } }, 'callback-invalid'],
    [{ patientBirthDate: '2031-01-01' }, 'birth-date-future'],
    [
      { reasonCode: 'refill' },
      'urgency-too-low,refill-drug,refill-days-left,refill-pharmacy,told-call-by,told-expect,told-if-worse,summary',
    ],
    [{ reasonCode: 'nobody-lists-this' }, 'urgency-too-low,told-call-by,told-expect,told-if-worse,summary'],
    [{ origin: { kind: 'other-phone', why: ' ' } }, 'other-phone-why'],
    [{ callerName: '  ' }, 'caller-name'],
    [{ verbatim: '\n' }, 'verbatim'],
  ];
  for (const [change, problem] of wrong)
    expect(await save(id, { ...complete(fields), ...change })).toMatchObject({
      code: 'incomplete',
      message: problem,
    });
  expect(bench.count('messages') + bench.count('outbox')).toBe(0);
  expect(bench.count('drafts')).toBe(1);
  expect((await save(id, { ...complete(fields), callerName: '', callerRefusedName: true })).ok).toBe(true);
});

test('a draft is kept as it is typed, comes back exactly, and can be put aside and taken back', async () => {
  const { id, fields } = await open();
  const typed = { ...fields, callerName: 'Bo', verbatim: 'half a sen', patientBirthDateTyped: '3 feb 19' };
  bench.now = '2026-11-22T03:01:00.000Z';
  expect(must(await page.ask('messages.keep', { id, fields: typed }))).toEqual({ keptAt: bench.now });
  expect(must(await page.ask<Draft>('messages.draft', { id }))).toMatchObject({
    fields: typed,
    keptAt: bench.now,
  });
  must(await page.ask('messages.discard', { id, on: true }));
  const listed = async (): Promise<DraftRow[]> => must(await page.ask<DraftRow[]>('messages.drafts'));
  expect(await listed()).toMatchObject([
    {
      id,
      discardedAt: bench.now,
      callId: null,
      callerName: 'Bo',
      number: typed.callback.number,
      urgency: typed.urgency,
    },
  ]);
  must(await page.ask('messages.discard', { id, on: false }));
  expect(await listed()).toMatchObject([{ id, discardedAt: null }]);
  expect(must(await page.ask<Draft>('messages.draft', { id })).fields).toEqual(typed);
  expect((await listed())[0]?.practiceAsked).toBe(false);
  const unchosen = { ...typed, practice: '', origin: { kind: 'other-phone' as const, why: '' } };
  must(await page.ask('messages.keep', { id, fields: unchosen }));
  expect((await listed())[0]?.practiceAsked).toBe(true);
  must(await page.ask('messages.discard', { id, on: true }));
  bench.now = '2026-11-22T04:30:00.000Z';
  expect(await listed()).toEqual([]);
  for (const name of ['messages.keep', 'messages.discard', 'messages.draft'])
    expect(
      await page.ask(name, {
        id: uuidv7(),
        ...(name.endsWith('keep') ? { fields } : name.endsWith('discard') ? { on: true } : {}),
      }),
    ).toMatchObject({ ok: false, code: 'not-found' });
});

test('opened again with the same id, a draft is the one there was', async () => {
  const { id, fields } = await open();
  must(await page.ask('messages.keep', { id, fields: { ...fields, verbatim: 'kept' } }));
  expect((await open(null, id)).fields.verbatim).toBe('kept');
  expect(bench.count('drafts')).toBe(1);
});

test('addenda stand beside the message, once each, in order, and the message stays as taken', async () => {
  const id = await taken();
  const before = (await read(id)).message;
  const [first, second] = [uuidv7(), uuidv7()];
  const add = (which: string, text: string) =>
    page.ask<{ seq: number }>('messages.addendum', { id: which, messageId: id, text });
  const answered = must(await add(first, 'Nurse called back.'));
  bench.now = '2026-11-22T03:30:00.000Z';
  must(await add(second, 'She is better.'));
  expect(must(await add(first, 'other words'))).toEqual(answered);
  const view = await read(id);
  expect(view.message).toEqual(before);
  expect(view.addenda.map((a) => [a.addendum.id, a.addendum.text, a.addendum.author.name, a.sync])).toEqual([
    [first, 'Nurse called back.', 'Imogen Invented', 'waiting'],
    [second, 'She is better.', 'Imogen Invented', 'waiting'],
  ]);
  expect(bench.count('outbox')).toBe(3);
  expect(await page.ask('messages.addendum', { id: uuidv7(), messageId: uuidv7(), text: 'x' })).toMatchObject(
    {
      code: 'not-found',
    },
  );
  expect(() => bench.vault.core.prepare('UPDATE messages SET body_sealed = ?').run(Buffer.from('x'))).toThrow(
    'immutable',
  );
  expect(() => bench.vault.core.prepare('DELETE FROM addenda').run()).toThrow('immutable');
});

test('250 messages come in pages, each once, newest first; a broken cursor is no way in', async () => {
  const { fields } = await open();
  const ids: string[] = [];
  for (let i = 0; i < 250; i++) {
    // Several in one millisecond: the cursor must not lose what shares an instant.
    bench.now = new Date(Date.parse('2026-11-22T03:00:00.000Z') + Math.floor(i / 7)).toISOString();
    const id = uuidv7();
    ids.push(id);
    must(await save(id, complete(fields)));
  }
  const list = async (cursor: string | null, accountId: string | null = null) =>
    must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId }, { cursor }));
  const rows: MessageRow[] = [];
  let cursor: string | null = null;
  do {
    const { rows: more, next }: PageResult<MessageRow> = await list(cursor);
    expect(more.length).toBeLessThanOrEqual(200);
    rows.push(...more);
    cursor = next;
  } while (cursor !== null);
  expect(rows.map((r) => r.id).toSorted()).toEqual(ids.toSorted());
  const instants = await Promise.all(
    [rows[0], rows[249]].map(async (r) => (await read(r?.id ?? '')).message.savedAt),
  );
  expect(instants[0]).toBe(bench.now);
  expect(instants[1]).toBe('2026-11-22T03:00:00.000Z');
  expect((await list(null, 'riverside')).rows).toEqual([]);
  for (const broken of ["' OR 1=1 --", '', 'x', '9999 9999 9999'])
    expect(
      must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId: null }, { cursor: broken }))
        .rows.length,
    ).toBeLessThanOrEqual(200);
});

test('locked: nothing sealed is read, nothing is saved by a page, and both come back with the passphrase', async () => {
  const id = await taken();
  const draft = await open();
  bench.vault.lock();
  for (const [name, input] of [
    ['messages.read', { id }],
    ['messages.list', { accountId: null }],
    ['messages.drafts', {}],
    ['messages.draft', { id: draft.id }],
    ['messages.save', { id: draft.id, fields: complete(draft.fields) }],
    ['messages.addendum', { id: uuidv7(), messageId: id, text: 'x' }],
  ] as const)
    expect(await page.ask(name, input)).toMatchObject({ ok: false, code: 'locked' });
  const sealed = bench.vault.core
    .prepare<[], { body_sealed: Buffer }>('SELECT body_sealed FROM messages')
    .all();
  for (const { body_sealed } of sealed) expect(body_sealed.includes('Zephyrine')).toBe(false);
  expect((await bench.vault.unlock({ passphrase: 'correct horse battery' })).ok).toBe(true);
  expect((await read(id)).message.fields.verbatim).toBe(words);
});

test('ticks of the emergency card come onto the message by themselves, and raise its urgency for good', async () => {
  const callId = bench.call();
  const { id, fields } = await open(callId);
  const tick = (contextId: string, stepId: string, on = true) =>
    page.ask('emergency.tick', { contextId, stepId, on });
  must(await page.ask('emergency.open', { contextId: callId }));
  const ready: DraftFields = {
    ...complete(fields),
    locationNow: '',
    told: { callBy: '22:15', expect: true, ifWorse: true },
  };
  expect(await save(id, ready)).toMatchObject({ code: 'incomplete', message: 'location' });
  must(await tick(callId, 'dial'));
  bench.now = '2026-11-22T03:00:30.000Z';
  must(await tick(id, 'stay'));
  bench.now = '2026-11-22T03:01:00.000Z';
  must(await tick(callId, 'dial', false));
  expect(await save(id, ready)).toMatchObject({ code: 'incomplete', message: 'location' });
  must(await save(id, { ...ready, locationNow: 'At home' }));
  const { message } = await read(id);
  expect(message.fields.urgency).toBe('emergency');
  expect(message.fields.emergency).toEqual([
    { stepId: 'dial', on: true, at: '2026-11-22T03:00:00.000Z' },
    { stepId: 'stay', on: true, at: '2026-11-22T03:00:30.000Z' },
    { stepId: 'dial', on: false, at: '2026-11-22T03:01:00.000Z' },
  ]);
  expect(bench.vault.core.prepare('SELECT urgency, has_emergency FROM messages').get()).toEqual({
    urgency: 0,
    has_emergency: 1,
  });
  expect(bench.vault.core.prepare('SELECT urgency FROM outbox').pluck().get()).toBe(0);
});

test('what the backend set aside says why; what it has says since when', async () => {
  const [aside, there] = [await taken(), await taken()];
  const mark = bench.vault.core.prepare(
    'UPDATE outbox SET state = ?, why = ?, acked_at = ? WHERE item_id = ?',
  );
  mark.run('quarantined', 'schema', '2026-11-22T03:02:00.000Z', aside);
  mark.run('acked', null, '2026-11-22T03:02:00.000Z', there);
  expect(await read(aside)).toMatchObject({ sync: 'quarantined', why: 'schema' });
  expect(await read(there)).toMatchObject({
    sync: 'synced',
    why: null,
    syncedAt: '2026-11-22T03:02:00.000Z',
  });
  const { rows } = must(await page.ask<PageResult<MessageRow>>('messages.list', { accountId: null }));
  expect(rows.map((r) => r.sync).toSorted()).toEqual(['quarantined', 'synced']);
});

test('hostile fields are refused by name and reach no row', async () => {
  const { id, fields } = await open();
  const good = complete(fields);
  const hostile: [string, unknown][] = [
    ['fields.verbatim', { ...good, verbatim: 'a\0b' }],
    ['fields.verbatim', { ...good, verbatim: 'x'.repeat(6001) }],
    ['fields', { ...good, admin: true }],
    ['fields.urgency', { ...good, urgency: 'whenever' }],
    ['fields.patientBirthDate', { ...good, patientBirthDate: '2023-02-30' }],
    ['fields.emergency.0.at', { ...good, emergency: [{ stepId: 'dial', on: true, at: 'now' }] }],
    ['fields.receivedAt', { ...good, receivedAt: '2026-11-22' }],
    ['fields', null],
    ['fields', []],
  ];
  for (const [where, bad] of hostile) {
    const refused = await page.ask('messages.save', { id, fields: bad });
    expect(refused).toMatchObject({ ok: false, code: 'invalid-input' });
    if (!refused.ok) expect(refused.message).toContain(where);
  }
  expect(await page.ask('messages.save', { id: 'not-a-uuid', fields: good })).toMatchObject({
    code: 'invalid-input',
  });
  expect(await page.ask('messages.addendum', { id: uuidv7(), messageId: id, text: '' })).toMatchObject({
    code: 'invalid-input',
  });
  expect(bench.count('messages')).toBe(0);
  // An addendum that could never be read back is not written.
  const saved = await taken();
  expect(await page.ask('messages.addendum', { id: uuidv7(), messageId: saved, text: 'a\0b' })).toMatchObject(
    { code: 'invalid-input' },
  );
  expect((await read(saved)).addenda).toEqual([]);
});
