// Around a role-play: others on the line, a message that reaches the run with its fields, what the simulated backend does with the
// outbox, a debrief as a file, progress and repetition.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { RunRow } from '#shared/contract/practice.ts';
import { emptyDraft } from '#shared/domain/messages/message.ts';
import { scenario as schema, type Scenario } from '#shared/domain/practice/scenario.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { ok } from '#shared/domain/result.ts';
import { findCall } from '../calls/store.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { flat } from './around.ts';
import { noPractice } from './handlers.ts';
import { progressOf, sameTrainee } from './progress.ts';
import { endLadders } from './surroundings.ts';
import { openBench, trainee, uuid, type OpenBench } from './testing.ts';

const folder = tempFolder();
const out = mkdtempSync(join(tmpdir(), 'careline-debrief-'));
let vault: Vault;
let desk: OpenBench;
let picked: { handle: string | null; name: string | null };
beforeAll(async () => {
  vault = await makeTestVault(folder, migrations);
});
afterAll(() => {
  vault.close();
  removeFolder(folder);
  rmSync(out, { recursive: true, force: true });
});
/** Judges three fields of the saved message. */
const judged: Scenario = schema.parse({
  ...r2,
  form: [
    { ruleId: 'F1', title: 'Callback number', field: 'callback.number', accepts: ['0148'], of: 2 },
    { ruleId: 'F2', title: 'Read back', field: 'callback.readBack', accepts: ['yes'], of: 2 },
  ],
});
const files = {
  fileDialog: () => Promise.resolve(ok(picked)),
  redeemHandle: () => Promise.resolve(ok({ path: join(out, picked.name ?? '') })),
};
beforeEach(() => {
  vault.core.exec('DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts');
  picked = { handle: 'h', name: 'PRACTICE-R2.html' };
  desk = openBench({ db: vault.core, scenarios: [judged], files });
  desk.start(id);
  desk.handlers.calls.answer({ callId: id }, desk.context());
});
const id = uuid(1);
const code = (done: unknown): unknown => (done as { code?: string }).code;
const acts = () =>
  desk.view(id).run.lines.flatMap((l) => (l.act === null ? [] : `${l.act}:${l.detail ?? ''}`));
const party = (what: 'join' | 'hand-over' | 'let-go') =>
  desk.asked.party({ runId: id, what }, desk.context());

const bring = (n: number, target: '911' | '988' | 'nurse' | 'interpreter' | 'supervisor') =>
  desk.asked.bringIn({ runId: id, id: uuid(n), target }, desk.context());

it('a warm handover: the caller waits, the other is told, nobody was hung up on', () => {
  const rung = desk.viewed(bring(7, 'nurse'));
  expect(rung).toMatchObject({ call: 'held', run: { held: true }, party: { state: 'ringing', lines: [] } });
  expect(desk.viewed(bring(7, 'nurse')).party?.id).toBe(uuid(7));
  expect(code(bring(8, 'nurse'))).toBe('conflict');
  expect(code(desk.asked.tellParty({ runId: id, text: 'Hello?' }, desk.context()))).toBe('conflict');
  desk.pass(3500);
  expect(desk.view(id).party).toMatchObject({ state: 'talking', lines: [{ who: 'party' }] });
  expect(acts()).not.toContain('transfer_warm:nurse');
  desk.viewed(desk.asked.tellParty({ runId: id, text: 'She waits since noon.' }, desk.context()));
  expect(desk.view(id).party?.lines.map((l) => l.who)).toEqual(['party', 'agent', 'party']);
  // Assist and flags hear the caller, nobody else.
  expect(desk.heard.join(' ')).not.toContain('Nurse line');
  desk.viewed(party('hand-over'));
  expect(acts()).toContain('transfer_warm:nurse');
  expect(findCall(vault.core, id)?.state).toBe('wrap-up');
  expect(desk.view(id).party?.state).toBe('handed-over');
  expect(desk.view(id).run.ended).not.toBe('left');
  expect(desk.view(id).run.did).not.toContain('hung_up_on');
  expect(code(party('join'))).toBe('conflict');
});

it('help comes to both without a hold; a nurse joins; left with somebody who was not told is a cold transfer', () => {
  desk.viewed(bring(6, '988'));
  expect(findCall(vault.core, id)?.state).toBe('active');
  desk.pass(4000);
  expect(desk.view(id).party).toMatchObject({ state: 'joined', lines: [{ who: 'party' }] });
  expect(acts()).toContain('transfer_warm:988');
  desk.viewed(party('let-go'));
  desk.viewed(bring(7, 'interpreter'));
  expect(acts()).toContain('interpreter:');
  desk.pass(5000);
  expect(desk.view(id)).toMatchObject({ call: 'active', party: { state: 'joined' } });
  desk.viewed(party('let-go'));
  desk.viewed(bring(8, 'nurse'));
  expect(findCall(vault.core, id)?.state).toBe('held');
  desk.viewed(party('let-go'));
  expect(findCall(vault.core, id)?.state).toBe('active');
  desk.pass(9000);
  expect(desk.view(id).party?.state).toBe('gone');
  desk.viewed(bring(9, 'supervisor'));
  desk.pass(5000);
  desk.viewed(party('join'));
  expect(desk.view(id)).toMatchObject({ call: 'active', party: { state: 'joined' } });
  expect(acts()).toContain('transfer_warm:supervisor');
  desk.viewed(party('let-go'));
  desk.viewed(bring(10, '911'));
  desk.viewed(party('hand-over'));
  expect(acts()).toContain('transfer_cold:911');
  expect(desk.view(id)).toMatchObject({ call: 'wrap-up', run: { ended: 'left' } });
});

it('the desk guesses at no feeling here, at no level; what the line tells by itself, no page can claim', () => {
  expect(desk.practice.mayHint(id)).toBe(false);
  expect(desk.practice.mayHint(uuid(99))).toBe(false);
  expect(code(desk.asked.act({ runId: id, act: 'hang_up', detail: null }, desk.context()))).toBe(
    'invalid-input',
  );
  desk.viewed(desk.asked.act({ runId: id, act: 'open_oncall', detail: null }, desk.context()));
  desk.viewed(desk.asked.act({ runId: id, act: 'open_oncall', detail: null }, desk.context()));
  expect(acts()).toEqual(['answer:', 'open_oncall:']);
  desk.handlers.calls.end({ callId: id }, desk.context());
  desk.handlers.calls.wrapUp({ callId: id, disposition: 'resolved', notes: '' }, desk.context());
  desk.start(uuid(2), { level: 3 });
  expect(desk.practice.mayHint(uuid(2))).toBe(false);
});

it('a saved message reaches the run with the fields that are judged, and what was read back', () => {
  const empty = emptyDraft({
    accountId: 'riverside',
    dnis: '',
    greeting: '',
    receivedAt: '2026-11-22T03:00:00.000Z',
    zone: 'America/New_York',
    practice: 'Riverside',
    origin: { kind: 'call', callId: id },
  });
  const fields = {
    ...empty,
    callback: { ...empty.callback, number: '617 555 0148', readBack: true },
    locationNow: '4 Mill Lane',
    urgency: 'urgent-clinical' as const,
  };
  expect(flat(fields)).toMatchObject({
    'callback.number': '617 555 0148',
    'callback.readBack': 'yes',
    urgency: 'urgent-clinical',
  });
  desk.handlers.messages.keep({ id: uuid(20), fields }, desk.context());
  desk.handlers.messages.keep({ id: uuid(20), fields }, desk.context());
  void desk.handlers.messages.save({ id: uuid(20), fields, incomplete: false }, desk.context());
  expect(acts().slice(1)).toEqual(['read_back:', 'caller_address:', 'save_message:urgent-clinical']);
  expect(desk.view(id).run.form).toEqual({ 'callback.number': '617 555 0148', 'callback.readBack': 'yes' });
  void desk.handlers.dispatch.attempt({ to: '617 555 0100' } as never, desk.context());
  expect(acts().at(-1)).toBe('dispatch_manual:617 555 0100');
  expect(desk.errors).toEqual([]);
});

it('what waits counts as sent while the simulated backend answers, and waits while it is away', () => {
  const waiting = () =>
    vault.core.prepare("SELECT count(*) FROM outbox WHERE state = 'waiting'").pluck().get();
  const add = vault.core.prepare(
    "INSERT INTO outbox (lane, seq, item_id, type, schema, author, taken_at, saved_at, urgency, message_id, body) VALUES ('urgent', ?, ?, 'message', 1, 't', '', '', 1, ?, x'00')",
  );
  desk.practice.backend?.queued();
  desk.pass(5000);
  add.run(1, uuid(31), uuid(31));
  desk.practice.backend?.queued();
  desk.pass(2000);
  expect(waiting()).toBe(0);
  const away = {
    ...judged.events[0],
    id: 'down',
    title: 'x',
    kind: 'backend_down',
    text: 'x',
    emotion: 0,
    trust: 0,
    to: null,
    atTurn: null,
  };
  expect(schema.safeParse({ ...judged, events: [away] }).success).toBe(true);
  desk = openBench({
    db: vault.core,
    scenarios: [schema.parse({ ...judged, events: [away, { ...away, id: 'up', kind: 'backend_up' }] })],
  });
  vault.core.exec('DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts');
  desk.start(id);
  desk.handlers.calls.answer({ callId: id }, desk.context());
  desk.practice.port?.inject(id, 'down');
  add.run(2, uuid(32), uuid(32));
  desk.practice.backend?.queued();
  desk.pass(60_000);
  expect(waiting()).toBe(1);
  desk.practice.port?.inject(id, 'up');
  desk.pass(2000);
  expect(waiting()).toBe(0);
  expect(endLadders(vault.core)).toBe(0);
});

it('a debrief becomes a file that says PRACTICE, shows no markup of anybody’s, and is refused under another name', async () => {
  desk.viewed(desk.say(id, { text: 'I am sorry. <img src=x onerror=alert(1)> Tell me more.' }));
  desk.asked.bookmark({ runId: id, atMs: 10, label: 'ask & listen', on: true }, desk.context());
  desk.handlers.calls.end({ callId: id }, desk.context());
  desk.handlers.calls.wrapUp({ callId: id, disposition: 'resolved', notes: '' }, desk.context());
  const save = (format: 'html' | 'text') => desk.asked.exportRun({ runId: id, format }, desk.context());
  expect(await save('html')).toEqual({ ok: true, value: { file: { name: 'PRACTICE-R2.html' } } });
  const page = readFileSync(join(out, 'PRACTICE-R2.html'), 'utf8');
  expect(page.match(/PRACTICE/g)?.length).toBeGreaterThan(2);
  expect(page).toContain('Sam Trainee');
  expect(page).toContain('ask &amp; listen');
  expect(page).not.toMatch(/<(img|script)/);
  expect(page).not.toContain('restarted');
  picked = { handle: 'h', name: 'practice-r2.txt' };
  vault.core.exec('UPDATE practice_attempts SET interrupted = 1');
  expect(await save('text')).toMatchObject({ ok: true });
  const text = readFileSync(join(out, 'practice-r2.txt'), 'utf8');
  expect(text).toContain('<img src=x');
  expect(text).toContain('The desk was restarted during this call.');
  picked = { handle: 'h', name: 'call.html' };
  expect(code(await save('html'))).toBe('practice-file-name');
  picked = { handle: null, name: null };
  expect(await save('html')).toEqual({ ok: true, value: { file: null } });
});

it('what was weak comes back sooner, and attempts are one person’s', () => {
  expect(sameTrainee({ id: 'p1', name: 'A' }, { id: 'p1', name: 'B' })).toBe(true);
  expect(sameTrainee({ id: 'p1', name: 'A' }, { id: null, name: 'A' })).toBe(false);
  const row = (n: number, scenarioId: string, passed: boolean): { row: RunRow; skills: object } => ({
    skills: {},
    row: {
      id: uuid(n),
      scenarioId,
      scenarioVersion: 1,
      title: 't',
      level: 1,
      seed: 1,
      trainee,
      assignmentId: null,
      startedAt: `2026-11-${String(n).padStart(2, '0')}T10:00:00.000Z`,
      endedAt: null,
      state: 'finished',
      ending: 'resolved',
      score: passed ? 90 : 40,
      passed,
      bookmarks: 0,
      old: false,
      interrupted: false,
    },
  });
  const newest = [row(9, 'R1', true), row(8, 'R1', true), row(5, 'R2', false), row(3, 'R1', false)];
  const made = progressOf(trainee, newest, ['R1', 'R2', 'R3']);
  expect(made.scenarios.map((s) => [s.scenarioId, s.dueAt?.slice(0, 10) ?? null])).toEqual([
    ['R2', '2026-11-06'],
    ['R1', '2026-11-16'],
    ['R3', null],
  ]);
  expect(made.attempts.map((a) => a.runId)).toEqual([uuid(3), uuid(5), uuid(8), uuid(9)]);
  expect(progressOf({ id: null, name: 'Another' }, newest, []).attempts).toEqual([]);
});

it('the live desk has none of it', () => {
  const live = noPractice();
  expect(code(live.scenarios({}, desk.context()))).toBe('practice-only');
  expect(code(live.current({}, desk.context()))).toBe('practice-only');
});
