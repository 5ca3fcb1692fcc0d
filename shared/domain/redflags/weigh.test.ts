// Learned weights: what they drop, what they mark without a rule, and that a long text drowns nothing.
import { describe, expect, it } from 'vitest';
import { conceptsAt, featuresOf } from './features.ts';
import { isRedFlagGroup } from './groups.ts';
import { scanRedFlags } from './index.ts';
import { factNumber, factNumbers, learnedEnglish } from './learned.ts';

import { ruleSpans } from './rule-hits.ts';
import { viewOf } from './view.ts';
import { windowsOf } from './windows.ts';

const desk =
  'Patient called about the refill of her medicine and wants an appointment next week. She asked about the bill. ';

describe('weights', () => {
  it('are finite, of known groups, and many', () => {
    const { weights, groupWeights, groupBias } = learnedEnglish();
    expect(weights.size).toBeGreaterThan(10_000);
    for (const [fact, weight] of weights) {
      expect(Number.isInteger(fact) && fact >= 0 && fact < factNumbers).toBe(true);
      expect(Number.isFinite(weight) && weight !== 0).toBe(true);
    }
    expect(groupWeights.size).toBeGreaterThan(1000);
    for (const told of groupWeights.values())
      for (const [group, w] of told) expect(isRedFlagGroup(group) && Number.isFinite(w)).toBe(true);
    expect(groupBias.size).toBe(16);
    expect(factNumber('chest pain')).not.toBe(factNumber('chest pains'));
  });

  it('drop a rule hit whose surroundings speak of something else', () => {
    const text = 'Did she hit her head? No, she landed on the grass, now about her school form.';
    expect(scanRedFlags(text)).toEqual([]);
    expect(ruleSpans(viewOf('she hit her head and is sleepy')).length).toBeGreaterThan(0);
    expect(scanRedFlags('she hit her head and is sleepy')).not.toEqual([]);
  });

  it('mark words that no rule knows, as typed, within one clause', () => {
    const text =
      'He is asking about the chair, but the spit runs from that side and he cannot hold the soap.';
    for (const h of scanRedFlags(text)) expect(h.words).toBe(text.slice(h.start, h.end));
  });
});

describe('an upset caller', () => {
  it.each([
    'The surgeon operated on Monday and nobody from your office came to the phone.',
    'Stop throwing all those codes at me.',
    'I want this bill over with.',
    'You only have to say one word.',
    'I sat there for fifty minutes.',
    'He is gone now, and I still get his mail.',
  ])('is no red flag: %s', (said) => expect(scanRedFlags(said)).toEqual([]));
  it.each([
    ['chronic_postop', 'The surgeon operated on Monday and the wound came open.'],
    ['abuse_violence', 'He keeps throwing plates at me.'],
    ['mental_health', 'I want all of it to be over, I want to die.'],
    ['breathing', 'He can only say one word and then he gasps.'],
    ['mental_health', 'I do not see any point any more.'],
  ])('counts for %s: %s', (group, said) => expect(scanRedFlags(said).map((h) => h.group)).toContain(group));
});

describe('an emergency beside requests', () => {
  const sentences = [
    'My chest hurts and I am sweating.',
    'He cannot breathe and his lips are blue.',
    'Her face is drooping on one side and she talks nonsense.',
    'I want to die and I have the pills here.',
    'He took the whole bottle of pills.',
    'My 5 week old has a fever of 101.',
  ];
  it.each(sentences)('counts before and after them: %s', (said) => {
    expect(scanRedFlags(`${desk}${said}`)).not.toEqual([]);
    expect(scanRedFlags(`${said} ${desk}`)).not.toEqual([]);
    expect(scanRedFlags(`${desk}${said} ${desk}`)).not.toEqual([]);
  });
});

describe('a relative told of in the same breath', () => {
  it.each([
    ['My sister died of a heart attack and I have chest pain now.', 'chest'],
    ['My brother died of an overdose and I just took all my pills.', 'poison'],
    ['My dad died of a heart attack at fifty and my chest hurts right now.', 'chest'],
  ])('hides nothing of the caller: %s', (text, group) =>
    expect(scanRedFlags(text).map((h) => h.group)).toContain(group),
  );
  it('is nothing by itself', () => {
    expect(scanRedFlags('My sister died of a heart attack and I need an appointment.')).toEqual([]);
  });
});

describe('long texts', () => {
  it.each([0, 5, 15])('find an emergency after %i requests', (before) => {
    const text = `${desk.repeat(before)}By the way my chest hurts and I am sweating. ${desk.repeat(20)}`;
    expect(scanRedFlags(text).map((h) => h.group)).toContain('chest');
  });

  it('mark nothing in requests alone', () => expect(scanRedFlags(desk.repeat(30))).toEqual([]));

  it('are cut without a gap, with or without marks', () => {
    for (const text of [desk.repeat(30), 'word '.repeat(900), 'a, b; c. '.repeat(200)]) {
      const view = viewOf(text);
      const windows = windowsOf(view);
      expect(windows[0]?.from).toBe(0);
      expect(windows.at(-1)?.to).toBe(view.tokens.length);
      for (const [i, w] of windows.entries()) {
        expect(w.to).toBeGreaterThan(w.from);
        expect(w.to - w.from).toBeLessThanOrEqual(90);
        if (i > 0) expect(w.from).toBe(windows[i - 1]?.to);
      }
    }
  });
});

it('says of each fact which word it is about', () => {
  const view = viewOf('no fever but his arm is weak');
  const facts = featuresOf(view, conceptsAt(view), ruleSpans(view), 0, view.tokens.length);
  expect(facts.find((f) => f.name === '!fever')?.at).toBe(1);
  expect(facts.some((f) => f.name === 'fever')).toBe(false);
  expect(facts.every((f) => f.at >= 0 && f.at < view.tokens.length)).toBe(true);
});
