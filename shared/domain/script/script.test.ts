// Scripts: order of phrases, choice of script, and the wording of every script that ships.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fillTemplate } from './fill.ts';
import { scriptFor } from './choose.ts';
import { orderPhrases, sayFor } from './order.ts';
import { reasonCodes } from '../accounts/reason.ts';
import { lintPath, lintScript } from './script-lint.ts';
import {
  type Path,
  type Phrase,
  type Script,
  type ScriptStep,
  moods,
  path,
  pathNames,
  script,
} from './script.ts';
import { route } from './walk.ts';
import { lintSpoken, spokenWords } from './spoken-lint.ts';

const folder = new URL('../../../data/scripts/', import.meta.url);
const scripts = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((f): Script => script.parse(JSON.parse(readFileSync(new URL(f, folder), 'utf8'))));
const pathFolder = new URL('paths/', folder);
const paths = readdirSync(pathFolder)
  .filter((f) => /^[a-z-]+\.json$/.test(f))
  .map((f): Path => path.parse(JSON.parse(readFileSync(new URL(f, pathFolder), 'utf8'))));
const results = scripts.find((s) => s.reason === 'test_results');
const acknowledge = results?.steps.find((s) => s.kind === 'acknowledge');
if (results === undefined || acknowledge === undefined) throw new Error('no script for test results');

describe('content', () => {
  it('has a script for each reason', () => {
    const forAll = scripts.filter((s) => s.accountId === null);
    expect(forAll.map((s) => s.reason).toSorted()).toEqual(reasonCodes.toSorted());
    expect(reasonCodes).toHaveLength(26);
  });

  it.each(scripts)('$reason passes the lint', (s) => {
    expect(lintScript(s, paths)).toEqual([]);
  });
  it.each(paths)('path $path passes the lint', (p) => {
    expect(lintPath(p, paths)).toEqual([]);
  });

  it('gives an account its own words where it has them, and the others those for all', () => {
    const of = (reason: string, accountId: string) => scriptFor(scripts, reason, { accountId })?.accountId;
    expect(of('clinical_message', 'ivy-lane')).toBe('ivy-lane');
    expect(of('reschedule', 'harbor')).toBe('harbor');
    expect([of('reschedule', 'ivy-lane'), of('clinical_message', 'riverside')]).toEqual([null, null]);
    for (const s of scripts.filter((x) => x.accountId !== null))
      expect(existsSync(new URL(`../accounts/${s.accountId}.json`, folder)), s.id).toBe(true);
  });

  it('has every shared path, what may be offered in it and when to stop', () => {
    expect(paths.map((p) => p.path).toSorted()).toEqual(pathNames.toSorted());
    for (const p of paths) {
      expect(p.mayOffer.length, p.path).toBeGreaterThan(0);
      expect(p.needsSupervisor.length, p.path).toBeGreaterThan(0);
      expect(p.stopRules.length, p.path).toBeGreaterThan(0);
    }
  });

  it('warns twice before a call may end for abuse, and never without', () => {
    const abuse = paths.find((p) => p.path === 'abuse')?.steps ?? [];
    const said = (taken: Record<string, string>) =>
      route(abuse, taken).flatMap((s) => s.required.map((r) => r.id));
    expect(said({ 'warning-one': 'warning-two', 'warning-two': 'last' })).toEqual([
      'warning-one',
      'warning-two',
      'last',
    ]);
    for (const from of abuse.filter((s) => s.id !== 'warning-two'))
      expect(from.branches.map((b) => b.to)).not.toContain('last');
  });

  it.each(['refill', 'hours_directions', 'confirm_appointment', 'reminder_preference', 'portal'])(
    '%s has a brief variant with fewer words (row 30)',
    (reason) => {
      const s = scripts.find((x) => x.reason === reason);
      const words = (steps: readonly ScriptStep[]) =>
        route(steps)
          .flatMap((x) => x.say)
          .join(' ').length;
      expect(s?.brief).not.toBe(null);
      expect(words(s?.brief ?? [])).toBeLessThan(words(s?.steps ?? []) * 0.8);
      expect(s?.brief?.some((x) => x.kind === 'acknowledge')).toBe(false);
    },
  );

  it.each(scripts)('$reason names its author and date, and is marked draft', (s) => {
    expect(s.author).not.toBe('');
    expect(s.date).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(s.review).toBe('draft');
  });

  it.each(scripts)('$reason says something in every mood, even with nothing known', (s) => {
    for (const mood of moods)
      for (const step of s.steps)
        for (const text of sayFor(step, mood))
          expect(fillTemplate(text, {}).every((x) => x.text.length > 0)).toBe(true);
  });

  it('can be ended from the first step of every script by the plain way', () => {
    for (const s of scripts) {
      expect(route(s.steps).at(-1)?.kind, s.reason).toBe('close');
      if (s.brief !== null) expect(route(s.brief).at(-1)?.kind, s.reason).toBe('close');
    }
  });
});

describe('order of phrases (row 29)', () => {
  it.each(moods)('keeps every phrase and is stable, mood %s', (mood) => {
    const once = orderPhrases(acknowledge.phrases, mood);
    expect(once.map((p) => p.id).toSorted()).toEqual(acknowledge.phrases.map((p) => p.id).toSorted());
    expect(orderPhrases(once, mood)).toEqual(once);
  });

  it('puts phrases for this mood first, then those for any, then the rest', () => {
    const p = (id: string, kind: Phrase['kind'], ...forMoods: Phrase['moods']): Phrase => ({
      id,
      kind,
      moods: forMoods,
      text: id,
    });
    const list = [
      p('rest', 'name', 'calm'),
      p('any', 'name'),
      p('b', 'support', 'angry'),
      p('a', 'understand', 'angry'),
    ];
    expect(orderPhrases(list, 'angry').map((x) => x.id)).toEqual(['a', 'b', 'any', 'rest']);
    expect(list[0]?.id).toBe('rest');
  });

  it('changes what stands first when the mood changes', () => {
    const first = (mood: (typeof moods)[number]) => orderPhrases(acknowledge.phrases, mood)[0]?.id;
    expect(first('angry')).toBe('a3');
    expect(first('anxious')).not.toBe(first('angry'));
    expect(sayFor(acknowledge, 'anxious')).not.toEqual(sayFor(acknowledge, 'calm'));
  });
});

describe('choice of script', () => {
  it('takes the reason’s newest, and the general one for what has none', () => {
    const newer: Script = { ...results, version: results.version + 1 };
    expect(scriptFor([...scripts, newer], 'test_results')?.version).toBe(newer.version);
    for (const code of ['no-such-reason', '__proto__', ''])
      expect(scriptFor(scripts, code)?.reason).toBe('general');
    expect(scriptFor([], 'billing')).toBe(null);
  });
});

describe('lint', () => {
  it.each([
    ['It is probably nothing.', 'false-comfort'],
    ['That sounds fine to me.', 'false-comfort'],
    ['Let us wait and see.', 'false-comfort'],
    ['Don’t worry about it.', 'false-comfort'],
    ['He will be fine.', 'false-comfort'],
    ['Take two tablets now.', 'dosing'],
    ['Give him 5 ml.', 'dosing'],
    ['This could be a stroke.', 'diagnosis'],
    ['You may be having a heart attack.', 'diagnosis'],
    ['Is your date of birth 12 May?', 'leading'],
    ['You don’t have any pain, do you?', 'leading'],
    ['It is better now, right?', 'leading'],
    ['Please calm down.', 'harmful'],
    ['I know exactly how you feel.', 'harmful'],
    ['Hello {patient.ssn}.', 'unknown-field'],
    [
      'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty more',
      'too-long',
    ],
  ])('refuses “%s”', (text, problem) => {
    expect(lintSpoken(text)).toContain(problem);
  });

  it.each(['Have I got that right?', 'What worries you most?', 'I am sorry. That is far too long.'])(
    'lets “%s” pass',
    (text) => {
      expect(lintSpoken(text)).toEqual([]);
    },
  );

  it('counts a field as two words', () => {
    expect(spokenWords('{practice.name}, this is {agent.name}.')).toBe(6);
  });

  it('refuses a verification that offers the fact, and a clinical script that claims a review', () => {
    const verify = results.steps.map((s) =>
      s.kind === 'verify' ? { ...s, say: ['Am I speaking with {patient.preferredName}?'] } : s,
    );
    const found = lintScript({ ...results, steps: verify, review: 'reviewed' }).map((f) => f.problem);
    expect(found).toEqual(['verify-offers-fact', 'reviewed-clinical']);
  });
});

describe('schema', () => {
  it.each([
    ['a script that does not greet', { ...results, steps: results.steps.slice(1) }],
    ['a script without a close', { ...results, steps: results.steps.slice(0, -1) }],
    ['a step id twice', { ...results, steps: [...results.steps, ...results.steps] }],
    ['a reason that nobody knows', { ...results, reason: 'weather' }],
    ['an unknown key', { ...results, html: '<script>' }],
    ['a date that is none', { ...results, date: 'yesterday' }],
    ['a text', 'script'],
  ])('refuses %s', (_, input) => {
    expect(script.safeParse(input).success).toBe(false);
  });
});
