// What comes after a message was saved, through the real router onto a real vault: versions, conflicts, raises, repeat
// calls, closing, words as they were typed. All people are made up.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import type { PageResult } from '#shared/contract/kinds.ts';
import type { MessageRow } from '#shared/contract/messages.ts';
import type { Draft, DraftFields } from '#shared/domain/messages/message.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { filled, nightOf } from './testing.ts';

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

test('each lane counts by itself, without gaps, and a refused save takes no number', async () => {
  await night.taken();
  await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  const { id, fields } = await night.opened();
  expect(await night.save(id, { ...filled(fields), callerName: '' })).toMatchObject({ code: 'incomplete' });
  await night.taken();
  await night.taken({ reasonCode: 'billing', urgency: 'non-clinical' });
  expect(night.lanes()).toEqual([
    ['normal', 1, 'message', '', 3],
    ['normal', 2, 'message', '', 3],
    ['urgent', 1, 'message', '', 1],
    ['urgent', 2, 'message', '', 1],
  ]);
});

test('what waits comes in pages out of both lanes, each once, newest first', async () => {
  const ids: string[] = [];
  const { fields } = await night.opened();
  for (let n = 0; n < 130; n++) {
    bench.now = new Date(Date.parse('2026-11-22T03:00:00.000Z') + n * 1000).toISOString();
    const id = uuidv7();
    const urgent = n % 5 === 0;
    must(
      await night.save(id, {
        ...filled(fields),
        reasonCode: 'billing',
        urgency: urgent ? 'urgent-clinical' : 'non-clinical',
      }),
    );
    ids.unshift(id);
  }
  bench.vault.core.prepare("UPDATE outbox SET state = 'acked' WHERE item_id = ?").run(ids[0]);
  for (const accountId of [null, 'harbor']) {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const { rows, next }: PageResult<MessageRow> = await night.page('waiting', accountId, cursor);
      seen.push(...rows.map((r) => r.id));
      cursor = next;
    } while (cursor !== null);
    expect(seen).toEqual(ids.slice(1));
  }
  const none = await page.ask<PageResult<MessageRow>>('messages.list', {
    accountId: 'riverside',
    filter: 'waiting',
  });
  expect(must(none)).toEqual({ rows: [], next: null });
});

test('what breaks rules is saved as incomplete when asked, says so, and a version mends it', async () => {
  const { id, fields } = await night.opened();
  must(await night.save(id, { ...fields, verbatim: 'x' }, true));
  const view = await night.read(id);
  expect(view.message.incomplete).toContain('callback-number');
  expect(view.current.incomplete).toEqual(view.message.incomplete);
  expect((await night.list('attention')).map((r) => [r.id, r.incomplete])).toEqual([[id, true]]);
  // Nobody chose a class: it is treated as urgent, not as something that waits.
  expect((await night.list())[0]).toMatchObject({ urgency: 'urgent-clinical', dispatch: 'manual' });
  await night.revise(id, { ...filled(fields), verbatim: 'x' });
  const mended = await night.read(id);
  expect(mended.current).toMatchObject({ version: 2, incomplete: [] });
  expect(mended.message).toEqual(view.message);
  expect(await night.list('attention')).toEqual([]);
  expect((await night.list())[0]).toMatchObject({ patientName: 'Zephyrine Quackenbush', incomplete: false });
});

test('a version keeps the caller’s words, is saved once, and can raise the urgency but not lower it', async () => {
  const id = await night.taken({ urgency: 'routine-clinical' });
  const draft = must(await page.ask<Draft>('messages.revise', { id: uuidv7(), messageId: id }));
  expect(draft.revises).toEqual({ messageId: id, base: 1 });
  expect(await night.save(draft.id, { ...draft.fields, verbatim: 'other words' })).toMatchObject({
    code: 'immutable',
  });
  const changed: DraftFields = { ...draft.fields, urgency: 'urgent-clinical', medicines: 'as stated' };
  const first = must(await night.save(draft.id, changed));
  expect(must(await night.save(draft.id, changed))).toEqual(first);
  expect(await night.save(draft.id, { ...changed, medicines: 'others' })).toMatchObject({
    code: 'immutable',
  });
  await night.revise(id, { urgency: 'routine-clinical' });
  const view = await night.read(id);
  expect(view.urgency).toBe('urgent-clinical');
  expect(view.current).toMatchObject({
    version: 3,
    fields: { urgency: 'urgent-clinical', medicines: 'as stated' },
  });
  expect(view.entries.map((e) => e.entry.body.kind)).toEqual(['version', 'raise', 'version']);
  // The message stays in the lane that it was saved in; that it became urgent goes ahead.
  expect(night.lanes()).toEqual([
    ['normal', 1, 'message', '', 2],
    ['normal', 2, 'entry', 'version', 2],
    ['normal', 3, 'entry', 'version', 1],
    ['urgent', 1, 'entry', 'raise', 1],
  ]);
  expect(bench.count('drafts')).toBe(0);
});

test('two versions of one base are both kept and shown until a person chooses', async () => {
  const id = await night.taken();
  const mine = await night.revise(id, { medicines: 'mine' });
  const { fields } = (await night.read(id)).message;
  bench.now = '2026-11-22T03:10:00.000Z';
  const theirs = night.foreign(id, {
    kind: 'version',
    base: 1,
    fields: { ...fields, medicines: 'theirs', verbatim: 'changed words' },
    incomplete: [],
    why: '',
  });
  expect(night.apply(night.change(1, theirs))).toEqual({ result: 'applied', messageId: id });
  const view = await night.read(id);
  expect(view.conflicts).toEqual([mine, theirs.id]);
  expect(view.current.fields.medicines).toBe('mine');
  expect((await night.list('attention'))[0]).toMatchObject({ id, conflict: true });
  expect(
    await page.ask('messages.settle', {
      id: randomUUID(),
      messageId: id,
      entryId: randomUUID(),
      why: 'no such',
    }),
  ).toMatchObject({ code: 'not-found' });
  must(
    await page.ask('messages.settle', {
      id: randomUUID(),
      messageId: id,
      entryId: theirs.id,
      why: 'heard it',
    }),
  );
  const settled = await night.read(id);
  expect(settled.conflicts).toEqual([]);
  expect(settled.current.fields).toMatchObject({ medicines: 'theirs', verbatim: filled(fields).verbatim });
  expect(settled.entries).toHaveLength(3);
  expect(await night.list('attention')).toEqual([]);
});

test('a repeat call links both, and each becomes one step more urgent than the earlier one was', async () => {
  const first = await night.taken({ urgency: 'routine-clinical' });
  bench.now = '2026-11-22T05:00:00.000Z';
  const ask = {
    id: uuidv7(),
    patientName: 'quackenbush, ZEPHYRINE',
    patientBirthDate: '1955-02-03',
    number: '',
  };
  const found = must(await page.ask<MessageRow[]>('messages.earlier', ask));
  expect(found.map((r) => r.id)).toEqual([first]);
  const byNumber = { ...ask, patientName: '', patientBirthDate: '', number: '+1 (617) 555-0164' };
  expect(must(await page.ask<MessageRow[]>('messages.earlier', byNumber))).toHaveLength(1);
  expect(must(await page.ask('messages.earlier', { ...ask, patientBirthDate: '' }))).toEqual([]);
  const second = await night.taken({ urgency: 'routine-clinical', repeats: first });
  expect((await night.read(second)).urgency).toBe('urgent-clinical');
  const earlier = await night.read(first);
  expect(earlier.urgency).toBe('urgent-clinical');
  expect(earlier.entries.map((e) => e.entry.body)).toEqual([
    { kind: 'repeat', repeatId: second },
    { kind: 'raise', to: 'urgent-clinical', why: 'repeat-call', note: '' },
  ]);
  expect((await night.list()).find((r) => r.id === second)?.repeats).toBe(first);
  // A day later it is another matter.
  bench.now = '2026-11-23T05:00:00.001Z';
  expect(must(await page.ask('messages.earlier', ask))).toEqual([]);
});

test('urgency is raised, never lowered, and a repeated request is one row', async () => {
  const id = await night.taken({ urgency: 'routine-clinical' });
  const input = { id: randomUUID(), messageId: id, to: 'emergency', note: '' };
  const raised = must(await page.ask('messages.raise', input));
  expect(must(await page.ask('messages.raise', input))).toEqual(raised);
  for (const to of ['emergency', 'urgent-clinical', 'non-clinical'])
    expect(await page.ask('messages.raise', { id: randomUUID(), messageId: id, to, note: '' })).toMatchObject(
      { code: 'not-higher' },
    );
  expect((await night.read(id)).urgency).toBe('emergency');
  expect(bench.count('entries')).toBe(1);
  expect(
    await page.ask('messages.close', { ...input, disposition: 'handled', openReason: '' }),
  ).toMatchObject({
    code: 'invalid-input',
  });
});

test('an urgent message closes with an outcome, or at the end of its ladder with a reason (M22)', async () => {
  const id = await night.taken();
  const close = (openReason = '', disposition = 'handled') =>
    page.ask('messages.close', { id: randomUUID(), messageId: id, disposition, openReason });
  expect(await close('I say so')).toMatchObject({ code: 'needs-outcome' });
  await night.tried(id);
  must(
    await page.ask('dispatch.outcome', {
      id: randomUUID(),
      messageId: id,
      what: 'called-patient',
      happenedAt: bench.now,
      text: 'Spoke with her.',
      clinician: 'Dr. Ada Invented',
    }),
  );
  must(await close());
  expect(await close()).toMatchObject({ code: 'already-closed' });
  expect((await night.list())[0]).toMatchObject({ closed: true, acceptedBy: 'Dr. Ada Invented' });
  expect(await night.list('open')).toEqual([]);
});

test('the caller’s words come back as they were typed, whatever they are', async () => {
  for (const verbatim of [
    'tab\tbell\u0007 line\r\nend \u001b[31m',
    'turned \u202Earound\u202C and \u2066isolated\u2069',
    'half \ud83d and \udc00 half',
    '=HYPERLINK("http://example.invalid")',
    'e\u0301 \u00e9 \ufeff\u200b',
    '\u0661\u0662\u0663 \uff11\uff12',
  ]) {
    const { id, fields } = await night.opened();
    must(await page.ask('messages.keep', { id, fields: { ...fields, verbatim } }));
    expect(must(await page.ask<Draft>('messages.draft', { id })).fields.verbatim).toBe(verbatim);
    must(await night.save(id, { ...filled(fields), verbatim }, true));
    expect((await night.read(id)).message.fields.verbatim).toBe(verbatim);
    must(await night.save(id, { ...filled(fields), verbatim }, true));
  }
  expect(bench.count('messages')).toBe(6);
});

test('card numbers in notes are masked by the desk itself; the caller’s own words stay', async () => {
  const card = '4111 1111 1111 1111';
  const { id, fields } = await night.opened();
  must(
    await night.save(
      id,
      {
        ...filled(fields),
        verbatim: `The card is ${card}.`,
        underlyingWhy: `pays by ${card}`,
        told: { callBy: card, expect: true, ifWorse: true },
        origin: { kind: 'other-phone', why: card },
      },
      true,
    ),
  );
  must(await page.ask('messages.addendum', { id: uuidv7(), messageId: id, text: `${card} again` }));
  must(
    await page.ask('messages.raise', {
      id: randomUUID(),
      messageId: id,
      to: 'emergency',
      note: `said ${card}`,
    }),
  );
  const view = await night.read(id);
  expect(view.message.fields.verbatim).toBe(`The card is ${card}.`);
  const { verbatim, ...rest } = view.message.fields;
  expect(verbatim).toContain('4111');
  const notes = JSON.stringify([rest, view.addenda, view.entries]);
  expect(notes.replaceAll(/\D/g, '')).not.toContain('411111111111');
});

test('a row about a message says how wrong the clock is that its time comes from, once that is known', async () => {
  const id = await night.taken();
  const claim = (): Promise<unknown> =>
    page.ask('dispatch.claim', { id: randomUUID(), messageId: id, on: true });
  await claim();
  bench.vault.core.exec("insert into device (key, value) values ('clock-offset-ms', '420000')");
  await claim();
  const { entries } = await night.read(id);
  expect(entries.map((e) => e.entry.clockOffsetMs)).toEqual([undefined, 420_000]);
  // The envelope says so too: an older backend sets aside what it can't read until it is newer.
  expect(entries.map((e) => e.entry.schema)).toEqual([1, 2]);
  const sent = bench.vault.core
    .prepare("select schema from outbox where type = 'entry' order by seq")
    .pluck();
  expect(sent.all()).toEqual([1, 2]);
});

test('what came of a routine message goes urgently; its close waits only while the message itself does', async () => {
  const outcome = (messageId: string) => ({
    id: randomUUID(),
    messageId,
    what: 'called-patient',
    happenedAt: bench.now,
    text: 'Spoke with her.',
    clinician: 'Dr. Ada Invented',
  });
  const ids = [
    await night.taken({ urgency: 'routine-clinical' }),
    await night.taken({ urgency: 'routine-clinical' }),
  ];
  bench.vault.core.prepare("UPDATE outbox SET state = 'acked' WHERE item_id = ?").run(ids[1]);
  for (const messageId of ids as string[]) {
    must(await page.ask('dispatch.outcome', outcome(messageId)));
    must(
      await page.ask('messages.close', {
        id: randomUUID(),
        messageId,
        disposition: 'handled',
        openReason: '',
      }),
    );
  }
  expect(night.lanes()).toEqual([
    ['normal', 1, 'message', '', 2],
    ['normal', 2, 'message', '', 2],
    ['normal', 3, 'entry', 'close', 2],
    ['urgent', 1, 'entry', 'outcome', 2],
    ['urgent', 2, 'entry', 'outcome', 2],
    ['urgent', 3, 'entry', 'close', 2],
  ]);
});

test('a raise opens again what was closed or accepted as less, whatever came first, and it rings (0.4)', async () => {
  const rings = () => page.ask('dispatch.alarm').then(must);
  const closing = async (messageId: string): Promise<void> => {
    const id = randomUUID();
    await night.tried(messageId);
    // After a try the alarm rests for a minute.
    bench.now = new Date(Date.parse(bench.now) + 60_000).toISOString();
    must(
      await page.ask('dispatch.outcome', {
        id,
        messageId,
        what: 'advice-given',
        happenedAt: bench.now,
        text: 'Drink.',
        clinician: 'Dr. Ada Invented',
      }),
    );
    must(
      await page.ask('messages.close', {
        id: randomUUID(),
        messageId,
        disposition: 'handled',
        openReason: '',
      }),
    );
  };
  const raise = { kind: 'raise', to: 'emergency', why: 'red-flag', note: '' } as const;
  const one = await night.taken();
  await closing(one);
  expect(await rings()).toMatchObject({ open: 0 });
  // The other desk did not know of the close, and this one not of the raise; its clock is an hour behind.
  const late = { ...night.foreign(one, raise), at: '2026-11-22T02:00:00.000Z' };
  night.apply(night.change(1, late));
  bench.now = new Date(Date.parse(bench.now) + 61_000).toISOString();
  expect(await rings()).toMatchObject({ open: 1 });
  expect((await night.list('open')).map((r) => [r.id, r.closed])).toEqual([[one, false]]);
  expect((await night.read(one)).closed).toBe(false);
  // What came of it before is none of what it is now.
  const close = { id: randomUUID(), messageId: one, disposition: 'handled', openReason: '' };
  expect(await page.ask('messages.close', close)).toMatchObject({ code: 'needs-outcome' });
  await closing(one);
  expect(await rings()).toMatchObject({ open: 0 });

  const two = await night.taken();
  night.apply(night.change(2, night.foreign(two, raise)));
  const knew = {
    ...night.foreign(two, { kind: 'close', disposition: 'handled', openReason: 'no callback wanted' }),
    schema: 2 as const,
    knownUrgency: 'urgent-clinical' as const,
  };
  night.apply(night.change(3, knew, { schema: 2 }));
  expect(await rings()).toMatchObject({ open: 1 });
});
