// The room over the real router and a real vault: what is heard, what is refused, what a message takes over, and that no
// file holds a word of what was felt.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AssistSettings } from '#shared/contract/assist.ts';
import type { AssistView } from '#shared/domain/assist/view.ts';
import type { Ear } from '#shared/domain/assist/ear.ts';
import type { Draft } from '#shared/domain/messages/message.ts';
import { findCall, putCall, addEvent } from '../calls/store.ts';
import { createLog } from '../log.ts';
import { makeBench, must, type Bench, type TestPage } from '../router/testing.ts';
import { assistHandlers } from './handlers.ts';
import type { ModelState } from './model-file.ts';
import { createAssistRoom, type AssistRoom } from './room.ts';

/** Hears a state by its own name. */
const states = ['afraid', 'angry', 'sad', 'confused', 'in_pain', 'grateful'] as const;
const asked: string[] = [];
const ear: Ear = {
  name: 'ear of the test',
  version: '7',
  hear(text) {
    asked.push(text);
    const state = states.find((s) => text.includes(s));
    const start = state === undefined ? 0 : text.indexOf(state);
    return state === undefined
      ? { state: 'calm', probability: 0.9, marks: [], speaks: false }
      : { state, probability: 0.91234, marks: [{ start, end: start + state.length }], speaks: true };
  },
};

let bench: Bench;
let page: TestPage;
let room: AssistRoom;
let model: ModelState;
let locked = false;
let ms = 0;
let timers: { at: number; run: () => void }[] = [];
const lines: string[] = [];

let handlers: { assist: ReturnType<typeof assistHandlers> };
// One vault for all: making its key is slow on purpose. The room is anew for each test.
beforeAll(async () => {
  bench = await makeBench((all) => void (handlers = all));
  page = bench.page();
});
afterAll(() => bench.end());

beforeEach(() => {
  [model, locked, ms, timers] = [{ state: 'ready', ear }, false, 1000, []];
  lines.length = asked.length = 0;
  const common = { model: () => model, now: () => bench.now, monotonic: () => ms, mayHint: () => true };
  room = createAssistRoom({
    ...common,
    core: () => bench.vault.core,
    after(wait, run) {
      const timer = { at: ms + wait, run };
      timers.push(timer);
      return () => void (timers = timers.filter((t) => t !== timer));
    },
    soon: (task) => void setImmediate(task),
    topics: { publish: () => undefined },
    log: createLog({ sink: (line) => lines.push(line), clock: () => bench.now }),
    uuid: () => crypto.randomUUID(),
    locked: () => locked,
    person: () => ({ id: 'p-agent', name: 'Imogen Invented', initials: 'II', role: 'agent' }),
  });
  handlers.assist = assistHandlers({ ...common, room, core: () => bench.vault.core });
  bench.flagsOf = room.flagsOf;
  bench.now = '2026-11-22T03:00:00.000Z';
});

const view = async (callId: string): Promise<AssistView> => must(await page.ask('assist.view', { callId }));
const heard = async (callId: string, text: string): Promise<AssistView> =>
  must(await page.ask('assist.heard', { callId, source: 'notes', text }));
/** Everything that was said is heard. */
async function caption(callId: string, text: string): Promise<void> {
  addEvent(bench.vault.core, callId, 'caption', bench.now, { text, from: 'scenario' });
  await room.caption(callId, text);
}
function pass(wait: number): void {
  ms += wait;
  const due = timers.filter((t) => t.at <= ms);
  timers = timers.filter((t) => t.at > ms);
  due.forEach((t) => t.run());
}

test('a caption shows a cue with its words, its source and the model; it goes by itself', async () => {
  const callId = bench.call();
  await caption(callId, 'I am so afraid of the scan.');
  const { cue, model: by } = await view(callId);
  expect(cue).toMatchObject({ kind: 'state', state: 'afraid', sure: 'sure', source: 'caption' });
  expect(cue && cue.quote.slice(cue.marks[0]?.start, cue.marks[0]?.end)).toBe('afraid');
  expect(by).toEqual({ name: ear.name, version: '7' });
  // In words only: no number leaves the desk.
  expect(JSON.stringify(await view(callId))).not.toContain('0.91');
  pass(60_000);
  expect((await view(callId)).cue).toBeNull();
});

test('snoozed, switched off and without a model there are no cues, and flags all the same', async () => {
  const callId = bench.call();
  must(await page.ask('assist.snooze', { callId, for: '5' }));
  expect(await heard(callId, 'She is afraid and cannot breathe.')).toMatchObject({
    hints: 'snoozed',
    until: '2026-11-22T03:05:00.000Z',
    cue: null,
    flags: [{ group: 'breathing' }],
  });
  expect(asked).toEqual([]);
  ms += 5 * 60_000;
  expect((await heard(callId, 'He is angry.')).cue?.state).toBe('angry');
  must(await page.ask('assist.change', { hints: false }));
  expect(await heard(callId, 'Crushing chest pain, and so sad.')).toMatchObject({ hints: 'off', cue: null });
  expect((await view(callId)).flags.map((f) => f.group)).toContain('chest');
  expect(must(await page.ask<AssistSettings>('assist.settings')).hints).toBe(false);
  must(await page.ask('assist.change', { hints: true }));
  model = { state: 'refused', code: 'model-damaged' };
  expect(await heard(callId, 'Her face droops and her speech is slurred.')).toMatchObject({
    hints: 'no-model',
    why: 'model-damaged',
    cue: null,
    model: null,
  });
  expect((await view(callId)).flags.map((f) => f.group)).toContain('stroke');
});

test('while locked: the group without words and no cue', async () => {
  const callId = bench.call();
  locked = true;
  await caption(callId, 'I am afraid, he can’t breathe!');
  const shown = await view(callId);
  expect(shown).toMatchObject({ cue: null, flags: [{ group: 'breathing', words: null }], flagCount: 1 });
  locked = false;
  expect((await view(callId)).flags[0]?.words).toContain('breathe');
});

test('a flag is set aside with a reason only: audited without words, counted, and its message is an emergency', async () => {
  const callId = bench.call();
  const { flags } = await heard(callId, 'Grandpa Zephyrinus can’t breathe.');
  const flagId = flags.find((f) => f.group === 'breathing')?.id ?? '';
  const saidAt = bench.now;
  for (const reason of ['', 'because', null])
    expect(await page.ask('assist.dismissFlag', { callId, flagId, saidAt, reason })).toMatchObject({
      ok: false,
      code: 'invalid-input',
    });
  const aside = { callId, flagId, saidAt, reason: 'misheard' };
  const other = { ...aside, saidAt: '2026-11-22T02:59:00.000Z' };
  // Read before it was said as it stands there now.
  expect(await page.ask('assist.dismissFlag', other)).toMatchObject({ ok: false, code: 'conflict' });
  must(await page.ask('assist.dismissFlag', aside));
  expect(await page.ask('assist.dismissFlag', aside)).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  const row = bench.audit().findLast((a) => a.event === 'assist.flag-dismiss' && a.outcome === 'ok');
  expect(row?.subjects).toContain('breathing:misheard');
  expect(row?.subjects).not.toContain('Zephyrinus');
  expect(await view(callId)).toMatchObject({ flagCount: 1, flags: [{ dismissed: { reason: 'misheard' } }] });
  const id = crypto.randomUUID();
  const draft = must(
    await page.ask<Draft>('messages.open', { id, accountId: 'harbor', callId, otherPhoneWhy: null }),
  );
  expect(draft.fields.urgency).toBe('emergency');
  expect(draft.fields.redFlags).toMatchObject([{ group: 'breathing', ruleId: 'call.breathing' }]);
  expect(draft.fields.redFlags[0]?.dismissed).toMatchObject({ by: 'Imogen Invented' });
  // Heard after the form was opened, and the page knows nothing of it: the save does.
  await heard(callId, 'She has crushing chest pain now.');
  const fields = { ...draft.fields, redFlags: [], urgency: 'routine-clinical' };
  must(await page.ask('messages.save', { id, fields, incomplete: true }));
  const saved = must(await page.ask<{ message: { fields: Draft['fields'] } }>('messages.read', { id }));
  expect(saved.message.fields.urgency).toBe('emergency');
  expect(saved.message.fields.redFlags.map((m) => m.group)).toEqual(
    expect.arrayContaining(['breathing', 'chest']),
  );
});

test('set aside and heard again: the message that was opened meanwhile says so with the words of now', async () => {
  const callId = bench.call();
  await heard(callId, 'My chest hurts.');
  const read = (await view(callId)).flags.find((f) => f.group === 'chest');
  bench.now = '2026-11-22T03:01:00.000Z';
  const aside = { callId, flagId: read?.id, saidAt: read?.at, reason: 'misheard' };
  must(await page.ask('assist.dismissFlag', aside));
  const id = crypto.randomUUID();
  const open = { id, accountId: 'harbor', callId, otherPhoneWhy: null };
  const draft = must(await page.ask<Draft>('messages.open', open));
  const chest = (fields: Draft['fields']) => fields.redFlags.find((m) => m.group === 'chest');
  expect(chest(draft.fields)?.dismissed).toMatchObject({ why: 'misheard' });
  bench.now = '2026-11-22T03:05:00.000Z';
  await heard(callId, 'Crushing chest pain now.');
  const save = { id, fields: draft.fields, incomplete: true };
  must(await page.ask('messages.save', save));
  const saved = must(await page.ask<{ message: { fields: Draft['fields'] } }>('messages.read', { id }));
  expect(chest(saved.message.fields)).toMatchObject({ dismissed: null, seenAt: bench.now });
  expect(chest(saved.message.fields)?.words).toMatch(/crushing/i);
  // The same save once more, its answer was lost: the marks of the call make it no other message.
  expect((await page.ask('messages.save', save)).ok).toBe(true);
});

test('what is written in the wrap-up is looked through too; nobody’s feelings are read then', async () => {
  const callId = bench.call();
  await view(callId);
  const call = findCall(bench.vault.core, callId);
  if (call) putCall(bench.vault.core, { ...call, state: 'wrap-up' }, null);
  room.published('calls.changed');
  await new Promise((done) => setImmediate(done));
  await room.settled();
  const shown = await heard(callId, 'She is afraid, and she cannot breathe.');
  expect(shown.flags.map((f) => f.group)).toContain('breathing');
  expect(shown.cue).toBeNull();
  expect(asked).toEqual([]);
});

test('after a restart of the desk the flags of the call are there again, set aside or not', async () => {
  const callId = bench.call();
  await caption(callId, 'He can’t breathe.');
  await caption(callId, 'And chest pain, crushing chest pain.');
  const flagId = (await view(callId)).flags.find((f) => f.group === 'breathing')?.id ?? '';
  bench.now = '2026-11-22T03:00:10.000Z';
  const saidAt = '2026-11-22T03:00:00.000Z';
  must(await page.ask('assist.dismissFlag', { callId, flagId, saidAt, reason: 'help-there' }));
  const groups = async (): Promise<string[]> =>
    (await view(callId)).flags.map((f) => `${f.group} ${f.dismissed?.reason ?? 'open'}`).toSorted();
  const before = await groups();
  room.calls.clear();
  await view(callId);
  await room.settled();
  expect(await groups()).toEqual(before);
  expect((await view(callId)).flags.find((f) => f.group === 'chest')?.words).toMatch(/chest/);
  const events = "SELECT count(*) FROM call_events WHERE kind = 'red-flag' AND call_id = ?";
  expect(bench.vault.core.prepare(events).pluck().get(callId)).toBe(before.length);
});

test('bounded: 4,000 characters, sixteen calls, a rate; what is refused is refused by code', async () => {
  const callId = bench.call();
  const say = (text: string) => page.ask('assist.heard', { callId, source: 'notes', text });
  for (const text of ['', '   ', 'x'.repeat(4001), 'x'.repeat(100_000), null, 7])
    expect(await say(text as string)).toMatchObject({ ok: false, code: 'invalid-input' });
  for (const callId of ['../etc', crypto.randomUUID().toUpperCase().slice(1), null])
    expect(await page.ask('assist.view', { callId })).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(await page.ask('assist.view', { callId: crypto.randomUUID() })).toMatchObject({ code: 'no-call' });
  expect((await say('a \u0000\u202E😀 \uD800 b '.repeat(300).slice(0, 4000))).ok).toBe(true);
  const many = await Promise.all(Array.from({ length: 60 }, (_, i) => say(`line ${i}`)));
  expect(many.filter((r) => !r.ok).map((r) => !r.ok && r.code)).toContain('busy');
  ms += 11_000;
  expect((await say('again')).ok).toBe(true);
  for (let i = 0; i < 20; i++) await view(bench.call());
  expect(room.calls.size).toBeLessThanOrEqual(16);
  expect(bench.unexpected).toEqual([]);
});

test('nothing of what was felt is in any file: not the words, not the state, not the likelihood (C44, O3)', async () => {
  // Captions are the call's own record; these are of other tests.
  bench.vault.core.exec("DELETE FROM call_events WHERE kind = 'caption'");
  const callId = bench.call();
  await heard(callId, 'Canarywort says I am so afraid, it is Quillfeather.');
  expect((await view(callId)).cue?.quote).toContain('Quillfeather');
  must(await page.ask('assist.said', { callId }));
  must(await page.ask('assist.snooze', { callId, for: '15' }));
  const folder = join(bench.vault.core.name, '..');
  const rows = bench.vault.core
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'",
    )
    .all()
    .map(({ name }) => JSON.stringify(bench.vault.core.prepare(`SELECT * FROM "${name}"`).all()))
    .join('\n');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => readFileSync(join(f.parentPath, f.name), 'latin1'))
    .join('\n');
  const words = ['Canarywort', 'Quillfeather', 'afraid', '0.91', ear.name];
  for (const all of [rows, files, lines.join('\n')])
    expect(words.filter((word) => all.includes(word))).toEqual([]);
  // The call ends: the memory goes with it.
  const call = findCall(bench.vault.core, callId);
  if (call) putCall(bench.vault.core, { ...call, state: 'ended' }, null);
  room.published('calls.changed');
  await room.settled();
  expect(room.calls.has(callId)).toBe(false);
});

test('thumbs are totals by state and model; twice is once; down takes the cue away', async () => {
  const callId = bench.call();
  const { cue } = await heard(callId, 'I am afraid.');
  const rate = (up: boolean) => page.ask('assist.rate', { callId, cueId: cue?.id, up });
  must(await rate(true));
  expect((await view(callId)).cue?.rated).toBe('up');
  must(await rate(false));
  expect((await view(callId)).cue).toBeNull();
  expect(await rate(true)).toMatchObject({ ok: false, code: 'not-found' });
  expect(must(await page.ask<AssistSettings>('assist.settings')).totals).toEqual([
    { state: 'afraid', version: '7', up: 1, down: 0 },
  ]);
});

type Step = { do: 'say' | 'aside' | 'snooze' | 'off' | 'on' | 'lock' | 'rate' | 'restart'; n: number };
const words = [
  'He can’t breathe.',
  'She fainted.',
  'The bill is wrong.',
  'I am so afraid.',
  'Crushing chest pain.',
];

test('one way: no order of hearing, setting aside, silence, switching off and restarts lowers or hides (O4)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record<Step>({
          do: fc.constantFrom('say', 'say', 'aside', 'snooze', 'off', 'on', 'lock', 'rate', 'restart'),
          n: fc.nat(4),
        }),
        { maxLength: 9 },
      ),
      async (steps) => {
        const callId = bench.call();
        const groups = new Set<string>();
        let count = 0;
        for (const step of steps) {
          ms += 1000;
          if (step.do === 'say') await caption(callId, words[step.n] ?? '');
          if (step.do === 'snooze') await page.ask('assist.snooze', { callId, for: 'call' });
          if (step.do === 'off' || step.do === 'on')
            await page.ask('assist.change', { hints: step.do === 'on' });
          if (step.do === 'lock') locked = !locked;
          if (step.do === 'restart') {
            room.calls.clear();
            await view(callId);
            await room.settled();
          }
          const now = await view(callId);
          const flag = now.flags[step.n];
          if (step.do === 'aside' && flag)
            await page.ask('assist.dismissFlag', {
              callId,
              flagId: flag.id,
              saidAt: flag.at,
              reason: 'other',
            });
          if (step.do === 'rate' && now.cue)
            await page.ask('assist.rate', { callId, cueId: now.cue.id, up: step.n > 2 });
          const after = await view(callId);
          expect(after.flagCount).toBeGreaterThanOrEqual(count);
          count = after.flagCount;
          room.flagsOf(callId).forEach((f) => groups.add(f.group));
          for (const group of groups) expect(after.flags.map((f) => f.group)).toContain(group);
          if (step.do === 'say' && step.n === 0)
            // Whatever was switched or set aside before: what is said now stands there open.
            expect(after.flags.some((f) => f.group === 'breathing' && f.dismissed === null)).toBe(true);
        }
        locked = false;
        const id = crypto.randomUUID();
        const open = { id, accountId: 'harbor', callId, otherPhoneWhy: null };
        const { fields } = must(await page.ask<Draft>('messages.open', open));
        expect(new Set(fields.redFlags.map((m) => m.group))).toEqual(groups);
        if (groups.size > 0) expect(fields.urgency).toBe('emergency');
      },
    ),
    { numRuns: 12 },
  );
  must(await page.ask('assist.change', { hints: true }));
});

test('a locked vault answers the flags and nothing else', async () => {
  const callId = bench.call();
  await caption(callId, 'He can’t breathe!');
  bench.vault.lock();
  expect(must(await page.ask<AssistView>('assist.view', { callId })).flagCount).toBe(1);
  for (const [name, input] of [
    ['heard', { callId, source: 'notes', text: 'x y z' }],
    ['snooze', { callId, for: '5' }],
    ['dismissFlag', { callId, flagId: crypto.randomUUID(), saidAt: '', reason: 'other' }],
  ] as const)
    expect(await page.ask(`assist.${name}`, input)).toMatchObject({ ok: false, code: 'locked' });
});
