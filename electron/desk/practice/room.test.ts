// A role-play behind the real call log, on a real vault: rung, answered, held, ended and wrapped up as any call; what is done at
// the desk reaches the run, silence is heard, a second call rings, a crash loses nothing.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { limits } from '#shared/contract/kinds.ts';
import { keptRun } from '#shared/contract/practice.ts';
import { replay } from '#shared/domain/practice/run.ts';
import { score } from '#shared/domain/practice/score.ts';
import { scenario as schema, type Scenario } from '#shared/domain/practice/scenario.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import { findCall } from '../calls/store.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { openBench, trainee, uuid, type OpenBench } from './testing.ts';

const folder = tempFolder();
let vault: Vault;
let desk: OpenBench;
beforeAll(async () => {
  vault = await makeTestVault(folder, migrations);
});
afterAll(() => {
  vault.close();
  removeFolder(folder);
});
beforeEach(() => {
  vault.core.exec(
    'DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts; DELETE FROM practice_second_calls; DELETE FROM practice_runs',
  );
  desk = openBench({ db: vault.core });
});
const id = uuid(1);
const code = (done: unknown): unknown => (done as { code?: string }).code;
const call = () => findCall(vault.core, id);
const inputs = () => desk.view(id).run.inputs.map(({ input }) => input);
const acts = () =>
  inputs().flatMap((i) => (i.kind === 'act' ? `${i.act}${i.detail === '' ? '' : `:${i.detail}`}` : []));

/** R2 with a silence, a hold, and events: what the shipped one may or may not have. */
const lively: Scenario = schema.parse({
  ...r2,
  triggers: [
    {
      id: 'quiet',
      when: { silence: 20 },
      once: true,
      say: ['Are you there?'],
      emotion: 1,
      trust: 0,
      to: null,
    },
    {
      id: 'waits',
      when: { held: 30 },
      once: true,
      say: ['That took long.'],
      emotion: 1,
      trust: -1,
      to: null,
    },
  ],
  events: [
    {
      id: 'second',
      title: 'A second call',
      kind: 'second_call',
      text: 'Hello, is this the surgery?',
      emotion: 0,
      trust: 0,
      to: null,
      atTurn: 1,
    },
    {
      id: 'down',
      title: 'Backend away',
      kind: 'backend_down',
      text: 'The line to the server is gone.',
      emotion: 0,
      trust: 0,
      to: null,
      atTurn: null,
    },
    {
      id: 'up',
      title: 'Backend back',
      kind: 'backend_up',
      text: 'The line to the server is back.',
      emotion: 0,
      trust: 0,
      to: null,
      atTurn: null,
    },
  ],
  levels: { ...r2.levels, '4': { ...r2.levels['4'], events: ['second'] } },
});

it('rings once for one id, is heard when it is answered, and is scored when it is wrapped up', () => {
  expect(desk.start(id)).toMatchObject({ ok: true, value: { state: 'running', trainee } });
  expect(desk.start(id, { seed: 8 })).toMatchObject({ ok: true, value: { seed: 7 } });
  expect(call()).toMatchObject({ state: 'ringing', line: 'practice', accountId: r2.accountId });
  expect(call()?.number).toMatch(/^\+1617555/);
  expect(desk.heard).toEqual([]);
  expect(code(desk.say(id, { text: 'Hello' }))).toBe('call-state');
  expect(code(desk.start(uuid(2)))).toBe('conflict');
  desk.pass(4000);
  desk.handlers.calls.answer({ callId: id }, desk.context());
  expect(desk.heard).toEqual([desk.view(id).run.lines[0]?.text]);
  desk.pass(5000);
  const said = desk.viewed(desk.say(id, { text: 'I hear how hard this is. Tell me more.' }));
  // The clock counts from the answer, not from the ring.
  expect(said.run.lines.find((l) => l.who === 'agent')?.atMs).toBe(5000);
  expect(desk.heard).toHaveLength(2);
  expect(code(desk.asked.say({ runId: id, turn: 1, reply: { choiceId: 'x' } }, desk.context()))).toBe(
    'conflict',
  );
  desk.handlers.calls.hold({ callId: id, on: true }, desk.context());
  expect(code(desk.say(id, { text: 'Still there?' }))).toBe('conflict');
  desk.handlers.calls.hold({ callId: id, on: false }, desk.context());
  desk.handlers.calls.reason({ callId: id, reasonCode: 'billing' }, desk.context());
  desk.handlers.emergency.open({ contextId: id }, desk.context());
  desk.handlers.emergency.open({ contextId: id }, desk.context());
  desk.handlers.emergency.tick({ contextId: id, stepId: 'where', on: true }, desk.context());
  void desk.handlers.knowledge.read(
    { id: 'art-1', version: null, accountId: null, site: null },
    desk.context(),
  );
  desk.handlers.calls.end({ callId: id }, desk.context());
  expect(acts()).toEqual([
    'answer',
    'hold',
    'resume',
    'set_reason:billing',
    'open_emergency',
    'emergency_step:where',
    'open_article:art-1',
    'hang_up',
  ]);
  expect(desk.view(id)).toMatchObject({ call: 'wrap-up', run: { ended: 'left' } });
  desk.handlers.calls.wrapUp({ callId: id, disposition: 'resolved', notes: '' }, desk.context());
  const asked = desk.asked.run({ runId: id }, desk.context());
  const done = keptRun.parse((asked as { value?: unknown }).value);
  if (done.run === null || done.scenario === null) throw new Error('no run');
  const made = score(done.scenario, done.run);
  expect(done.row).toMatchObject({
    state: 'finished',
    ending: 'left',
    score: made.total,
    passed: made.passed,
  });
  // A run is the fold of its inputs: the same bytes again.
  expect(replay(done.scenario, done.run)).toEqual({ ok: true, value: done.run });
  desk.pass(2000);
  expect(desk.waiting()).toBe(0);
  expect(desk.practice.backend?.state()).toBe('none');
  expect(desk.errors).toEqual([]);
});

it('plays a whole call by its choices until the caller hangs up, and takes a wrap-up back', () => {
  desk.start(id);
  desk.handlers.calls.answer({ callId: id }, desk.context());
  for (let turn = 0; turn < 40 && desk.view(id).run.ended === null; turn++) {
    const node = r2.nodes.find((n) => n.id === desk.view(id).run.nodeId);
    desk.viewed(desk.say(id, { choiceId: node?.choices[0]?.id ?? '' }));
    desk.pass(3000);
  }
  expect(desk.view(id).run.ended).not.toBeNull();
  desk.pass(15_000);
  expect(call()).toMatchObject({ state: 'wrap-up', endedBy: 'caller' });
  expect(code(desk.say(id, { text: 'Wait' }))).toBe('conflict');
  const wrap = { callId: id, disposition: 'resolved', notes: '' } as const;
  desk.handlers.calls.wrapUp(wrap, desk.context());
  desk.handlers.calls.reopen({ callId: id }, desk.context());
  // Only the call is open again: the run was judged.
  expect(desk.view(id)).toMatchObject({ call: 'wrap-up', row: { state: 'finished' } });
  desk.handlers.calls.wrapUp(wrap, desk.context());
  const progress = desk.asked.progress({ trainee: { id: null, name: 'sam trainee' } }, desk.context());
  expect(progress).toMatchObject({
    ok: true,
    value: { attempts: [{ runId: id }], scenarios: [{ attempts: 1 }] },
  });
});

it('nobody answers: missed, without a score, and the next one may ring', () => {
  desk.start(id);
  desk.pass(130_000);
  expect(call()?.state).toBe('missed');
  expect(desk.asked.runs({ trainee: null }, desk.context())).toMatchObject({
    value: [{ state: 'missed', score: null }],
  });
  expect(desk.start(uuid(2))).toMatchObject({ ok: true });
});

it('silence and a long hold are heard by the desk’s clock; typing is no silence', () => {
  desk = openBench({ db: vault.core, scenarios: [lively] });
  desk.start(id);
  desk.handlers.calls.answer({ callId: id }, desk.context());
  const first = desk.heard.length;
  for (let i = 0; i < 20; i++) {
    desk.pass(3000);
    desk.asked.composing({ runId: id }, desk.context());
  }
  expect(desk.heard).toHaveLength(first);
  desk.pass(19_000);
  expect(desk.heard).toHaveLength(first);
  desk.pass(2000);
  expect(desk.heard.at(-1)).toBe('Are you there?');
  desk.handlers.calls.hold({ callId: id, on: true }, desk.context());
  desk.pass(31_000);
  expect(desk.heard.at(-1)).toBe('Are you there?');
  desk.handlers.calls.hold({ callId: id, on: false }, desk.context());
  expect(desk.heard.at(-1)).toBe('That took long.');
});

it('level 4: a second call rings on the line by the plan; a trainer’s outage is seen and ends', () => {
  desk = openBench({ db: vault.core, scenarios: [lively] });
  desk.start(id, { level: 4 });
  const { port, backend } = desk.practice;
  expect(port?.inject(id, 'down')).toMatchObject({ code: 'conflict' });
  expect(backend?.state()).toBe('none');
  desk.handlers.calls.answer({ callId: id }, desk.context());
  expect(backend?.state()).toMatchObject({ state: 'online' });
  desk.viewed(desk.say(id, { text: 'I am sorry, tell me more.' }));
  const { secondCallId } = desk.view(id);
  if (secondCallId === null) throw new Error('no second call');
  expect(findCall(vault.core, secondCallId)?.state).toBe('ringing');
  // One caller at a time hears the trainee.
  desk.handlers.calls.answer({ callId: secondCallId }, desk.context());
  expect(desk.view(id)).toMatchObject({ call: 'held', run: { held: true } });
  desk.handlers.calls.hold({ callId: id, on: false }, desk.context());
  expect(findCall(vault.core, secondCallId)?.state).toBe('held');
  desk.handlers.calls.hold({ callId: secondCallId, on: false }, desk.context());
  expect(desk.view(id)).toMatchObject({ call: 'held', run: { held: true } });
  expect(desk.heard.at(-1)).toBe('Hello, is this the surgery?');
  desk.handlers.calls.end({ callId: secondCallId }, desk.context());
  desk.handlers.calls.wrapUp(
    { callId: secondCallId, disposition: 'callback-promised', notes: '' },
    desk.context(),
  );
  expect(desk.view(id)).toMatchObject({ secondCallId: null, call: 'held', row: { state: 'running' } });
  desk.handlers.calls.hold({ callId: id, on: false }, desk.context());

  expect(port?.inject(id, 'nothing')).toMatchObject({ code: 'not-found' });
  expect(port?.inject(id, 'down')).toEqual({ ok: true, value: null });
  expect(desk.view(id).outage).toBe(true);
  expect(backend?.state()).toMatchObject({ state: 'offline' });
  expect(backend?.facts().online).toBe(false);
  expect(port?.inject(id, 'up')).toMatchObject({ ok: true });
  expect(backend?.state()).toMatchObject({ state: 'online' });
});

it('a desk that died goes on: same run, same clock, nothing heard twice', () => {
  desk = openBench({ db: vault.core, scenarios: [lively] });
  desk.start(id, { level: 4 });
  desk.handlers.calls.answer({ callId: id }, desk.context());
  desk.pass(7000);
  desk.viewed(desk.say(id, { text: 'I am sorry, tell me more.' }));
  desk.practice.port?.inject(id, 'down');
  const before = desk.view(id);
  const heard = [...desk.heard];

  const next = openBench({ db: vault.core, scenarios: [lively] });
  next.practice.opened();
  expect(next.view(id)).toMatchObject({ run: before.run, call: 'active', outage: true });
  expect(next.heard).toEqual([]);
  expect(next.view(id).clockMs).toBe(before.run.lines.at(-1)?.atMs);
  next.pass(4000);
  const on = next.viewed(next.say(id, { text: 'What happened then?' }));
  expect(on.run.lines.findLast((l) => l.who === 'agent')?.atMs).toBe(
    (before.run.lines.at(-1)?.atMs ?? 0) + 4000,
  );
  expect(heard.length).toBeGreaterThan(1);
  expect(next.errors).toEqual([]);
});

it('lists and answers fit the bridge; an old run stays readable and is never scored', () => {
  const old = {
    scenarioId: 'R2',
    scenarioVersion: 1,
    seed: 3,
    level: 2,
    nodeId: 'start',
    anger: 7,
    trust: 3,
    told: [],
    hintsUsed: 0,
    lines: [{ who: 'caller', text: 'Before there were acts.', atMs: 0, anger: 7 }],
    ended: 'resolved',
  };
  vault.core
    .prepare('INSERT INTO practice_runs (id, started_at, json) VALUES (?, ?, ?)')
    .run(uuid(90), '2026-10-01T00:00:00.000Z', JSON.stringify(old));
  vault.core
    .prepare('INSERT INTO practice_runs (id, started_at, json) VALUES (?, ?, ?)')
    .run(uuid(91), '2026-10-02T00:00:00.000Z', '{"lines": "damaged"}');
  desk.start(id);
  const rows = desk.asked.runs({ trainee: null }, desk.context());
  expect(rows).toMatchObject({
    value: [
      { id, old: false },
      { id: uuid(90), old: true, title: r2.title },
    ],
  });
  expect(desk.asked.run({ runId: uuid(90) }, desk.context())).toMatchObject({
    value: { run: null, scenario: null, lines: [{ who: 'caller', text: 'Before there were acts.' }] },
  });
  expect(code(desk.asked.view({ runId: uuid(90) }, desk.context()))).toBe('not-found');
  for (const answer of [
    rows,
    desk.asked.scenario({ id: 'R2' }, desk.context()),
    desk.asked.run({ runId: id }, desk.context()),
  ])
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(limits.messageBytes / 2);
});

it('only a sensitive scenario is declined, and the other one is named', () => {
  const hard = { ...r2, id: 'R9', sensitive: { why: 'It is about wanting to die.', instead: 'R2' } };
  desk = openBench({ db: vault.core, scenarios: [r2, hard] });
  const given = { id, level: 1, trainee, assignmentId: null } as const;
  expect(code(desk.asked.decline({ ...given, scenarioId: 'R2' }, desk.context()))).toBe('conflict');
  expect(desk.asked.decline({ ...given, scenarioId: 'R9' }, desk.context())).toEqual({
    ok: true,
    value: { instead: 'R2' },
  });
  // Nothing of it is kept: no row, no name.
  expect(desk.asked.runs({ trainee }, desk.context())).toMatchObject({ value: [] });
  expect(vault.core.prepare('SELECT count(*) AS n FROM practice_attempts').get()).toEqual({ n: 0 });
  expect(desk.start(uuid(2))).toMatchObject({ ok: true });
});
