// Reading the agent's line: synonyms, gaps, negation, hostile text.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLine, says } from './matcher.ts';
import { r2 } from './testing.ts';

const groups = { sorry: ['sorry', 'my apologies'], forty: ['forty', '40'] };

describe('says', () => {
  it.each([
    ['I’m so SORRY about this.', '@sorry', true],
    ['My apologies, Dana.', '@sorry', true],
    ['I am not sorry.', '@sorry', false],
    ['I am not really sorry.', '@sorry', false],
    ['No, I am sorry.', '@sorry', true],
    ['No. I am sorry.', '@sorry', true],
    ['You waited 40 minutes', '@forty minutes', true],
    ['You waited forty long minutes', '@forty minutes', false],
    ['You waited forty very long minutes', '@forty ... minutes', true],
    ['Forty people. Ten minutes.', '@forty ... minutes', false],
    ['I’ll call you', 'i will call', true],
    ['it is 39.4 now', '39.4', true],
    ['it is 39.', '39', true],
    ['six, one, seven', 'six one seven', true],
    ['sorrysorry', '@sorry', false],
    ['', '@sorry', false],
    ['sorry', '@nothing', false],
  ])('“%s” / “%s” → %s', (text, pattern, expected) => {
    expect(says(text, [pattern], groups)).toBe(expected);
  });
});

describe('reading of R2', () => {
  it.each([
    ['Oh I apologize, forty minutes is dreadful', ['apology']],
    ['Sorry but that is how it is', []],
    ['Could you just calm down', ['tone_policing']],
    ['Please hold.', ['put_on_hold']],
    ['I will not put you on hold again', ['relief']],
    ['The doctor will ring you within fifteen minutes', ['relief', 'next_step_time']],
    ['Somebody calls you at 11 pm', ['relief', 'next_step_time']],
    ['They will call soon', ['vague_time']],
    ['They call soon, within 15 minutes', ['next_step_time']],
    ['What is his birth date?', ['ask_birth']],
    ['Is his birthday 14 March 2023?', ['verify_led']],
    ['It is 617-555-0148, correct?', ['number_read_back']],
    ['If it gets worse dial 911 immediately', ['relief', 'safety_net']],
  ])('“%s” → %j', (text, tags) => {
    expect(readLine(r2, text).tags).toEqual(tags);
  });

  it('tells a fact said right from a fact said wrong', () => {
    expect(readLine(r2, 'fever since Tuesday, 39.4').factsSaid).toEqual(['since', 'temperature']);
    expect(readLine(r2, 'fever since Monday')).toMatchObject({ factsSaid: [], factsWrong: ['since'] });
    expect(readLine(r2, '617 555 0184').factsWrong).toEqual(['number']);
  });

  it('takes any text, and is not caught in a long one', () => {
    const nasty = ['sorry '.repeat(5000), 'a'.repeat(100_000), '... ... @sorry {x} <b>', '\u0000\u202E😀'];
    for (const text of nasty) expect(Array.isArray(readLine(r2, text).tags)).toBe(true);
    fc.assert(
      fc.property(fc.string(), (text) => readLine(r2, text).tags.every((t) => t !== '')),
      { numRuns: 50 },
    );
  }, 20_000);
});
