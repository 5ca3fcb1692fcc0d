// What somebody is held to on a practice desk: a judged run stays as it was judged, clocks run on while the desk is away, a page
// claims nothing that the desk hears itself, a full stop tells nobody anything, and everybody in a role-play goes with it.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import en from '../../../data/scenarios/base/en.json' with { type: 'json' };
import r10 from '../../../data/scenarios/R10.json' with { type: 'json' };
import r17 from '../../../data/scenarios/R17.json' with { type: 'json' };
import r9 from '../../../data/scenarios/R9.json' with { type: 'json' };
import { party } from '#shared/contract/practice.ts';
import { complete, scenarioBase } from '#shared/domain/practice/base.ts';
import { createRun, nodeOf } from '#shared/domain/practice/run.ts';
import {
  deskActs,
  scenario as schema,
  scenarioFile,
  type Scenario,
} from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';
import { r2 } from '#shared/domain/practice/testing.ts';
import type { Assignment } from '#shared/domain/training/records.ts';
import { findCall } from '../calls/store.ts';
import { migrations } from '../migrations.ts';
import { trainee as nobodyYet } from '../session/people.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { practicePerson } from './person.ts';
import { noTrainer } from './ports.ts';
import { saysSomething } from './said.ts';
import { addAttempt, attempts, attemptsOf, keepTrainee, putOutcome } from './store.ts';
import { openBench, trainee, uuid, type OpenBench } from './testing.ts';

const base = scenarioBase.parse(en);
const scenarios = [r9, r10, r17].map((file) => complete(scenarioFile.parse(file), base));
const id = uuid(1);
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
    'DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts; DELETE FROM practice_second_calls',
  );
  desk = openBench({ db: vault.core, scenarios });
});
const code = (done: unknown): unknown => (done as { code?: string }).code;
const run = () => desk.view(id).run;
const ring = (scenarioId: string, level: 1 | 2 | 3 | 4 = 3): void => {
  desk.start(id, { scenarioId, level });
  desk.handlers.calls.answer({ callId: id }, desk.context());
};
const judged = () => {
  const scenario = scenarios.find((s) => s.id === run().scenarioId);
  if (scenario === undefined) throw new Error('no such scenario');
  return score(scenario, run());
};
const wrapUp = (callId = id): void => {
  desk.handlers.calls.wrapUp({ callId, disposition: 'resolved', notes: '' }, desk.context());
};
/** The first line that is offered, until the call is over. */
function talk(): void {
  for (let turn = 0; turn < 40 && run().ended === null; turn++) {
    desk.pass(4000);
    const scenario = scenarios.find((s) => s.id === run().scenarioId);
    const choice = scenario === undefined ? undefined : nodeOf(scenario, run().nodeId).choices[0];
    if (run().ended === null) desk.viewed(desk.say(id, { choiceId: choice?.id ?? '' }));
  }
  desk.pass(20_000);
}
const late = (): void => {
  void desk.handlers.dispatch.attempt({ to: 'nurse' } as never, desk.context());
  const fields = {
    origin: { kind: 'call', callId: id },
    callback: { readBack: true },
    summary: { readBack: true },
    urgency: 'urgent-clinical',
  };
  void desk.handlers.messages.save({ fields } as never, desk.context());
};

it('what was judged stays judged: a wrap-up taken back after the debrief counts nothing more', () => {
  ring('R17');
  talk();
  wrapUp();
  expect(desk.view(id).row).toMatchObject({ state: 'finished', passed: false });
  // As a desk of other rules would have judged it: it is not judged a second time.
  vault.core.exec('UPDATE practice_attempts SET score = 1');
  const before = desk.view(id);
  desk.pass(50_000);
  expect(desk.handlers.calls.reopen({ callId: id }, desk.context())).toMatchObject({ ok: true });
  late();
  expect(code(desk.asked.act({ runId: id, act: 'open_oncall', detail: null }, desk.context()))).toBe(
    'not-found',
  );
  // It is to be wrapped up again before the next one rings.
  expect(code(desk.start(uuid(2), { scenarioId: 'R9' }))).toBe('conflict');
  wrapUp();
  expect(desk.view(id)).toMatchObject({ row: before.row, run: before.run });
  expect(desk.start(uuid(2), { scenarioId: 'R9' })).toMatchObject({ ok: true });
});

it('the wrap-up has a real clock, in this life of the desk and in the next', () => {
  ring('R17');
  talk();
  const over = run().lines.at(-1)?.atMs ?? 0;
  desk.pass(300_000);
  desk = openBench({ db: vault.core, scenarios, at: 900_000 });
  desk.practice.opened();
  desk.pass(60_000);
  late();
  expect(run().lines.findLast((l) => l.act === 'save_message')?.atMs).toBeGreaterThan(over + 300_000);
  wrapUp();
  expect(desk.view(id).row).toMatchObject({ state: 'finished', interrupted: true });
});

it('killing the desk stops no deadline, and the run says that it was interrupted', () => {
  ring('R10');
  desk.pass(4000);
  desk.viewed(desk.say(id, { choiceId: 'open' }));
  expect(desk.view(id).row.interrupted).toBe(false);
  for (let life = 1; life <= 5; life++) {
    desk.practice.stop();
    desk = openBench({ db: vault.core, scenarios, at: 5000 + life * 20_000 });
    desk.practice.opened();
  }
  void desk.handlers.emergency.open({ contextId: id } as never, desk.context());
  expect(run().lines.findLast((l) => l.act === 'open_emergency')?.atMs).toBeGreaterThan(100_000);
  expect(judged().critical.find((c) => c.ruleId === 'K1')?.state).toBe('missed');
  expect(desk.view(id).row.interrupted).toBe(true);
  // A clock set back takes nothing back.
  const at = desk.view(id).clockMs;
  desk = openBench({ db: vault.core, scenarios, at: 0 });
  desk.practice.opened();
  expect(desk.view(id).clockMs).toBe(at);
  // Opened anew while it goes on (after a lock): that is no interruption, and its clock is its own.
  vault.core.exec('UPDATE practice_attempts SET interrupted = 0');
  desk.pass(7000);
  desk.practice.opened();
  expect(desk.view(id)).toMatchObject({ clockMs: at + 7000, row: { interrupted: false } });
});

it('a page claims only what the desk can’t hear; a place counts once it is written', () => {
  ring('R9');
  const claim = (act: (typeof deskActs)[number]) =>
    desk.asked.act({ runId: id, act, detail: null }, desk.context());
  const open = ['open_oncall', 'script_step', 'verify', 'caller_address'];
  for (const act of deskActs.filter((a) => !open.includes(a)))
    expect(code(claim(act)), act).toBe('invalid-input');
  const acts = () => run().lines.flatMap((l) => l.act ?? []);
  desk.viewed(claim('caller_address'));
  expect(acts()).toEqual(['answer']);
  const note = (notes: string): void => {
    desk.handlers.calls.note({ callId: id, notes }, desk.context());
  };
  note(' . ');
  expect(acts()).toEqual(['answer']);
  note('Where the person is: 27 Cypress Court');
  note('Where the person is: 27 Cypress Court, second floor');
  expect(acts()).toEqual(['answer', 'caller_address']);
});

it('a handover of a full stop is none, and they ask; nothing that was said is dropped', () => {
  ring('R9');
  const bring = (n: number): void => {
    desk.viewed(desk.asked.bringIn({ runId: id, id: uuid(n), target: 'on-call' }, desk.context()));
    desk.pass(6000);
  };
  const tell = (text: string) => desk.asked.tellParty({ runId: id, text }, desk.context());
  bring(7);
  const asked = desk.viewed(tell('.')).party?.lines.at(-1)?.text;
  const heard = desk.viewed(tell('He thinks of suicide, and is at home alone.')).party?.lines.at(-1)?.text;
  expect(asked).not.toBe(heard);
  let told = 0;
  while (code(tell('He is at home and alone now.')) === undefined) told++;
  expect(code(tell('And one thing more.'))).toBe('practice-party-full');
  expect(told).toBeGreaterThan(10);
  desk.viewed(desk.asked.party({ runId: id, what: 'let-go' }, desk.context()));
  bring(8);
  desk.viewed(tell('.'));
  desk.viewed(desk.asked.party({ runId: id, what: 'hand-over' }, desk.context()));
  expect(run().lines.flatMap((l) => l.act ?? [])).toContain('transfer_cold');
  expect(party.safeParse(desk.view(id).party).success).toBe(true);
  expect(saysSomething('Doyle', 3, ['Gary Doyle'])).toBe(true);
  expect(saysSomething('ok ok', 3, ['Gary Doyle', ''])).toBe(false);
  expect(saysSomething('', 1)).toBe(false);
});

const withSecond: Scenario = schema.parse({
  ...r2,
  events: [
    {
      id: 'second',
      title: 'A second call',
      kind: 'second_call',
      text: 'Hello?',
      emotion: 0,
      trust: 0,
      to: null,
      atTurn: null,
    },
  ],
});
it.each(['ringing', 'active', 'held', 'wrap-up'] as const)(
  'a second call that is %s goes with its role-play',
  (was) => {
    desk = openBench({ db: vault.core, scenarios: [withSecond] });
    ring('R2', 1);
    desk.practice.port?.inject(id, 'second');
    const callId = desk.view(id).secondCallId ?? '';
    if (was !== 'ringing') desk.handlers.calls.answer({ callId }, desk.context());
    if (was === 'held') desk.handlers.calls.hold({ callId, on: true }, desk.context());
    if (was === 'wrap-up') desk.handlers.calls.end({ callId }, desk.context());
    expect(findCall(vault.core, callId)?.state).toBe(was);
    desk.handlers.calls.end({ callId: id }, desk.context());
    wrapUp();
    expect(findCall(vault.core, callId)?.state).toBe(was === 'ringing' ? 'missed' : 'ended');
    expect(desk.view(id).secondCallId).toBeNull();
    desk.pass(60_000);
    expect(desk.waiting()).toBe(0);
    expect(desk.start(uuid(2))).toMatchObject({ ok: true });
  },
);

const addDone = (n: number, startedAt: string, who: { id: string | null; name: string }): void => {
  addAttempt(vault.core, {
    id: uuid(n),
    scenario: r2,
    hash: null,
    level: 3,
    seed: 1,
    trainee: who,
    assignmentId: null,
    startedAt,
    state: 'running',
    run: createRun(r2, { seed: 1, level: 3 }),
  });
  const outcome = { state: 'finished', ending: 'resolved', score: 90, passed: true, skills: {} } as const;
  putOutcome(vault.core, uuid(n), outcome);
};
it('the first call of somebody counts as long as the vault has it, however many others were played', () => {
  vault.core.transaction(() => {
    addDone(1, '2026-01-01T00:00:00.000Z', trainee);
    for (let n = 2; n <= 520; n++) addDone(n, '2026-02-01T00:00:00.000Z', { id: `t${n % 20}`, name: 'T' });
    addDone(521, '2026-02-02T00:00:00.000Z', { id: null, name: ' sam  TRAINEE '.replace('  ', ' ') });
  })();
  expect(attempts(vault.core)).toHaveLength(521);
  expect(attemptsOf(vault.core, trainee).map((a) => a.row.id)).toEqual([uuid(521), uuid(1)]);
  expect(attemptsOf(vault.core, { id: 't3', name: 'whatever' })).toHaveLength(26);
  expect(attemptsOf(vault.core, { id: null, name: 'T' })).toEqual([]);
  expect(desk.asked.progress({ trainee }, desk.context())).toMatchObject({
    value: { attempts: [{ runId: uuid(1) }, { runId: uuid(521) }] },
  });
  expect(desk.asked.runs({ trainee: null }, desk.context())).toMatchObject({ value: { length: 500 } });
});

it('totals count every call of somebody, though the trend shows the last 200', () => {
  vault.core.transaction(() => {
    for (let n = 1; n <= 230; n++)
      addDone(n, new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(), trainee);
  })();
  const { value } = desk.asked.progress({ trainee }, desk.context()) as {
    value: { attempts: { runId: string }[]; scenarios: { scenarioId: string; attempts: number }[] };
  };
  expect(value.attempts).toHaveLength(200);
  expect(value.attempts.at(-1)?.runId).toBe(uuid(230));
  expect(value.scenarios.find((s) => s.scenarioId === 'R2')?.attempts).toBe(230);
});

it('of many assignments those that are still to play are shown', () => {
  const given = (n: number): Assignment => ({
    id: uuid(n),
    traineeId: 't1',
    traineeName: trainee.name,
    scenarioId: 'R2',
    level: 1,
    due: '2026-12-01',
    repeat: 'once',
    note: '',
    by: 'Priya',
    at: '2026-11-22T03:00:00.000Z',
    state: n <= 480 ? 'done' : 'open',
    attempts: 0,
    lastAt: null,
  });
  const many = Array.from({ length: 700 }, (_, i) => given(i + 1));
  desk = openBench({ db: vault.core, scenarios, training: { ...noTrainer, assignmentsOf: () => many } });
  desk.asked.sitDown(trainee, desk.context());
  const { value } = desk.asked.assignments({}, desk.context()) as { value: Assignment[] };
  expect(value).toHaveLength(500);
  expect(value.filter((a) => a.state === 'open')).toHaveLength(220);
});

it('the seat carries the name that was typed', () => {
  expect(practicePerson(null)).toEqual(nobodyYet);
  keepTrainee(vault.core, { id: null, name: '  Sam van  Dyk ' });
  expect(practicePerson(vault.core)).toEqual({ ...nobodyYet, name: 'Sam van  Dyk', initials: 'SD' });
  keepTrainee(vault.core, { id: null, name: 'Sam' });
  expect(practicePerson(vault.core).initials).toBe('SA');
  desk.asked.sitDown(trainee, desk.context());
  expect(desk.told).toContain('named');
});

it('a scenario’s caller has waited as long as they say', () => {
  desk = openBench({ db: vault.core, scenarios: [r2, { ...r2, id: 'R3', waitedSeconds: undefined }] });
  ring('R2', 1);
  expect(findCall(vault.core, id)?.waitedSeconds).toBe(2400);
});
