// The rater of empathy: the ladder by examples of its own, agreement with the raters held, kappa itself.
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agreementTable, readPass, writtenCall } from './agreement.ts';
import { complete } from './base.ts';
import { agreementOf, weightedKappa } from './kappa.ts';
import { rateReply } from './rate.ts';
import { cueOf } from './run.ts';
import { scenarioFile } from './scenario.ts';
import { baseEn, r2 } from './testing.ts';

const folder = new URL('../../../data/scenarios/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const cue = cueOf(r2, 'wait');
if (cue === null) throw new Error('R2 has no such cue');

describe('the ladder, to “I have been on hold for forty minutes with a sick child”', () => {
  it.each<[string, number]>([
    ['Date of birth, please.', 0],
    ['Everybody has to wait.', 0],
    ['Calm down, I am trying to help.', 0],
    ['It will be fine, do not worry.', 0],
    ['You could take some Tylenol.', 0],
    ['Shut up, you waited forty minutes.', 0],
    ['You are a rude person, and this is my line.', 0],
    ['', 0],
    ['I understand.', 1],
    ['I am sorry.', 1],
    ['That sounds hard.', 1],
    ['Forty minutes?', 1],
    ['I know it was forty minutes, but everybody has to wait.', 1],
    ['Forty minutes is long, but calm down.', 1],
    ['I am sending it to the nurse right now.', 1],
    ['You had to sit there with a sick boy for all that while.', 2],
    ['That is frustrating. I will hang up now if you go on.', 2],
    ['I am sorry about the wait.', 2],
    ['You sound worn out.', 2],
    ['I understand that you waited forty minutes.', 2],
    ['That is frustrating.', 2],
    ['Forty minutes is far too long, and I stay with you. I promise you a nurse is there in ten minutes.', 2],
    [
      'Forty minutes is far too long, I stay with you. He will be fine, do not worry, I am calling the nurse.',
      2,
    ],
    [
      'Forty minutes is far too long, and I stay with you. You should take some Tylenol, and I write it down.',
      2,
    ],
    ['Forty minutes is far too long, and I am here for you now. Please hold, I am getting you a nurse.', 2],
    ['Forty minutes is too long. How is he right now?', 3],
    ['That is frustrating, and you have every right to be angry.', 3],
    ['Forty minutes. That is on us, and it is far too long.', 3],
    ['That is frustrating. I stay with you, and I am sending this to the nurse now.', 3],
    ['I don’t care that you waited forty minutes.', 1],
    ['I don’t understand why you are frustrated, and I don’t want to stay on the line.', 1],
    ['Forty minutes is far too long. I stay with you, and I am sending this to the nurse now.', 4],
  ])('“%s” is %i', (reply, level) => {
    expect(rateReply(r2, cue, reply).level).toBe(level);
  });

  it('takes a name for courtesy, not for something said back', () => {
    const number = cueOf(r2, 'no_call_back');
    if (number === null) throw new Error('R2 has no such cue');
    for (const reply of [
      'Okay, got it, Dana, thank you.',
      'Thank you, Dana, I have you on the line and Theo too.',
    ])
      expect(rateReply(r2, number, reply).level, reply).toBeLessThan(2);
    expect(rateReply(r2, number, 'Nobody called you back, Dana, and I am sorry.').level).toBe(2);
  });

  it('quotes the words that decided, from the reply itself', () => {
    const reply = 'Forty minutes is far too long, and I stay with you.';
    const rating = rateReply(r2, cue, reply);
    expect(rating).toMatchObject({ level: 3, rule: 'E3' });
    expect(rating.words.length).toBeGreaterThan(1);
    for (const words of rating.words) expect(reply).toContain(words);
    expect(rateReply(r2, cue, 'We are very busy.').words).toEqual(['We are very busy']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 1200 }), (reply) => {
        const { level, words } = rateReply(r2, cue, reply);
        return level >= 0 && level <= 4 && words.every((w) => reply.includes(w));
      }),
      { numRuns: 60 },
    );
  });
});

describe('kappa', () => {
  it('is 1 for the same, about 0 for chance, −1 for the opposite ends, null where nothing can be said', () => {
    expect(
      weightedKappa([
        [0, 0],
        [4, 4],
        [2, 2],
      ]),
    ).toBe(1);
    expect(
      weightedKappa([
        [0, 4],
        [4, 0],
      ]),
    ).toBe(-1);
    expect(
      weightedKappa([
        [0, 0],
        [0, 4],
        [4, 0],
        [4, 4],
      ]),
    ).toBe(0);
    expect(weightedKappa([])).toBe(null);
    expect(
      weightedKappa([
        [3, 3],
        [3, 3],
      ]),
    ).toBe(null);
  });
  it('weighs by the square of the distance (Cohen 1968): a worked example', () => {
    // Squared distances: 4 observed; by the margins (0, 1, 2, 4 and 0, 1, 2, 2) 9 + 3 + 5 + 33 = 50, over 4 pairs.
    const pairs = [
      [0, 0],
      [1, 1],
      [2, 2],
      [4, 2],
    ] as const;
    expect(weightedKappa(pairs)).toBeCloseTo(1 - 4 / (50 / 4), 10);
  });
  it('gives the same interval each time, around the figure', () => {
    const pairs = Array.from(
      { length: 60 },
      (_, i) => [i % 5, (i * 7) % 11 > 8 ? (i + 1) % 5 : i % 5] as const,
    );
    const once = agreementOf(pairs, { draws: 200 });
    expect(agreementOf(pairs, { draws: 200 })).toEqual(once);
    const [low, high] = once.interval ?? [1, 0];
    expect(low).toBeLessThan(once.kappa ?? 0);
    expect(high).toBeGreaterThan(once.kappa ?? 1);
    expect(agreementOf([])).toEqual({ n: 0, exact: null, withinOne: null, kappa: null, interval: null });
  });
});

describe('beside the raters', () => {
  const scenarios = readdirSync(folder)
    .filter((f) => /^R\d+\.json$/.test(f))
    .map((f) => complete(scenarioFile.parse(JSON.parse(text(f))), baseEn));
  const calls = text('ratings/transcripts.jsonl')
    .trim()
    .split('\n')
    .map((l) => writtenCall.parse(JSON.parse(l)));
  const pass = (name: string) => readPass(text(`ratings/${name}`));

  it('has at least 40 calls, each rated reply the agent’s own after the cue', () => {
    expect(calls.length).toBeGreaterThanOrEqual(40);
    for (const r of [...pass('pass-a.tsv'), ...pass('pass-b.tsv')]) {
      const turns = calls.find((c) => c.id === r.id)?.turns;
      expect([r.id, r.turn, turns?.[r.turn]?.who]).toEqual([r.id, r.turn, 'agent']);
    }
  });

  it('agrees no less than it did: overall, and on the calls held out', () => {
    const all = (fits: (id: string) => boolean) => {
      const own = <T extends { id: string }>(list: T[]) => list.filter((x) => fits(x.id));
      return agreementTable(
        scenarios,
        own(calls),
        own(pass('pass-a.tsv')),
        own(pass('pass-b.tsv')),
        1,
      ).filter((r) => r.scenario === 'all');
    };
    const kappa = (rows: ReturnType<typeof all>, what: string) =>
      rows.find((r) => r.what === what)?.agreement.kappa ?? -1;
    const whole = all(() => true);
    const held = all((id) => /-0[456]$/.test(id));
    expect(whole.find((r) => r.what === 'scorer-a')?.agreement.n).toBe(245);
    for (const what of ['scorer-a', 'scorer-b']) {
      expect(kappa(whole, what)).toBeGreaterThanOrEqual(0.82);
      expect(kappa(held, what)).toBeGreaterThanOrEqual(0.7);
    }
  });
});
