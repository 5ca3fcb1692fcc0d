// Every scenario that ships: fit for use, every ending of every level reached by generated players, whatever they type, and
// the same bytes from the same seed.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { complete, scenarioBase } from './base.ts';
import { checkScenario } from './check.ts';
import { giveaway } from './giveaway.ts';
import { debrief } from './debrief.ts';
import { playBy, playerNames, playInputs, playStuffing, seek } from './players.ts';
import { practiceRun, replay } from './run.ts';
import { practiceLevels, scenarioFile } from './scenario.ts';
import { score } from './score.ts';
import { walk } from './walk.ts';

const folder = new URL('../../../data/scenarios/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const bases = readdirSync(new URL('base/', folder))
  .filter((f) => f.endsWith('.json'))
  .map((f) => scenarioBase.parse(json(`base/${f}`)));
const scenarios = readdirSync(folder)
  .filter((f) => f.endsWith('.json'))
  .map((f) => scenarioFile.parse(json(f)))
  .map((file) => {
    const base = bases.find((b) => b.lang === file.base);
    if (base === undefined) throw new Error(`no base for ${file.id}`);
    return complete(file, base);
  });

/** What is said to anybody, and to each of these callers, in one breath. */
const pastes = {
  all: `I am so sorry, that must be frightening. Tell me more. I will stay with you and the nurse will call you back within 15
    minutes. 27 Cypress Court, 617, 555, 0163. Are you safe at this moment? Are you thinking about killing yourself? Where are you
    right now? He thinks of suicide, his mother died in March. Okay, I’ve cancelled Thursday for you. Please call 911 now. Line by
    line, no rush. They want to be asked first. How would you tell it in your own words? Without insults, please. I ask you a
    second time. I bring in my supervisor. Did I get that right? You told me so.`,
  short: `I am so sorry, that must be frightening and frustrating. Tell me more. I will stay with you and the nurse will call you
    back within 15 minutes. Are you thinking of suicide? Where are you? Call 911 now. My supervisor. Did I get that right?`,
  kind: 'I am so sorry, that must be frightening. Tell me more. I will stay with you, the nurse calls within 15 minutes.',
  spanish: `Lo siento mucho, debe dar mucho miedo. Cuénteme más. Me quedo con usted y la enfermera le llama en 15 minutos. ¿Lo
    entendí bien? Usted me dijo que llamó. Si empeora, llame al 911.`,
};

describe.each(scenarios.map((s) => [s.id, s] as const))('%s', (_id, s) => {
  const walked = walk(s);

  it('is fit for use', () => {
    expect(checkScenario(s)).toEqual([]);
  });

  it('has every ending of every level reached, and each run replays to the same bytes', () => {
    for (const level of practiceLevels) {
      const ways = Object.values(walked.ways[`${level}`] ?? {});
      const runs = [
        ...playerNames.map((name) => playBy(name, s, level, 7)),
        ...ways.map((inputs) => playInputs(s, level, 7, inputs)),
      ];
      const reached = new Set(runs.filter((r) => r.ended !== null).map((r) => r.nodeId));
      const endings = s.nodes.filter((n) => n.ending !== null).map((n) => n.id);
      const missing = endings.filter((e) => !reached.has(e) && seek(s, level, 7, e) === null);
      expect(missing, `level ${level}`).toEqual([]);
      for (const run of runs.slice(0, 6)) {
        const again = replay(s, run);
        expect(again.ok && JSON.stringify(again.value)).toBe(JSON.stringify(run));
        expect(practiceRun.parse(JSON.parse(JSON.stringify(run)))).toEqual(run);
        expect(run.ended).not.toBe(null);
      }
    }
  });

  it('can be passed, and not by somebody who does the worst', () => {
    for (const level of practiceLevels)
      expect(score(s, playBy('best', s, level, 7)).passed, `level ${level}`).toBe(true);
    const best = playBy('best', s, 1, 7);
    expect(
      score(s, best).criticalMissed,
      JSON.stringify(score(s, best).critical.filter((c) => !c.done)),
    ).toBe(false);
    expect(score(s, playBy('worst', s, 3, 7)).passed).toBe(false);
  });

  it('is not passed by counting letters', () => {
    for (const name of ['longest', 'shortest'] as const) {
      const scores = ([2, 3, 4] as const).flatMap((level) =>
        Array.from({ length: 20 }, (_, seed) => score(s, playBy(name, s, level, seed))),
      );
      expect(scores.filter((x) => x.passed).length, name).toBe(0);
      const mean = scores.reduce((sum, x) => sum + (x.total ?? 0), 0) / scores.length;
      expect(mean, name).toBeLessThan(s.passMark - 10);
    }
  });

  it('is not passed by one paste said at every turn', () => {
    for (const text of Object.values(pastes)) {
      const scores = ([2, 3, 4] as const).flatMap((level) =>
        Array.from({ length: 2 }, (_, seed) => score(s, playStuffing(s, level, seed, text))),
      );
      expect(scores.filter((x) => x.passed).length, text).toBe(0);
      expect(Math.max(...scores.map((x) => x.total ?? 0)), text).toBeLessThan(s.passMark - 20);
      expect(Math.max(...scores.map((x) => x.cues.meanLevel ?? 0)), text).toBeLessThanOrEqual(2.5);
    }
  });

  it('offers lines whose length says little, each of them short enough to be read', () => {
    const { nodes, longest, shortest } = giveaway(s);
    expect(longest.length / nodes, longest.join()).toBeLessThanOrEqual(0.3);
    expect(shortest.length / nodes, shortest.join()).toBeGreaterThanOrEqual(0.2);
    for (const n of s.nodes)
      for (const c of n.choices) expect(c.text.length, `${n.id}.${c.id}`).toBeLessThanOrEqual(150);
  });
});

it('gives the same run, score and debrief a hundred times for the same seed', () => {
  for (const s of scenarios) {
    const once = () => {
      const run = playBy('random', s, 4, 7);
      return JSON.stringify([run, debrief(s, run)]);
    };
    expect(new Set(Array.from({ length: 100 }, once)).size).toBe(1);
  }
});
