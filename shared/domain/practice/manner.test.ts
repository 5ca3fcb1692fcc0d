// How a line is said: said before, everything at once, one word for every cue; what it costs and how the debrief says so.
import { describe, expect, it } from 'vitest';
import { debrief } from './debrief.ts';
import { mostLevel, repeats } from './manner.ts';
import { answer, apply, createRun, type PracticeRun } from './run.ts';
import { score } from './score.ts';
import { r2 } from './testing.ts';

function say(run: PracticeRun, text: string): PracticeRun {
  const next = answer(r2, run, { text });
  if (!next.ok) throw new Error(next.message);
  return next.value;
}
/** The caller has told of the forty minutes. */
const start = () => say(createRun(r2, { seed: 7, level: 3 }), 'Harbor Pediatrics, this is Sam.');
const last = (run: PracticeRun) => run.lines.findLast((l) => l.who === 'agent');
const told = (...texts: string[]) => texts.reduce<PracticeRun>((run, text) => say(run, text), start()).lines;

const kind = 'Forty minutes is far too long. I stay with you, and I am sending this to the nurse now.';
const outpour = `I am so sorry, forty minutes is frustrating. Tell me more. I will stay with you and the nurse will call you back within
  15 minutes. What is his full name? When was he born? You told us so. Did I get that right? Thank you. If it gets worse call 911.`;

describe('a line said before', () => {
  it.each([
    [kind, kind, true],
    [kind, kind.replace('far too', 'much too'), true],
    [kind, `Yes. ${kind}`, true],
    [kind, `${kind} Theo is ill.`, true],
    ['That is frightening.', 'That is frightening!', true],
    [kind, 'Theo is on your lap and he is hot. I stay with you.', false],
    [
      'I stay with you on the line.',
      'You gave him the drops at ten and nothing helped. I stay with you on the line.',
      false,
    ],
    ['Yes.', 'No.', false],
    [kind, '…', false],
  ])('“%s”, then “%s”: %s', (before, now, expected) => {
    expect(repeats(told(before), now)).toBe(expected);
  });

  it('is a level 1 at most, gives no tag again, calms nobody, and says so', () => {
    const once = say(start(), kind);
    expect(last(once)).toMatchObject({ cueLevel: 4 });
    expect(last(once)).not.toHaveProperty('manner');
    const twice = say(once, kind);
    const line = last(twice);
    expect(line?.manner).toContain('repeated');
    expect(line?.cueLevel ?? 0).toBeLessThanOrEqual(1);
    expect(line?.tags.filter((t) => t === 'support' || t === 'relief')).toEqual([]);
    expect(line?.emotion).toBeGreaterThanOrEqual(last(once)?.emotion ?? 10);
    expect(JSON.stringify(debrief(r2, twice))).toContain(r2.manner.repeated);
  });

  it('goes on counting against it', () => {
    const twice = say(
      say(start(), 'Calm down, please, it was forty minutes.'),
      'Calm down, please, it was forty minutes.',
    );
    expect(last(twice)?.tags).toContain('tone_policing');
  });
});

describe('everything at once', () => {
  it('meets no must until it is said by itself', () => {
    const run = say(start(), outpour);
    expect(last(run)?.manner).toEqual(['monologue']);
    expect(last(run)?.cueLevel).toBeLessThanOrEqual(2);
    const must = (r: PracticeRun, id: string) => score(r2, r).critical.find((c) => c.ruleId === id);
    expect(must(run, 'K1')).toMatchObject({ done: false, state: 'open' });
    expect(must(run, 'K1')?.title).toContain(r2.manner.monologue);
    expect(must(run, 'K1')?.line).not.toBe(null);
    const after = say(run, 'I am sorry that nobody picked up.');
    expect(must(after, 'K1')).toMatchObject({ done: true, state: 'met' });
    expect(must(after, 'K1')?.title).not.toContain(r2.manner.monologue);
  });
  it('is what is too long as well', () => {
    expect(last(say(start(), 'We look at this with care. '.repeat(15)))?.manner).toContain('monologue');
  });
  it('costs a point of efficiency each, three at most', () => {
    let run = start();
    for (let n = 0; n < 5 && run.ended === null; n += 1) run = say(run, outpour);
    const left = run.ended === null ? apply(r2, run, { kind: 'act', act: 'hang_up' }, 1_000_000) : null;
    const rows = score(r2, { ...(left?.ok === true ? left.value : run), ended: 'unresolved' })
      .categories.find((c) => c.category === 'efficiency')
      ?.evidence.filter((e) => e.ruleId === 'Z5');
    expect(rows?.map((r) => r.points)).toEqual([-3, -3]);
  });
});

it('the same word of feeling for every cue names, and no more', () => {
  const first = say(start(), 'That is frustrating, and I am with you.');
  expect(last(first)?.cueLevel).toBe(3);
  const again = say(first, 'So frustrating. I will take care of that.');
  if (last(again)?.cueLevel !== null) expect(last(again)).toMatchObject({ manner: ['stock'], cueLevel: 2 });
});

it.each([
  [undefined, 4],
  [['stock'], 2],
  [['monologue'], 2],
  [['repeated', 'monologue'], 1],
] as const)('%j: at most %i', (manner, most) => {
  expect(mostLevel(manner)).toBe(most);
});
