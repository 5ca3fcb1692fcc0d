// Runs of R2: reproducible, no way to get stuck, and a model check that finds planted faults.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkScenario } from './check.ts';
import {
  answer,
  apply,
  createRun,
  practiceRun,
  type PracticeReply,
  type PracticeRun,
  viewOf,
} from './run.ts';
import { practiceLevels, type Scenario, scenario } from './scenario.ts';
import { r2 } from './testing.ts';

const must = (run: PracticeRun, reply: PracticeReply, atMs?: number): PracticeRun => {
  const out = answer(r2, run, reply, atMs);
  if (!out.ok) throw new Error(out.code);
  return out.value;
};
const node = (s: Scenario, id: string) => {
  const found = s.nodes.find((n) => n.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const withNode = (id: string, change: object): Scenario => ({
  ...r2,
  nodes: r2.nodes.map((n) => (n.id === id ? { ...n, ...change } : n)),
});

describe('model check', () => {
  it('finds nothing wrong with R2', () => {
    expect(checkScenario(r2)).toEqual([]);
  });

  const plain = { tags: [], did: [], emotionAtLeast: null, emotionAtMost: null };
  it.each<[string, Scenario, string]>([
    ['a way to nowhere', withNode('worse', { transitions: [{ ...plain, to: 'moon' }] }), 'unknown-node'],
    ['a node without a way on', withNode('worse', { transitions: [] }), 'no-way-on'],
    [
      'a way on only for the angry',
      withNode('worse', { transitions: [{ ...plain, emotionAtLeast: 3, to: 'last' }] }),
      'no-way-on',
    ],
    ['a circle', withNode('worse', { transitions: [{ ...plain, to: 'number' }] }), 'endless'],
    [
      'a node that nobody reaches',
      { ...r2, nodes: [...r2.nodes, { ...node(r2, 'worse'), id: 'attic', cue: null }] },
      'unreachable-node',
    ],
    ['a node without choices', withNode('worse', { choices: [] }), 'no-choice'],
    ['a cue whose words are not said', withNode('scared', { caller: ['Hello.'] }), 'cue-words-missing'],
    [
      'a better line that names nothing',
      withNode('scared', { cue: { ...node(r2, 'scared').cue, better: 'Okay.' } }),
      'better-line-is-weak',
    ],
    [
      'a tag that no rule gives',
      withNode('worse', {
        transitions: [
          { ...plain, tags: ['magic'], to: 'last' },
          { ...plain, to: 'last' },
        ],
      }),
      'unknown-tag',
    ],
    ['a fact that is not in the case', withNode('worse', { tells: ['blood_type'] }), 'unknown-fact'],
    ['an id twice', { ...r2, nodes: [...r2.nodes, node(r2, 'worse')] }, 'id-twice'],
    [
      'a critical item that nothing meets',
      { ...r2, rules: r2.rules.map((r) => (r.tag === 'apology' ? { ...r, any: ['xyzzy'] } : r)) },
      'critical-unreachable',
    ],
    [
      'a critical item that nobody can miss',
      withNode('pickup', {
        choices: [
          { id: 'a', text: 'Sorry.' },
          { id: 'b', text: 'I am sorry.' },
        ],
      }),
      'critical-unmissable',
    ],
    [
      'an item that waits for nothing there is',
      { ...r2, compliance: r2.compliance.map((c, i) => (i === 0 ? { ...c, when: ['moon'] } : c)) },
      'unknown-name',
    ],
    [
      'a place to be learned that is no fact',
      { ...r2, critical: r2.critical.map((c, i) => (i === 0 ? { ...c, learned: 'moon' } : c)) },
      'unknown-name',
    ],
    ['a synonym that is not there', { ...r2, synonyms: {} }, 'unknown-synonym'],
  ])('finds %s', (_, broken, code) => {
    const planted =
      code === 'critical-unmissable'
        ? {
            ...broken,
            // A silence leads past the first line, and with it past the apology.
            triggers: [],
            nodes: broken.nodes.filter((n) => n.id !== 'writing' && n.id !== 'back_from_hold'),
            rules: broken.rules.map((r) => (r.tag === 'apology' ? { ...r, any: [...r.any, 'hm'] } : r)),
          }
        : broken;
    expect(checkScenario(planted).map((p) => p.code)).toContain(code);
  });
});

describe('runs', () => {
  const replies = fc.array(
    fc.oneof(
      fc.nat(5).map((pick) => ({ pick })),
      fc
        .oneof(fc.string(), fc.constantFrom('I am sorry', 'calm down', 'please hold', 'soon'))
        .map((text) => ({ text })),
    ),
    { maxLength: 30 },
  );
  const play = (
    seed: number,
    level: PracticeRun['level'],
    moves: ({ pick: number } | { text: string })[],
  ) => {
    let run = createRun(r2, { seed, level });
    for (const m of moves) {
      const choices = viewOf(r2, run).choices;
      const choice = 'pick' in m ? choices[m.pick % Math.max(1, choices.length)] : undefined;
      const out = answer(
        r2,
        run,
        choice !== undefined ? { choiceId: choice.id } : { text: 'text' in m ? m.text : 'hm' },
      );
      if (out.ok) run = out.value;
    }
    return run;
  };

  it('is the same for the same seed, level and answers, and passes its schema', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(...practiceLevels), replies, (seed, level, moves) => {
        const run = play(seed, level, moves);
        expect(play(seed, level, moves)).toEqual(run);
        expect(practiceRun.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
      }),
      { numRuns: 40 },
    );
  });

  it('always ends, whatever is typed', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.constantFrom(...practiceLevels), (seed, level) => {
        let run = createRun(r2, { seed, level });
        let turns = 0;
        while (run.ended === null && turns < 40) {
          run = must(run, { text: 'hm' });
          turns += 1;
        }
        expect(run.ended).not.toBe(null);
      }),
      { numRuns: 30 },
    );
  });

  it('draws other words and another order of choices for another seed', () => {
    const seeds = Array.from({ length: 12 }, (_, seed) => viewOf(r2, createRun(r2, { seed, level: 1 })));
    expect(new Set(seeds.map((v) => v.callerLine)).size).toBeGreaterThan(1);
    expect(new Set(seeds.map((v) => v.choices.map((c) => c.id).join())).size).toBeGreaterThan(1);
  });

  it('gets angrier by blame, calmer by an apology that names the wait', () => {
    const start = must(createRun(r2, { seed: 7, level: 2 }), { choiceId: 'plain' });
    expect(must(start, { choiceId: 'busy' }).emotion).toBeGreaterThan(start.emotion);
    expect(must(start, { choiceId: 'own' }).emotion).toBeLessThan(start.emotion);
  });

  it('is calmed by no warm words around blame, false comfort, a promise that can’t be kept, advice or a hold', () => {
    const run = createRun(r2, { seed: 7, level: 2 });
    const at = (text: string) => {
      const next = answer(r2, run, { text });
      return next.ok ? next.value.lines.findLast((l) => l.who === 'agent') : undefined;
    };
    const warm = 'I am so sorry, forty minutes with a sick child is upsetting, and I am with you.';
    expect(at(warm)?.emotion).toBeLessThan(run.emotion);
    for (const sour of [
      'But we are very busy tonight.',
      'He will be fine.',
      'I promise she calls within 5 minutes.',
      'You should take some Tylenol.',
      'Please hold.',
    ]) {
      const said = at(`${warm} ${sour}`);
      expect(said?.emotion, sour).toBeGreaterThanOrEqual(run.emotion);
      expect(said?.trust, sour).toBeLessThanOrEqual(run.trust);
    }
  });

  it('treats a typed line like a picked one', () => {
    const start = must(createRun(r2, { seed: 7, level: 2 }), { choiceId: 'plain' });
    const text = node(r2, 'wait').choices.find((c) => c.id === 'own')?.text ?? '';
    const typed = must(start, { text });
    const picked = must(start, { choiceId: 'own' });
    expect(typed.lines.map((l) => ({ ...l, choiceId: null, by: null }))).toEqual(
      picked.lines.map((l) => ({ ...l, choiceId: null, by: null })),
    );
  });

  it('keeps the given times in order', () => {
    const run = must(
      must(createRun(r2, { seed: 7, level: 1 }), { choiceId: 'plain' }, 9000),
      { choiceId: 'own' },
      4000,
    );
    const times = run.lines.map((l) => l.atMs);
    expect(times).toEqual([0, 9000, 10_000, 10_000, 11_000]);
  });

  it('refuses a choice that is not on offer, an empty line, and an answer after the end', () => {
    const run = createRun(r2, { seed: 7, level: 3 });
    expect(answer(r2, run, { choiceId: 'own' })).toMatchObject({ ok: false, code: 'not-found' });
    expect(answer(r2, run, { text: '  ' })).toMatchObject({ ok: false, code: 'invalid-input' });
    expect(answer(r2, run, { text: 'x'.repeat(1001) })).toMatchObject({ ok: false, code: 'invalid-input' });
    const over = { ...run, ended: 'hung-up' as const };
    expect(answer(r2, over, { text: 'hello' })).toMatchObject({ ok: false, code: 'conflict' });
    expect(viewOf(r2, over).choices).toEqual([]);
  });

  it('does not go on with a run of another version, and still shows it', () => {
    const old = { ...createRun(r2, { seed: 7, level: 1 }), nodeId: 'gone', scenarioVersion: r2.version + 1 };
    expect(answer(r2, old, { text: 'hello' })).toMatchObject({ ok: false, code: 'conflict' });
    expect(viewOf(r2, old)).toMatchObject({ choices: [], hint: null, callerLine: old.lines[0]?.text });
  });

  it('shows hints by level, and counts those that were asked for', () => {
    const view = (level: PracticeRun['level']) => viewOf(r2, createRun(r2, { seed: 1, level }));
    expect(view(1).hint?.mode).toBe('shown');
    expect(view(2).hint?.mode).toBe('on-ask');
    expect(view(3)).toMatchObject({ hint: null, timerSeconds: 20 });
    const asked = (level: PracticeRun['level']) => {
      const done = apply(r2, createRun(r2, { seed: 1, level }), { kind: 'hint' }, 0);
      return done.ok && done.value.hintsUsed;
    };
    expect([asked(2), asked(3)]).toEqual([1, 0]);
  });
});

describe('schema', () => {
  it.each([
    ['not synthetic', { ...r2, synthetic: false }],
    ['a pattern with a regular expression', { ...r2, rules: [{ ...r2.rules[0], any: ['(a+)+$'] }] }],
    ['a pattern of gaps alone', { ...r2, rules: [{ ...r2.rules[0], any: ['... ... ...'] }] }],
    ['a pattern with four gaps', { ...r2, rules: [{ ...r2.rules[0], any: ['a ... b ... c ... d ... e'] }] }],
    ['no critical item', { ...r2, critical: [] }],
    ['an unknown key', { ...r2, script: 'x' }],
    ['emotion of eleven', { ...r2, levels: { ...r2.levels, 1: { ...r2.levels['1'], emotion: 11 } } }],
    ['a missing level', { ...r2, levels: { 1: r2.levels['1'] } }],
    ['null', null],
  ])('refuses %s', (_, input) => {
    expect(scenario.safeParse(input).success).toBe(false);
  });
});
