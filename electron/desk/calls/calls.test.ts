// Calls on the practice line through the room's handlers, on a real vault: what may happen when, what is kept, what a lock
// hides, and what becomes of a call whose desk died.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '#shared/domain/calls/call.ts';
import type { Result } from '#shared/domain/result.ts';
import { migrations } from '../migrations.ts';
import type { Context } from '../router/context.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { callHandlers, closeLostCalls, takeReport } from './handlers.ts';
import { practiceLine } from './practice-line.ts';
import { captionsOf, findCall } from './store.ts';

const folder = tempFolder();
let vault: Vault;
beforeAll(async () => {
  vault = await makeTestVault(folder, migrations);
});
afterAll(() => {
  vault.close();
  removeFolder(folder);
});

let minute = 0;
const at = (): string => new Date(Date.UTC(2026, 10, 22, 3, minute)).toISOString();
let timers: { ms: number; run(): void }[] = [];
let changed: string[] = [];
let locked = false;
let line: ReturnType<typeof practiceLine>;
let calls: ReturnType<typeof callHandlers>;
beforeEach(() => {
  vault.core.exec('DELETE FROM call_events; DELETE FROM calls');
  minute = 0;
  timers = [];
  changed = [];
  locked = false;
  line = practiceLine((ms, run) => {
    const timer = { ms, run };
    timers.push(timer);
    return () => void (timers = timers.filter((t) => t !== timer));
  });
  line.onReport((report) => takeReport(vault.core, line.name, report, at()));
  calls = callHandlers({ core: () => vault.core, line, live: null, locked: () => locked });
});
const context = (): Context => ({
  now: at(),
  surface: 'main',
  person: { id: 'p1', name: 'P', initials: 'P', role: 'agent' },
  signal: new AbortController().signal,
  progress: () => undefined,
  about: () => undefined,
  changed: (topic) => void changed.push(topic),
});
function ring(): string {
  const callId = randomUUID();
  line.ring({
    callId,
    number: '+16175550188',
    dnis: '+16175550120',
    accountId: 'harbor',
    waitedSeconds: 7,
    captions: [
      { atMs: 1000, text: 'Hello?' },
      { atMs: 5000, text: 'Are you still there?' },
    ],
    facts: 'It is about Imogen Invented, born March 4, 1961.',
  });
  return callId;
}
/** Runs the timers up to this many ms after they were set. */
const pass = (ms: number): void => {
  for (const t of timers.filter((due) => due.ms <= ms)) {
    timers = timers.filter((left) => left !== t);
    t.run();
  }
};
const value = (done: Result<Call> | Promise<Result<Call>>): Call => {
  if (done instanceof Promise || !done.ok) throw new Error('not a call');
  return done.value;
};
const code = (done: unknown): unknown => (done as { code?: string }).code;

it('the caller says the two facts when asked for them, once, as a caption', () => {
  const callId = ring();
  value(calls.answer({ callId }, context()));
  line.askFacts(callId);
  line.askFacts(callId);
  line.askFacts(randomUUID());
  pass(1500);
  const said = calls.captions({ callId }, context());
  expect(said).toMatchObject({ ok: true });
  const texts = said instanceof Promise || !said.ok ? [] : said.value.map((c) => c.text);
  expect(texts.filter((t) => t.includes('March 4, 1961'))).toHaveLength(1);
});

describe('a call', () => {
  it('is answered, held, muted, ended and wrapped up, with its times', () => {
    const callId = ring();
    expect(calls.current({}, context())).toMatchObject({
      ok: true,
      value: [{ id: callId, state: 'ringing', waitedSeconds: 7 }],
    });
    minute = 1;
    expect(value(calls.answer({ callId }, context()))).toMatchObject({ state: 'active', answeredAt: at() });
    expect(value(calls.mute({ callId, on: true }, context())).muted).toBe(true);
    minute = 2;
    value(calls.hold({ callId, on: true }, context()));
    minute = 4;
    expect(value(calls.hold({ callId, on: false }, context()))).toMatchObject({
      state: 'active',
      heldSeconds: 120,
    });
    minute = 5;
    expect(value(calls.end({ callId }, context()))).toMatchObject({
      state: 'wrap-up',
      endedBy: 'agent',
      muted: false,
    });
    value(calls.wrapUp({ callId, disposition: 'resolved', notes: 'Done.' }, context()));
    expect(findCall(vault.core, callId)).toMatchObject({
      state: 'ended',
      disposition: 'resolved',
      notes: 'Done.',
    });
    expect(changed).toContain('calls.changed');
  });

  it('refuses what its state does not allow, and changes nothing', () => {
    const callId = ring();
    expect(code(calls.hold({ callId, on: true }, context()))).toBe('call-state');
    expect(code(calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, context()))).toBe('call-state');
    expect(code(calls.answer({ callId: randomUUID() }, context()))).toBe('no-call');
    expect(findCall(vault.core, callId)?.state).toBe('ringing');
    value(calls.answer({ callId }, context()));
    expect(code(calls.answer({ callId }, context()))).toBe('call-state');
    value(calls.end({ callId }, context()));
    value(calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, context()));
    expect(code(calls.note({ callId, notes: 'afterwards' }, context()))).toBe('immutable');
  });

  it('closed by a slip is opened again within a minute, with its notes, and not later', () => {
    const callId = ring();
    value(calls.answer({ callId }, context()));
    value(calls.end({ callId }, context()));
    expect(code(calls.reopen({ callId }, context()))).toBe('call-state');
    value(calls.wrapUp({ callId, disposition: 'wrong-number', notes: 'Knee.' }, context()));
    minute = 1;
    expect(value(calls.reopen({ callId }, context()))).toMatchObject({
      state: 'wrap-up',
      disposition: null,
      wrapUpDoneAt: null,
      notes: 'Knee.',
    });
    value(calls.wrapUp({ callId, disposition: 'resolved', notes: 'Knee.' }, context()));
    minute = 3;
    expect(code(calls.reopen({ callId }, context()))).toBe('call-state');
    expect(findCall(vault.core, callId)).toMatchObject({ state: 'ended', disposition: 'resolved' });
    const missed = ring();
    pass(120_000);
    expect(code(calls.reopen({ callId: missed }, context()))).toBe('call-state');
  });

  it('masks a card number in its notes before it keeps them, typed or closed with', () => {
    const callId = ring();
    value(calls.answer({ callId }, context()));
    // A number that schemes publish for tests.
    expect(calls.note({ callId, notes: 'card 4111 1111 1111 1111' }, context())).toMatchObject({ ok: true });
    expect(findCall(vault.core, callId)?.notes).toBe('card •••• •••• •••• 1111');
    value(calls.end({ callId }, context()));
    const notes = 'card 4111-1111-1111-1111, call 617 555 0188';
    expect(value(calls.wrapUp({ callId, disposition: 'resolved', notes }, context())).notes).toBe(
      'card ••••-••••-••••-1111, call 617 555 0188',
    );
    const rows = vault.core.prepare('SELECT json FROM calls UNION ALL SELECT json FROM call_events').all();
    expect(JSON.stringify(rows)).not.toMatch(/4111.?1111/);
  });

  it('hears its captions only while it is talked on', () => {
    const callId = ring();
    pass(10_000);
    expect(captionsOf(vault.core, callId)).toEqual([]);
    value(calls.answer({ callId }, context()));
    pass(1000);
    value(calls.end({ callId }, context()));
    pass(10_000);
    expect(captionsOf(vault.core, callId).map((c) => [c.text, c.from])).toEqual([['Hello?', 'scenario']]);
    expect(timers).toEqual([]);
  });

  it('that nobody answers is missed when the caller gives up, and an answered one is not', () => {
    const missed = ring();
    const taken = ring();
    value(calls.answer({ callId: taken }, context()));
    pass(120_000);
    expect(findCall(vault.core, missed)).toMatchObject({ state: 'missed', endedBy: 'caller' });
    expect(findCall(vault.core, taken)?.state).toBe('active');
  });

  it('keeps its controls while the desk is locked, and its number and notes to itself', () => {
    const callId = ring();
    value(calls.answer({ callId }, context()));
    calls.note({ callId, notes: 'Mrs. Invented, knee' }, context());
    locked = true;
    const shown = [value(calls.hold({ callId, on: true }, context())), calls.current({}, context())];
    expect(JSON.stringify(shown)).not.toMatch(/6175550188|Invented|knee/);
    expect(value(calls.end({ callId }, context())).state).toBe('wrap-up');
    locked = false;
    expect(findCall(vault.core, callId)).toMatchObject({
      notes: 'Mrs. Invented, knee',
      number: '+16175550188',
    });
  });

  it('whose desk died is closed as interrupted, what was in wrap-up stays there', () => {
    const [ringing, active, wrapping] = [ring(), ring(), ring()];
    value(calls.answer({ callId: active }, context()));
    value(calls.answer({ callId: wrapping }, context()));
    value(calls.end({ callId: wrapping }, context()));
    expect(closeLostCalls(vault.core, at())).toBe(2);
    expect(findCall(vault.core, ringing)).toMatchObject({ state: 'missed', endedBy: 'line' });
    expect(findCall(vault.core, active)).toMatchObject({ state: 'wrap-up', endedBy: 'line' });
    expect(findCall(vault.core, wrapping)).toMatchObject({ state: 'wrap-up', endedBy: 'agent' });
    expect(closeLostCalls(vault.core, at())).toBe(0);
  });
});

describe('reports that do not fit', () => {
  it('of a call nobody knows, or of one that is over, change nothing', () => {
    expect(takeReport(vault.core, 'practice', { callId: randomUUID(), kind: 'lost' }, at())).toBeNull();
    const callId = ring();
    value(calls.answer({ callId }, context()));
    value(calls.end({ callId }, context()));
    const before = findCall(vault.core, callId);
    expect(takeReport(vault.core, 'practice', { callId, kind: 'caller-hung-up' }, at())).toBeNull();
    expect(takeReport(vault.core, 'practice', { callId, kind: 'ring' }, at())).toBeNull();
    expect(findCall(vault.core, callId)).toEqual(before);
  });
});

it('the log pages from the newest, each call once, also when many rang at one instant', () => {
  const ids = Array.from({ length: 5 }, () => {
    const callId = ring();
    calls.end({ callId }, context());
    return callId;
  });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = calls.log({}, { after, limit: 2 }, context());
    if (!page.ok) throw new Error(page.code);
    seen.push(...page.value.rows.map((r) => r.id));
    after = page.value.next;
  } while (after !== null);
  expect(seen).toHaveLength(5);
  expect(new Set(seen)).toEqual(new Set(ids));
});
