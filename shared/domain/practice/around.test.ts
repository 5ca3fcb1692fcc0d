// What happens around the words: acts at the desk, silence, holds, events, noise, limits in time, the saved message.
import { describe, expect, it } from 'vitest';
import { checkScenario } from './check.ts';
import { throughNoise } from './noise.ts';
import { apply, createRun, nextSilence, type PracticeInput, type PracticeRun, replay } from './run.ts';
import type { Scenario } from './scenario.ts';
import { score } from './score.ts';
import { r2 } from './testing.ts';
import { tokensOf } from './words.ts';

const still = { emotion: 0, trust: 0 };
/** R2 with everything that can happen around a call. */
const s: Scenario = {
  ...r2,
  levels: {
    ...r2.levels,
    '4': { ...r2.levels['4'], noise: false, events: ['second'] },
  },
  acts: [
    {
      act: 'open_emergency',
      detail: null,
      ruleId: 'D1',
      tag: 'card_opened',
      title: 'opens the card',
      ...still,
    },
    { act: 'emergency_step', detail: 'call', ruleId: 'D2', tag: 'called', title: 'ticks the call', ...still },
    { act: 'hold', detail: null, ruleId: 'D3', tag: 'held', title: 'holds', emotion: 2, trust: -2 },
    { act: 'save_message', detail: null, ruleId: 'D4', tag: 'saved', title: 'saves', ...still },
  ],
  triggers: [
    { id: 'dead_air', when: { silence: 12 }, once: false, say: ['Hello?'], emotion: 1, trust: 0, to: null },
    { id: 'gone', when: { silence: 60 }, once: true, say: [], ...still, to: 'hung_up' },
    {
      id: 'on_hold',
      when: { held: 30 },
      once: true,
      say: ['There you are.'],
      emotion: 1,
      trust: 0,
      to: null,
    },
    {
      id: 'card',
      when: { act: 'open_emergency', detail: null },
      once: true,
      say: ['What is that?'],
      ...still,
      to: null,
    },
    { id: 'rage', when: { emotionAtLeast: 10 }, once: true, say: ['Enough!'], ...still, to: 'hung_up' },
    { id: 'bell', when: { event: 'second' }, once: true, say: ['Is that your phone?'], ...still, to: null },
  ],
  events: [
    {
      id: 'second',
      title: 'A second call',
      kind: 'second_call',
      text: 'It rings.',
      ...still,
      to: null,
      atTurn: 2,
    },
    {
      id: 'cough',
      title: 'He coughs',
      kind: 'says',
      text: 'He coughs.',
      emotion: 1,
      trust: 0,
      to: null,
      atTurn: null,
    },
  ],
  form: [
    { ruleId: 'M1', title: 'Number in the message', field: 'callback', accepts: ['617 555 0148'], of: 5 },
  ],
  critical: [
    {
      ruleId: 'K1',
      title: 'Card in 30 s',
      kind: 'must',
      tags: ['card_opened'],
      within: { seconds: 30, after: 'wait' },
      nextStep: 'x',
    },
    { ruleId: 'K2', title: 'Never held', kind: 'must-not', tags: ['held'], within: null, nextStep: 'x' },
  ],
};
const start = (level: PracticeRun['level'] = 1) => createRun(s, { seed: 7, level });
function play(run: PracticeRun, ...inputs: [PracticeInput, number][]): PracticeRun {
  return inputs.reduce((now, [input, atMs]) => {
    const next = apply(s, now, input, atMs);
    if (!next.ok) throw new Error(`${next.code} ${JSON.stringify(input)}`);
    return next.value;
  }, run);
}
const say = (text: string): PracticeInput => ({ kind: 'say', reply: { text } });
const act = (what: string, detail = ''): PracticeInput =>
  ({ kind: 'act', act: what, detail }) as PracticeInput;
const quiet = (seconds: number): PracticeInput => ({ kind: 'silence', seconds });
const texts = (run: PracticeRun, who: string) => run.lines.filter((l) => l.who === who).map((l) => l.text);
const critical = (run: PracticeRun, id: string) => score(s, run).critical.find((c) => c.ruleId === id);

describe('acts at the desk', () => {
  it('give tags and stand in the transcript, and move the patient once', () => {
    const run = play(start(), [act('hold'), 1000], [act('resume'), 2000], [act('hold'), 3000]);
    expect(run.emotion).toBe(s.levels['1'].emotion + 2);
    expect(run.lines.filter((l) => l.who === 'desk').map((l) => [l.act, l.tags])).toEqual([
      ['hold', ['held']],
      ['resume', []],
      ['hold', ['held']],
    ]);
  });
  it('are narrowed by their detail', () => {
    expect(play(start(), [act('emergency_step', 'leave'), 1]).did).toEqual([]);
    expect(play(start(), [act('emergency_step', 'call'), 1]).did).toEqual(['called']);
  });
  it('set off what the caller says to them', () => {
    expect(texts(play(start(), [act('open_emergency'), 1000]), 'caller').at(-1)).toBe('What is that?');
  });
  it('go on in the wrap-up, where nothing else does', () => {
    const left = play(start(), [act('hang_up'), 1000]);
    expect(left.ended).toBe('left');
    expect(play(left, [act('save_message'), 2000]).did).toEqual(['saved']);
    expect(apply(s, left, act('open_emergency'), 2000)).toMatchObject({ ok: false, code: 'conflict' });
    expect(apply(s, left, say('hello'), 2000)).toMatchObject({ ok: false, code: 'conflict' });
    expect(score(s, left)).toMatchObject({ passed: false });
  });
  it('leave the caller deaf: nothing is said through a hold or a muted microphone', () => {
    const held = play(start(), [act('hold'), 1000]);
    expect(apply(s, held, say('hello'), 2000)).toMatchObject({ ok: false, code: 'conflict' });
    const muted = play(start(), [act('mute'), 1000]);
    expect(apply(s, muted, say('hello'), 2000)).toMatchObject({ ok: false, code: 'conflict' });
    expect(apply(s, play(muted, [act('unmute'), 3000]), say('hello'), 4000).ok).toBe(true);
  });
});

describe('silence', () => {
  it('sets off once for each silence what is due, and changes nothing before', () => {
    const run = start();
    expect(nextSilence(s, run)).toBe(12);
    expect(apply(s, run, quiet(11), 11_000)).toEqual({ ok: true, value: run });
    const one = play(run, [quiet(12), 12_000], [quiet(14), 14_000]);
    expect(texts(one, 'caller').slice(1)).toEqual(['Hello?']);
    expect(nextSilence(s, one)).toBe(60);
    const two = play(one, [say('I am here.'), 15_000], [quiet(13), 30_000]);
    expect(texts(two, 'caller').filter((t) => t === 'Hello?')).toHaveLength(2);
  });
  it('ends a call that nobody answers', () => {
    expect(play(start(), [quiet(200), 200_000]).ended).toBe('hung-up');
  });
  it('on hold counts the hold, and what the caller says to it is heard when it ends', () => {
    const held = play(start(), [act('hold'), 1000], [quiet(40), 41_000]);
    expect(texts(held, 'caller')).toHaveLength(1);
    expect(held.emotion).toBe(s.levels['1'].emotion + 3);
    expect(texts(play(held, [act('resume'), 45_000]), 'caller').at(-1)).toBe('There you are.');
  });
  it('counts dead air beyond what reading and typing take, without the holds', () => {
    const slow = play(start(), [say('Hello, this is Sam.'), 40_000]);
    expect(score(s, slow).talk).toMatchObject({ deadAirSeconds: 25, heldSeconds: 0 });
    const held = play(
      start(),
      [act('hold'), 5000],
      [act('resume'), 35_000],
      [say('Hello, this is Sam.'), 40_000],
    );
    expect(score(s, held).talk).toMatchObject({ deadAirSeconds: 0, heldSeconds: 30 });
  });
});

describe('events', () => {
  it('come by plan at level 4 after their turn, once, and may be sent by a trainer', () => {
    const two: [PracticeInput, number][] = [
      [say('Hello.'), 1000],
      [say('I am here.'), 5000],
    ];
    const run = play(start(4), ...two, [say('Go on.'), 9000]);
    expect(texts(run, 'event')).toEqual(['It rings.']);
    expect(texts(run, 'caller')).toContain('Is that your phone?');
    expect(texts(play(start(3), ...two), 'event')).toEqual([]);
    expect(apply(s, run, { kind: 'event', eventId: 'second', by: 'plan' }, 9000)).toMatchObject({
      code: 'conflict',
    });
    const sent = play(start(1), [{ kind: 'event', eventId: 'cough', by: 'trainer' }, 500]);
    expect(sent).toMatchObject({ emotion: s.levels['1'].emotion + 1, played: ['cough'] });
    expect(texts(sent, 'caller').at(-1)).toBe('He coughs.');
    expect(apply(s, run, { kind: 'event', eventId: 'none', by: 'trainer' }, 1)).toMatchObject({
      code: 'not-found',
    });
  });
  it('a feeling that crosses its mark ends the call', () => {
    const run = play(start(3), [say('Calm down, please hold.'), 1000]);
    expect(texts(run, 'caller')).toContain('Enough!');
    expect(run.ended).toBe('hung-up');
  });
});

describe('limits and musts', () => {
  const toCue = (then: [PracticeInput, number][]) => play(start(), [say('Hello.'), 1000], ...then);
  it('a must counts from its cue: in time, late, never', () => {
    expect(critical(toCue([[act('open_emergency'), 31_000]]), 'K1')).toMatchObject({
      state: 'met',
      dueMs: 32_000,
    });
    expect(critical(toCue([[act('open_emergency'), 33_000]]), 'K1')).toMatchObject({
      state: 'missed',
      why: 'late',
    });
    expect(critical(toCue([]), 'K1')).toMatchObject({ state: 'open', done: false });
    expect(critical(toCue([[say('Hm.'), 60_000]]), 'K1')).toMatchObject({ state: 'missed', why: 'never' });
  });
  it('a must-not is broken by the act itself, with its time', () => {
    const run = play(start(), [act('hold'), 4000]);
    expect(critical(run, 'K2')).toMatchObject({ state: 'missed', why: 'done-but-must-not', atMs: 4000 });
    expect(score(s, run)).toMatchObject({ criticalMissed: true, passed: false });
  });
  it('the saved message is judged once it is there, by the fields of the scenario alone', () => {
    const row = (run: PracticeRun) =>
      score(s, run)
        .categories.find((c) => c.category === 'accuracy')
        ?.evidence.find((e) => e.ruleId === 'M1');
    const save = (callback: string): PracticeInput => ({
      kind: 'act',
      act: 'save_message',
      fields: { callback, secret: 'x' },
    });
    expect(row(start())).toBe(undefined);
    expect(row(play(start(), [save('call 617 555 0148'), 1000]))).toMatchObject({
      why: null,
      quote: 'call 617 555 0148',
    });
    expect(row(play(start(), [save('617 555 0184'), 1000]))).toMatchObject({ why: 'wrong', points: 0 });
    expect(row(play(start(), [act('hang_up'), 1000]))).toMatchObject({ why: 'not-saved', points: 0 });
    expect(play(start(), [save('1'), 1000]).form).toEqual({ callback: '1' });
  });
});

describe('noise', () => {
  it('takes a piece of some lines and never the words of the cue', () => {
    const text = 'I have been on hold for forty minutes with a sick child on my lap, do you know that?';
    const heard = Array.from({ length: 200 }, (_, i) => throughNoise(text, 'forty minutes', i, 3));
    expect(heard.every((h) => h.includes('forty minutes'))).toBe(true);
    const masked = heard.filter((h) => h.includes('[…]')).length;
    expect(masked).toBeGreaterThan(30);
    expect(masked).toBeLessThan(120);
    expect(throughNoise('Yes.', null, 1, 1)).toBe('Yes.');
  });
  it('is undone by asking again, once, and the cue waits for its answer', () => {
    const noisy = { ...s, levels: { ...s.levels, '3': { ...s.levels['3'], noise: true } } };
    const seed = Array.from({ length: 60 }, (_, i) => i).find(
      (i) => createRun(noisy, { seed: i, level: 3 }).lines[0]?.clear !== null,
    );
    const first = createRun(noisy, { seed: seed ?? 0, level: 3 });
    const asked = apply(noisy, first, say('Sorry, could you say that again?'), 2000);
    if (!asked.ok) throw new Error(asked.code);
    expect(asked.value).toMatchObject({
      nodeId: first.nodeId,
      repeated: true,
      turns: 1,
      emotion: first.emotion,
    });
    expect(asked.value.lines.at(-1)).toMatchObject({ text: first.lines[0]?.clear, clear: null });
    const twice = apply(noisy, asked.value, say('Sorry, could you say that again?'), 6000);
    expect(twice.ok && twice.value.nodeId).not.toBe(first.nodeId);
  });
});

it('replays to the same bytes, and refuses what is no input', () => {
  const run = play(
    start(1),
    [say('Hello.'), 900],
    [act('hold'), 5000],
    [quiet(31), 40_000],
    [act('resume'), 41_000],
  );
  const again = replay(s, run);
  expect(again.ok && JSON.stringify(again.value)).toBe(JSON.stringify(run));
  const hostile: unknown[] = [
    null,
    {},
    { kind: 'say' },
    { kind: 'act', act: 'explode' },
    { kind: 'silence', seconds: -1 },
  ];
  for (const input of hostile)
    expect(apply(s, run, input as PracticeInput, 1)).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(apply(s, run, say('x'), Number.NaN)).toMatchObject({ ok: false, code: 'invalid-input' });
  expect(replay({ ...s, version: s.version + 1 }, run)).toMatchObject({ ok: false, code: 'conflict' });
});

it('knows what was done when it chooses the way, and who named the issue behind the call', () => {
  const ask = { tags: [], did: ['card_opened'], emotionAtLeast: null, emotionAtMost: null, to: 'scared' };
  const asks = {
    ...s,
    nodes: s.nodes.map((n) => (n.id === 'wait' ? { ...n, transitions: [ask, ...n.transitions] } : n)),
  };
  expect(checkScenario(asks).filter((p) => p.where.includes('card_opened'))).toEqual([]);
  const way = (first: [PracticeInput, number][]) =>
    [...first, [say('Hello.'), 2000], [say('Forty minutes is long.'), 4000]].reduce((run, [input, at]) => {
      const next = apply(asks, run, input as PracticeInput, at as number);
      return next.ok ? next.value : run;
    }, start()).nodeId;
  expect(way([[act('open_emergency'), 1000]])).toBe('scared');
  expect(way([])).not.toBe('scared');
  const named = (after: string[]) => {
    const of = { ...s, why: s.why === null ? null : { ...s.why, after } };
    return score(of, play(start(), [say('It was like this with his cousin, was it?'), 1000])).why;
  };
  expect(named(['hold_again', 'wait', 'greeting', s.start])).toMatchObject({ ruleId: 'W1', named: true });
  expect(named(['scared'])).toMatchObject({ named: false, quote: null });
});

it('reads words where they stand, with accents and odd marks', () => {
  expect(tokensOf('Lo siénto, señora').map((t) => t.word)).toEqual(['lo', 'siento', 'senora']);
  const text = 'I’m SO sorry…';
  expect(tokensOf(text).map((t) => text.slice(t.start, t.end))).toEqual(['I’m', 'I’m', 'SO', 'sorry']);
});
