// The hard calls of the library on a real practice desk: what the desk itself does (a card opened, somebody brought in, an
// outage, a message kept) is what passes or fails them, and the caller at risk is never put on hold by bringing help in.
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import en from '../../../data/scenarios/base/en.json' with { type: 'json' };
import r10 from '../../../data/scenarios/R10.json' with { type: 'json' };
import r17 from '../../../data/scenarios/R17.json' with { type: 'json' };
import r7 from '../../../data/scenarios/R7.json' with { type: 'json' };
import r9 from '../../../data/scenarios/R9.json' with { type: 'json' };
import { emptyDraft } from '#shared/domain/messages/message.ts';
import { complete, scenarioBase } from '#shared/domain/practice/base.ts';
import { practiceLevels, scenarioFile } from '#shared/domain/practice/scenario.ts';
import { score } from '#shared/domain/practice/score.ts';
import { migrations } from '../migrations.ts';
import { makeTestVault, removeFolder, tempFolder } from '../vault/testing.ts';
import type { Vault } from '../vault/vault.ts';
import { openBench, uuid, type OpenBench } from './testing.ts';

const base = scenarioBase.parse(en);
const scenarios = [r7, r9, r10, r17].map((file) => complete(scenarioFile.parse(file), base));
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
  vault.core.exec('DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts');
  desk = openBench({ db: vault.core, scenarios });
});

const ring = (scenarioId: string, level: 1 | 2 | 3 | 4): void => {
  desk.start(id, { scenarioId, level });
  desk.handlers.calls.answer({ callId: id }, desk.context());
};
const say = (...choices: string[]): void => {
  for (const choiceId of choices) {
    desk.pass(4000);
    desk.viewed(desk.say(id, { choiceId }));
  }
};
const bring = (target: '988' | '911' | 'supervisor'): void => {
  desk.viewed(desk.asked.bringIn({ runId: id, id: uuid(7), target }, desk.context()));
  desk.pass(4000);
};
const run = () => desk.view(id).run;
const judged = () => {
  const played = run();
  const scenario = scenarios.find((s) => s.id === played.scenarioId);
  if (scenario === undefined) throw new Error('no such scenario');
  return score(scenario, played);
};
const missed = () =>
  judged()
    .critical.filter((c) => c.state === 'missed')
    .map((c) => c.ruleId);
const save = (more: Record<string, unknown>): void => {
  const empty = emptyDraft({
    accountId: 'riverside',
    dnis: '',
    greeting: '',
    receivedAt: '2026-11-22T03:00:00.000Z',
    zone: 'America/New_York',
    practice: '',
    origin: { kind: 'call', callId: id },
  });
  void desk.handlers.messages.save({ fields: { ...empty, ...more } } as never, desk.context());
};

it('R9: 988 joins while the caller is spoken to; he decides when the trainee goes', () => {
  ring('R9', 3);
  say('ask');
  void desk.handlers.emergency.open({ contextId: id } as never, desk.context());
  say('gentle', 'direct', 'thank', 'who', 'stay', 'why', 'together');
  bring('988');
  expect(desk.view(id)).toMatchObject({ call: 'active', party: { target: '988', state: 'joined' } });
  say('stay', 'tell', 'here');
  expect(run()).toMatchObject({ ended: 'resolved', nodeId: 'handed' });
  expect(missed()).toEqual([]);
  expect(judged().why?.named).toBe(true);
});

it('R9: a short hold fails it, however kind the words were', () => {
  ring('R9', 1);
  say('ask', 'gentle', 'direct');
  desk.handlers.calls.hold({ callId: id, on: true }, desk.context());
  desk.pass(12_000);
  desk.handlers.calls.hold({ callId: id, on: false }, desk.context());
  expect(run().lines.findLast((l) => l.who === 'caller')?.text).toContain('You said you were there');
  expect(missed()).toEqual(['K4']);
});

it('R10: the card within 30 seconds of his words counts, after that it is late', () => {
  const play = (waitMs: number): void => {
    ring('R10', 2);
    say('open');
    desk.pass(waitMs);
    void desk.handlers.emergency.open({ contextId: id } as never, desk.context());
  };
  play(15_000);
  say('now', 'again', 'wake', 'back', 'straight', 'stay', 'room');
  expect(run()).toMatchObject({ ended: 'resolved', nodeId: 'there' });
  expect(missed()).toEqual([]);
  expect(judged().categories.find((c) => c.category === 'empathy')?.points).toBeGreaterThan(15);
  vault.core.exec('DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts');
  desk = openBench({ db: vault.core, scenarios });
  play(32_000);
  expect(missed()).toEqual(['K1']);
});

it('R10: 911 brought in by the desk counts as 911', () => {
  ring('R10', 1);
  say('open');
  bring('911');
  expect(run().held).toBe(false);
  say('since', 'now', 'again', 'where');
  expect(judged().critical.find((c) => c.ruleId === 'K2')).toMatchObject({ state: 'met', line: 4 });
});

it('R17: the backend goes at every level; a message kept and a nurse phoned by hand pass it', () => {
  for (const level of practiceLevels) expect(r17.levels[`${level}`].events).toContain('backend_down');
  for (const level of [1, 4] as const) {
    vault.core.exec('DELETE FROM call_events; DELETE FROM calls; DELETE FROM practice_attempts');
    desk = openBench({ db: vault.core, scenarios });
    ring('R17', level);
    expect(desk.view(id).outage).toBe(false);
    say('name', 'name', 'back');
    expect(desk.view(id).outage).toBe(true);
    save({
      verbatim: 'There’s two doses left. Two.',
      urgency: 'urgent-clinical',
      patientName: 'Frank Tierney',
    });
    say('honest', 'know', 'name', 'name', 'time');
    void desk.handlers.dispatch.attempt({ to: 'grace-adeyemi' } as never, desk.context());
    say('sum');
    expect(run()).toMatchObject({ ended: 'resolved', nodeId: 'thanks' });
    expect(missed()).toEqual([]);
    expect(judged().passed).toBe(true);
  }
});

it('R17: “it is sent” fails it, even when everything else is done', () => {
  ring('R17', 1);
  say('name', 'name', 'back', 'lie', 'correct', 'know', 'name', 'name', 'time');
  save({ verbatim: 'two doses left' });
  void desk.handlers.dispatch.attempt({ to: 'grace-adeyemi' } as never, desk.context());
  say('sum');
  expect(missed()).toEqual(['K3']);
});

it('R7: two warnings and a supervisor who has the story; the hand-over ends the call well', () => {
  ring('R7', 2);
  say('own', 'own', 'tell', 'limit', 'name', 'name', 'two', 'ask', 'back');
  bring('supervisor');
  expect(desk.view(id)).toMatchObject({ call: 'held', party: { state: 'talking' } });
  const told = 'Gary Doyle. No nurse since Friday, he lifts Lorraine alone and nearly dropped her.';
  desk.viewed(desk.asked.tellParty({ runId: id, text: told }, desk.context()));
  desk.viewed(desk.asked.party({ runId: id, what: 'hand-over' }, desk.context()));
  expect(run()).toMatchObject({ ended: 'resolved', nodeId: 'handed_over' });
  expect(missed()).toEqual([]);
});

it('R7: hanging up on the first insult fails it', () => {
  ring('R7', 1);
  desk.handlers.calls.end({ callId: id }, desk.context());
  expect(run().ended).toBe('left');
  expect(missed()).toEqual(['K1', 'K2', 'K3', 'K4']);
});
