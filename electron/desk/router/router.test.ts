// The one router on a real vault: who may ask, what a hostile page gets, one transaction for a write and its audit row, the same
// answer for the same request, topics that never become a queue.
import { afterEach, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { fail, ok } from '#shared/domain/result.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { Handlers } from './context.ts';
import { makeBench, must, type Bench } from './testing.ts';

const benches: Bench[] = [];
async function bench(...args: Parameters<typeof makeBench>): Promise<Bench> {
  const made = await makeBench(...args);
  benches.push(made);
  return made;
}
afterEach(() => {
  for (const b of benches.splice(0)) b.end();
});
const opening = (id = uuidv7()) => ({ id, accountId: 'harbor', callId: null, otherPhoneWhy: 'cable cut' });
const last = (b: Bench) => b.audit().at(-1);

test('a page is greeted with its epoch, and asks only after that', async () => {
  const b = await bench();
  b.page();
  expect(b.page().frames).toEqual([{ t: 'hello', epoch: 2, host: 'preview', demo: false, practice: false }]);
});

test('unknown requests, topics asked as requests, and names that are no own property are refused', async () => {
  const b = await bench();
  const page = b.page();
  for (const name of [
    'messages.delete',
    'messages.changed',
    'nobody.save',
    '',
    '.',
    'messages',
    '__proto__.toString',
    'messages.constructor',
    'x'.repeat(80),
  ])
    expect(await page.ask(name)).toMatchObject({ ok: false, code: 'unknown-request' });
});

test('wrong surface, wrong role, nobody signed in, locked: each refused by its own code and audited', async () => {
  const b = await bench();
  for (const surface of ['phone', 'compact', 'panel'] as const) {
    expect(await b.page(surface).ask('messages.open', opening())).toMatchObject({ code: 'wrong-surface' });
    expect(last(b)).toMatchObject({ event: 'draft.open', outcome: 'wrong-surface' });
  }
  const page = b.page();
  b.sit(null);
  expect(await page.ask('messages.open', opening())).toMatchObject({ code: 'not-signed-in' });
  expect(last(b)).toMatchObject({ outcome: 'not-signed-in' });
  b.sit('trainer');
  const about = { contextId: crypto.randomUUID() };
  expect(await page.ask('patient.verification', about)).toMatchObject({ code: 'wrong-role' });
  expect(last(b)).toMatchObject({ event: 'patient.verification', outcome: 'wrong-role' });
  b.sit('agent');
  b.vault.lock();
  expect(await page.ask('messages.open', opening())).toMatchObject({ code: 'locked' });
  expect(last(b)).toMatchObject({ outcome: 'locked' });
  // The card is never behind a lock (C4).
  expect(must(await page.ask('emergency.open', about))).toMatchObject({ history: [] });
  expect(b.count('drafts')).toBe(0);
});

test('a row names who it was: who asked, and at a locked desk nobody before they have proved it', async () => {
  let sits: 'nurse' | null = 'nurse';
  const b = await bench((handlers) => {
    const install: Handlers['updates']['install'] = () => {
      b.sit(sits);
      return ok({});
    };
    const unlock: Handlers['session']['unlock'] = (_input, context) => {
      context.about({ personId: 'p-2' });
      return fail('vault-wrong-key');
    };
    Object.assign(handlers, { updates: { install }, session: { unlock } });
  });
  const page = b.page();
  const who = () => b.vault.core.prepare('select person from audit order by seq desc').pluck().get();
  // Who asked, not who sat down while it was done: those that seat somebody stand in asker.test.ts.
  b.sit('supervisor');
  must(await page.ask('updates.install'));
  expect(who()).toBe('p-supervisor');
  b.sit('nurse');
  sits = null;
  must(await page.ask('updates.install'));
  expect(who()).toBe('p-nurse');
  b.sit('agent');
  b.vault.lock();
  await page.ask('session.unlock', { passphrase: 'wrong', personId: 'p-2' });
  expect(last(b)).toMatchObject({ event: 'session.unlock', outcome: 'vault-wrong-key' });
  expect(who()).toBe('');
  expect(last(b)?.subjects).toBe('{"personId":"p-2"}');
});

test('oversized input is refused before it is looked at; a page is told, whatever else it sent', async () => {
  const b = await bench();
  const page = b.page();
  const refused = await page.ask('messages.keep', { id: uuidv7(), fields: 'x'.repeat(1_000_001) });
  expect(refused).toMatchObject({ ok: false, code: 'too-large' });
  expect(await page.ask('accounts.list')).toMatchObject({ ok: true });
});

test('hostile frames get an answer where they have an id, and never stop the desk', async () => {
  const b = await bench();
  const page = b.page();
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  let deep: unknown = 0;
  for (let i = 0; i < 60_000; i++) deep = [deep];
  for (const frame of [
    undefined,
    null,
    0,
    'call',
    [],
    {},
    { t: 'call' },
    { t: 'hello' },
    { t: 'watch', topic: 7, on: 'yes' },
    { t: 'cancel', id: 'none' },
    { t: 'watch', topic: 'messages.save', on: true },
    { t: 'watch', topic: '__proto__', on: true },
  ])
    page.raw(frame);
  expect(page.frames).toHaveLength(1);
  const answered: [string, unknown][] = [
    ['h1', { t: 'call', id: 'h1' }],
    ['h2', { t: 'call', id: 'h2', name: 7 }],
    ['h3', { t: 'call', id: 'h3', name: 'messages.drafts', extra: 1 }],
    ['h4', { t: 'call', id: 'h4', name: 'messages.drafts', requestId: 'short' }],
    // What only a structured clone can carry: JSON cannot write it.
    ['h5', { t: 'call', id: 'h5', name: 'messages.drafts', input: circle }],
    ['h6', { t: 'call', id: 'h6', name: 'messages.drafts', input: { n: 1n } }],
    ['h7', { t: 'call', id: 'h7', name: 'messages.drafts', input: deep }],
  ];
  for (const [id, frame] of answered) {
    page.raw(frame);
    expect(await page.reply(id)).toMatchObject({ ok: false, code: 'invalid-input' });
  }
  expect(await page.ask('messages.drafts')).toEqual(ok([]));
  expect(b.unexpected).toEqual([]);
});

test('the same request gets the same answer; its id on another request is refused', async () => {
  const b = await bench();
  const page = b.page();
  const requestId = crypto.randomUUID();
  const input = opening();
  const first = must(await page.ask<Draft>('messages.open', input, { requestId }));
  b.now = '2026-11-22T03:03:00.000Z';
  expect(must(await b.page().ask('messages.open', input, { requestId }))).toEqual(first);
  expect(b.audit().filter((r) => r.event === 'draft.open')).toHaveLength(1);
  expect(await page.ask('messages.discard', { id: input.id, on: true }, { requestId })).toMatchObject({
    ok: false,
    code: 'invalid-input',
  });
  // A failure is not kept: what could not be done may be tried again.
  const again = crypto.randomUUID();
  const elsewhere = { ...opening(), accountId: 'nobody' };
  expect(await page.ask('messages.open', elsewhere, { requestId: again })).toMatchObject({
    code: 'not-found',
  });
  expect((await page.ask('messages.open', opening(), { requestId: again })).ok).toBe(true);
});

test('a write and its audit row stand or fall together', async () => {
  const b = await bench((handlers) => {
    const real = handlers.messages.discard;
    handlers.messages.discard = (input, context) => {
      const done = real(input, context);
      context.changed('messages.changed', [input.id]);
      if (!input.on) throw new Error('Zephyrine Quackenbush: after the write');
      return done;
    };
  });
  const page = b.page();
  page.raw({ t: 'watch', topic: 'messages.changed', on: true });
  const { id } = must(await page.ask<Draft>('messages.open', opening()));
  must(await page.ask('messages.discard', { id, on: true }));
  b.tick();
  const rows = b.count('audit');
  const aside = () => b.vault.core.prepare('SELECT discarded_at FROM drafts').pluck().get();
  expect(aside()).toBe(b.now);
  const requestId = crypto.randomUUID();
  const failed = await page.ask('messages.discard', { id, on: false }, { requestId });
  // The thrown text may hold anything: it stays in the desk.
  expect(failed).toEqual({ ok: false, code: 'unexpected', message: '', retryable: false });
  expect(b.unexpected.map((u) => u.name)).toEqual(['messages.discard']);
  expect(aside()).toBe(b.now);
  expect(b.audit().slice(rows)).toMatchObject([{ event: 'draft.discard', outcome: 'unexpected' }]);
  expect(
    b.vault.core.prepare('SELECT 1 FROM kept_results WHERE request_id = ?').get(requestId),
  ).toBeUndefined();
  // And nobody is told of a change that was taken back.
  const before = page.frames.length;
  b.tick();
  expect(page.frames).toHaveLength(before);
});

test('a result that does not fit its schema is not sent, and what was written for it is taken back', async () => {
  const b = await bench((handlers) => {
    const real = handlers.messages.open;
    handlers.messages.open = async (input, context) => {
      const done = await real(input, context);
      return done.ok ? ok({ ...done.value, keptAt: 'soon' }) : done;
    };
  });
  // An async write could not be one transaction: it is refused too.
  expect(await b.page().ask('messages.open', opening())).toMatchObject({ code: 'unexpected' });
  const c = await bench((handlers) => {
    const real = handlers.messages.discard;
    handlers.messages.discard = (input, context) => {
      void real(input, context);
      return ok({ surplus: 'Zephyrine' } as unknown as Record<string, never>);
    };
  });
  const page = c.page();
  const { id } = must(await page.ask<Draft>('messages.open', opening()));
  expect(await page.ask('messages.discard', { id, on: true })).toMatchObject({ code: 'invalid-result' });
  expect(c.vault.core.prepare('SELECT discarded_at FROM drafts').pluck().get()).toBeNull();
});

test('every write and every read of a message leaves a row that names ids only, and the chain holds', async () => {
  const b = await bench();
  const page = b.page();
  const { id } = must(await page.ask<Draft>('messages.open', opening()));
  must(await page.ask('messages.drafts'));
  must(await page.ask('messages.draft', { id }));
  must(await page.ask('messages.discard', { id, on: true }));
  expect(b.audit().map((r) => r.event)).toEqual(['draft.open', 'draft.list', 'draft.read', 'draft.discard']);
  for (const row of b.audit()) expect(row.subjects).not.toMatch(/Imogen|cable cut/);
  expect(b.audit()[0]?.subjects).toContain(id);
  expect(verifyAudit(b.vault.core)).toEqual({ rows: 4, linked: 4, firstBroken: null });
});

test('changes are merged into one frame, sent after the commit, to those who watch', async () => {
  const b = await bench();
  const [watching, deaf] = [b.page(), b.page()];
  watching.raw({ t: 'watch', topic: 'messages.changed', on: true });
  const ids = [uuidv7(), uuidv7()];
  for (const id of ids) must(await deaf.ask('messages.open', opening(id)));
  const topics = (p: typeof deaf) => p.frames.filter((f) => f.t === 'topic');
  expect(topics(watching)).toEqual([]);
  b.tick();
  expect(topics(watching)).toEqual([{ t: 'topic', topic: 'messages.changed', version: 2, ids }]);
  expect(topics(deaf)).toEqual([]);
  watching.raw({ t: 'watch', topic: 'messages.changed', on: false });
  must(await deaf.ask('messages.open', opening()));
  b.tick();
  expect(topics(watching)).toHaveLength(1);
});

test('a window that does not read gets one resync, not a queue', async () => {
  const b = await bench();
  const [page, writer] = [b.page(), b.page()];
  page.raw({ t: 'watch', topic: 'messages.changed', on: true });
  for (let i = 0; i < 30; i++) {
    must(await writer.ask('messages.open', opening()));
    b.tick();
  }
  const topics = () => page.frames.filter((f) => f.t === 'topic');
  expect(topics()).toHaveLength(20);
  page.raw({ t: 'read' });
  expect(topics().slice(20)).toEqual([
    { t: 'topic', topic: 'messages.changed', version: 30, ids: [], resync: true },
  ]);
  must(await writer.ask('messages.open', opening()));
  b.tick();
  expect(topics()).toHaveLength(22);
  expect(topics()[21]).toMatchObject({ version: 31 });
});

test('a page that closes hears nothing more, and others go on', async () => {
  const b = await bench();
  const [gone, page] = [b.page(), b.page()];
  gone.raw({ t: 'watch', topic: 'messages.changed', on: true });
  gone.close();
  must(await page.ask('messages.open', opening()));
  b.tick();
  expect(gone.frames.filter((f) => f.t === 'topic')).toEqual([]);
});
