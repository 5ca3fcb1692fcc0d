// Words as they are typed at night: without apostrophes, in short forms.
import { describe, expect, it } from 'vitest';
import { readLine, says } from './matcher.ts';
import { r2 } from './testing.ts';
import { tokensOf } from './words.ts';

const words = (text: string) =>
  tokensOf(text)
    .map((t) => t.word)
    .join(' ');

describe('words', () => {
  it.each([
    ['i cant see it and i wont guess', 'i can not see it and i will not guess'],
    ['im here, youre not alone', 'i am here you are not alone'],
    ['dont, shouldnt, ive, thats, lets', 'do not should not i have that is let us'],
    ['within 30min or 2 hrs, tonite', 'within 30 minutes or 2 hours tonight'],
    ['whats ur dob pls', 'what is your date of birth please'],
    ['I am ill and we were well', 'i am ill and we were well'],
    ['constructor __proto__ toString', 'constructor proto tostring'],
  ])('reads “%s”', (text, meant) => {
    expect(words(text)).toBe(meant);
  });

  it('hears what is asked and promised in haste', () => {
    expect(readLine(r2, 'whats his full name and birthday please').tags).toEqual(
      expect.arrayContaining(['ask_name', 'ask_birth']),
    );
    expect(readLine(r2, 'the nurse calls you in 15 mins').tags).toContain('next_step_time');
    expect(readLine(r2, 'the nurse calls you in 15 mins').factsSaid).toContain('time');
  });

  it('reads a pattern in the same way', () => {
    expect(says('call me in 30 minutes', ['30 min'], {})).toBe(true);
    expect(says('I can’t', ["can't"], {})).toBe(true);
  });
});
