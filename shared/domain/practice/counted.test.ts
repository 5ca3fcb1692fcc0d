// What a line counts as by what came before it, on the scenarios that ship: summaries, causes, wrong numbers and times, the
// right party, what never came up, why a call was lost.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complete, scenarioBase } from './base.ts';
import { debrief } from './debrief.ts';
import { apply, createRun } from './run.ts';
import type { PracticeInput, PracticeRun } from './run-data.ts';
import { scenarioFile, type Scenario } from './scenario.ts';
import { score } from './score.ts';

const json = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/scenarios/${name}.json`, import.meta.url), 'utf8'));
function shipped(id: string): Scenario {
  const file = scenarioFile.parse(json(id));
  return complete(file, scenarioBase.parse(json(`base/${file.base}`)));
}
const [r1, r2, r9, r10, r17, es] = ['R1', 'R2', 'R9', 'R10', 'R17', 'R2-es'].map(shipped) as [
  Scenario,
  Scenario,
  Scenario,
  Scenario,
  Scenario,
  Scenario,
];

const say = (text: string): PracticeInput => ({ kind: 'say', reply: { text } });
const act = (what: string, detail = ''): PracticeInput =>
  ({ kind: 'act', act: what, detail }) as PracticeInput;
/** A line each 10 seconds; a number is a silence (held or not) of so many seconds. */
function play(s: Scenario, inputs: readonly (string | number | PracticeInput)[], step = 10_000): PracticeRun {
  let run = createRun(s, { seed: 7, level: 2 });
  for (const [i, x] of inputs.entries()) {
    const input = typeof x === 'string' ? say(x) : typeof x === 'number' ? silence(x) : x;
    const next = apply(s, run, input, (i + 1) * step);
    if (!next.ok) throw new Error(`${next.code} ${next.message} at ${run.nodeId}`);
    run = next.value;
  }
  return run;
}
const silence = (seconds: number): PracticeInput => ({ kind: 'silence', seconds });
/** As if the call stood here: for what can be said at a node without the way to it. */
function at(s: Scenario, nodeId: string, told: string[], inputs: readonly (string | PracticeInput)[]) {
  let run: PracticeRun = { ...createRun(s, { seed: 7, level: 2 }), nodeId, told };
  const node = s.nodes.find((n) => n.id === nodeId);
  const lines = [...run.lines, { ...run.lines[0], nodeId, text: node?.caller[0] ?? '' }];
  run = { ...run, lines: lines as PracticeRun['lines'] };
  for (const [i, x] of inputs.entries()) {
    const next = apply(s, run, typeof x === 'string' ? say(x) : x, (i + 1) * 10_000);
    if (!next.ok) throw new Error(`${next.code} at ${run.nodeId}`);
    run = next.value;
  }
  return run;
}
const row = (s: Scenario, run: PracticeRun, ruleId: string) =>
  score(s, run)
    .categories.flatMap((c) => c.evidence)
    .find((e) => e.ruleId === ruleId);
const critical = (s: Scenario, run: PracticeRun, ruleId: string) =>
  score(s, run).critical.find((c) => c.ruleId === ruleId);

describe('a summary', () => {
  it('sums up something, or it is only a question', () => {
    const empty = 'I am so sorry. I am with you. Did I get that right?';
    expect(row(r1, play(r1, [empty]), 'L2')).toMatchObject({ points: 0, why: 'never' });
    const full =
      'A biopsy on Thursday, and a result in the portal that you can’t open. Did I get that right?';
    expect(row(r1, play(r1, [full]), 'L2')).toMatchObject({ points: 3, quote: full });
  });
});

describe('the issue behind the call', () => {
  it('is named after it was heard, not by any word of sorrow', () => {
    const early = 'A result in your hand at midnight, and you are alone with it.';
    expect(score(r1, play(r1, [early])).why).toMatchObject({ named: false });
    const late = 'You are as old as your mother was then.';
    expect(score(r1, at(r1, 'mother', [], [early, late])).why).toMatchObject({ named: true });
  });
});

describe('read back wrong', () => {
  const told = ['birth_date', 'number'];
  it('is put right by the caller, costs trust, and stands in the debrief', () => {
    const wrong = at(r2, 'number', told, ['617 555 0123, right?']);
    expect(wrong.lines.map((l) => l.text)).toContain('No — zero one four eight.');
    expect(wrong.trust).toBeLessThan(at(r2, 'number', told, ['617 555 0148, right?']).trust);
    const number = score(r2, wrong)
      .categories.flatMap((c) => c.evidence)
      .find((e) => e.title.startsWith('Read back wrong'));
    expect(number).toMatchObject({ points: 0, why: 'wrong', quote: '617 555 0123, right?' });
  });
  it.each([
    '617 555 0148, right?',
    'So that is 617-555-0148.',
    'six one seven, five five five, zero one four eight',
    '555 0148?',
    'March 14, 2023, is it?',
  ])('not by “%s”', (text) => {
    expect(at(r2, 'number', told, [text]).lines.map((l) => l.text)).not.toContain(
      'No — zero one four eight.',
    );
    expect(at(r2, 'number', told, [text]).lines.at(-2)?.factsWrong ?? []).toEqual([]);
  });
  it('a birth date too, and in Spanish', () => {
    const date = at(r2, 'number', told, ['Born March 14, 2022?']);
    expect(date.lines.map((l) => l.text)).toContain('No — March 14, 2023.');
    const numero = at(es, 'numero', ['nacimiento', 'numero'], ['617 555 0123, ¿verdad?']);
    expect(numero.lines.map((l) => l.text)).toContain('No — cero uno cinco cuatro.');
  });
});

it('asked again what was told costs trust and listening', () => {
  const again = at(r2, 'number', ['number'], ['ok and can u tell me the best number to call you back']);
  expect(row(r2, again, 'X1')).toMatchObject({ points: 0, of: 2 });
  const first = at(r2, 'number', [], ['ok and can u tell me the best number to call you back']);
  expect(row(r2, first, 'X1')).toBe(undefined);
  expect(again.trust).toBe(first.trust - 1);
  for (const text of [
    'I have your number, Dana.',
    'Your number is 617 555 0148, right?',
    'We call you on that number.',
  ])
    expect(row(r2, at(r2, 'number', ['number'], [text]), 'X1'), text).toBe(undefined);
});

it('a time that is not the practice’s is a time, and says which one is right', () => {
  const run = play(r2, ['The nurse calls you in 30 mins.']);
  expect(critical(r2, run, 'K2')).toMatchObject({ done: true, why: 'other-time' });
  expect(critical(r2, run, 'K2')?.title).toContain('15 minutes');
  expect(critical(r2, play(r2, ['The nurse calls you in 15 mins.']), 'K2')).toMatchObject({ why: null });
});

describe('at the desk', () => {
  it('only the right party is credited', () => {
    const wrong = play(r1, ['I am here.', act('transfer_warm', '911')]);
    expect(wrong.lines.at(-1)).toMatchObject({ tags: ['needless_emergency'], ruleIds: [] });
    expect(row(r1, wrong, 'X4')).toMatchObject({ points: 0, of: 3 });
    const right = play(r1, ['I am here.', act('transfer_warm', 'on-call')]);
    expect(right.did).toContain('warm_transfer');
    expect(row(r1, right, 'X4')).toBe(undefined);
  });

  it('a hold that is taken back at once was a slip; a critical one stays', () => {
    const slip = play(r1, ['I am here.', act('hold'), act('resume')], 2000);
    expect(row(r1, slip, 'C8')).toMatchObject({ points: 2 });
    expect(row(r1, play(r1, ['I am here.', act('hold'), act('resume')]), 'C8')).toMatchObject({ points: 0 });
    expect(critical(r9, play(r9, ['I am here.', act('hold'), act('resume')], 2000), 'K4')?.state).toBe(
      'missed',
    );
  });

  it('hanging up is called so', () => {
    expect(row(r1, play(r1, ['I am here.', act('hang_up')]), 'C8')?.title).toBe('You ended the call on her');
  });

  it('what is said to be saved is true once it is', () => {
    const claim = 'I have it saved here, every word.';
    expect(row(r17, play(r17, [claim]), 'C2')).toMatchObject({ points: 0, why: 'untrue' });
    expect(row(r17, play(r17, [act('save_message'), claim]), 'C2')).toMatchObject({ points: 3, why: null });
  });
});

describe('what never came up', () => {
  it('is not judged', () => {
    const run = play(r10, ['Good evening, this is Sam.']);
    for (const id of ['C4', 'C5', 'C7']) expect(row(r10, run, id), id).toBe(undefined);
    expect(row(r10, at(r10, 'chest', [], ['Does it hurt?']), 'C3')).toMatchObject({ points: 4 });
  });
  it('a place that was asked for and not told is not learned', () => {
    const asked = 'Where are you right now?';
    expect(critical(r9, play(r9, [asked]), 'K2')).toMatchObject({ done: false, why: 'not-learned' });
    expect(critical(r9, at(r9, 'scene', [], [asked, 'Thank you.']), 'K2')).toMatchObject({ done: true });
    expect(critical(r9, play(r9, [act('caller_address')]), 'K2')).toMatchObject({ done: true });
  });
});

describe('a call that was lost', () => {
  it('says what led there: a feeling with its steps, a silence, a hold, an act', () => {
    const gone = at(r9, 'not_here', [], [act('hold'), act('resume'), 'Hm.', 'I see.']);
    expect(gone.ended === 'hung-up' || gone.ended === 'unresolved').toBe(true);
    expect(debrief(r9, gone).because?.steps.map((x) => x.text)).toContain('You put him on hold alone');
    const held = play(r9, ['I am here.', act('hold'), 30]);
    expect(debrief(r9, held).because).toMatchObject({ kind: 'held', seconds: 30, line: null });
    const cold = play(r9, ['I am here.', act('transfer_cold')]);
    expect(debrief(r9, cold).because).toMatchObject({
      kind: 'act',
      text: 'You transferred him without staying',
    });
    expect(debrief(r9, play(r9, ['I am here.'])).because).toBe(null);
  });
});
