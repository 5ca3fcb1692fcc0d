// What an agent is shown: the state, the words that say so, silence by default; and that no text can break it.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hear } from './caller.ts';
import type { EmotionModel } from './model.ts';
import { readModel } from './read.ts';
import { callerStates } from './states.ts';

const read = readModel(readFileSync(new URL('../../../data/models/emotion.bin', import.meta.url)));
if (!read.ok) throw new Error(read.code);
const model = read.value;
const marked = (text: string): string =>
  hear(model, text)
    .marks.map((mark) => text.slice(mark.start, mark.end))
    .join(' … ');

describe('hear', () => {
  it.each([
    ["I'm so scared, I can't stop thinking it's back.", 'en', 'afraid'],
    ['This is ridiculous, nobody ever calls me back.', 'en', 'angry'],
    ['My husband passed away on Sunday.', 'en', 'sad'],
    ["I don't understand this letter, which one do I call?", 'en', 'confused'],
    ["It hurts so bad I can't even sit down.", 'en', 'in_pain'],
    ['Thank you so much, you have been wonderful.', 'en', 'grateful'],
    ['I would like to move my appointment to Thursday.', 'en', 'calm'],
    ['Tengo mucho miedo, no he podido dormir.', 'es', 'afraid'],
    ['Estoy harta, nadie me devuelve la llamada.', 'es', 'angry'],
    ['Saya takut sekali, tidak bisa tidur.', 'id', 'afraid'],
    ['Saya kesal sekali, dioper-oper terus.', 'id', 'angry'],
  ] as const)('%s', (text, lang, state) => {
    const heard = hear(model, text);
    expect(heard).toMatchObject({ lang, state });
    expect(heard.probability).toBeCloseTo(Math.max(...Object.values(heard.probabilities)), 10);
    expect(Object.values(heard.probabilities).reduce((a, b) => a + b)).toBeCloseTo(1, 6);
  });

  it('speaks when it is sure, and never for calm', () => {
    expect(hear(model, "I'm furious, this is the third time you lost my form!").speaks).toBe(true);
    expect(hear(model, 'Yes, that is my address.').speaks).toBe(false);
    expect(hear(model, 'The pain is in my lower back, mostly at night.').speaks).toBe(false);
  });

  it('marks the words that say it, and leaves the others', () => {
    const text =
      'Hi, this is about my appointment on the fourteenth with the heart clinic. I am terrified of the operation. My number is on file.';
    expect(marked(text)).toContain('terrified');
    expect(marked(text)).not.toContain('fourteenth');
    expect(marked(text).length / text.length).toBeLessThan(0.62);
  });

  it.each([
    'I have been with this clinic for nine years and I never complained, but today I am furious about the way he spoke to me.',
    'Llamo por mi mamá, que tiene cita el lunes con el cardiólogo, y la verdad tengo mucho miedo de lo que le digan.',
    'Ini soal surat rujukan dari puskesmas kemarin, saya bingung sekali harus bawa ke loket yang mana dulu.',
  ])('marks one phrase, not the utterance: %s', (text) => {
    const { marks } = hear(model, text);
    expect(marks.length).toBe(1);
    expect(marked(text)).toMatch(/furious|miedo|bingung/u);
    expect(marked(text).length / text.length).toBeLessThan(0.62);
  });

  it('marks nothing where no feeling came near', () => {
    expect(hear(model, 'The pain is in my lower back, mostly at night.').speaks).toBe(false);
    expect(hear(model, 'Yes, that is my address.').marks).toEqual([]);
  });

  it('hears calm and stays silent in a language it does not know', () => {
    expect(hear(model, 'Мне очень страшно')).toMatchObject({
      lang: 'other',
      state: 'calm',
      speaks: false,
      marks: [],
    });
  });

  it('hears calm when the model has no such block', () => {
    const empty: EmotionModel = { blocks: new Map() };
    expect(hear(empty, "I'm furious")).toMatchObject({ state: 'calm', speaks: false, marks: [] });
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['100,000 characters', "I'm scared ".repeat(9_091)],
    ['one word of 100,000 letters', 'a'.repeat(100_000)],
    ['mixed scripts', 'I am 很害怕 и Мне больно خائف scared'],
    ['emoji', '😭😭😭 I miss him 😭👩‍👩‍👧'],
    ['half a pair', 'scared \ud83d'],
    ['control characters', '\u0000\u0007I\u0008 am\u202e angry\u0000'],
    ['names of the object', 'constructor __proto__ toString hasOwnProperty'],
    ['combining marks', `a${'\u0301'.repeat(5_000)}`],
    ['marks only', '?!?!...,,,;;;'.repeat(500)],
  ])('is bounded by %s', (_name, text) => {
    const started = performance.now();
    const heard = hear(model, text, 'en');
    expect(performance.now() - started).toBeLessThan(200);
    expect(callerStates).toContain(heard.state);
    expect(heard.probability).toBeGreaterThanOrEqual(0);
    expect(heard.probability).toBeLessThanOrEqual(1);
    for (const mark of heard.marks) {
      expect(mark.start).toBeGreaterThanOrEqual(0);
      expect(mark.end).toBeGreaterThan(mark.start);
      expect(mark.end).toBeLessThanOrEqual(Math.min(2_000, text.length));
    }
  });
});
