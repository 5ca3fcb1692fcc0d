// What is warned of before a question or a flag is kept.
import { describe, expect, it } from 'vitest';
import { personalIn } from './personal.ts';

describe('data of a person in typed words', () => {
  it.each([
    ['call her at 617-555-0142', ['phone']],
    ['she was born on March 14, 1957', ['birth']],
    ['DOB 03/14/1957', ['birth']],
    ['seen 3/14/57', ['date']],
    ['seen 1957-03-14', ['date']],
    ['since March 14, 1957', ['date']],
    ['zeb@price.example writes', ['email']],
    ['123-45-6789', ['social']],
    ['4111 1111 1111 1111', ['card']],
    ['member 88213467', ['number']],
    ['ＭＲＮ ８８２１３４６７', ['number']],
    ['Mrs. Okonkwo asks', ['name']],
    ['la Señora Núñez, 617 555 0142', ['phone', 'name']],
  ])('%s', (text, kinds) => expect(personalIn(text)).toEqual(kinds));
  it.each([
    'What does a flu shot cost without insurance?',
    'Is it open on 3/14, and until 5:30?',
    'Page 12 says $1,250 and 25 mg; the form is 4432-7.',
    'the mr scan, the ms clinic; Dr. Patel left',
    '',
  ])('says nothing of: %s', (text) => expect(personalIn(text)).toEqual([]));
  it('is quick on a long row of figures', () => {
    expect(personalIn('1 '.repeat(500))).toEqual(['number']);
  });
});
