import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groups,
  isDialable,
  normalDigits,
  parsePhone,
  sameNumber,
  shownNumber,
  storedForms,
  toE164,
} from './phone.ts';

describe('a number as typed', () => {
  it.each([
    ['555-123-4567', '+15551234567'],
    ['(617) 555-0142', '+16175550142'],
    ['617.555.0142', '+16175550142'],
    ['1 617 555 0142', '+16175550142'],
    ['+1 (617) 555-0142', '+16175550142'],
    ['+44 20 7946 0018', '+442079460018'],
    ['+62 812 3456 7890', '+6281234567890'],
    ['６１７５５５０１４２', '+16175550142'],
    ['617\u2011555\u20110142', '+16175550142'],
    ['tel:+16175550142', '+16175550142'],
  ])('%s is %s', (typed, e164) => expect(toE164(typed)).toBe(e164));

  it.each([
    '',
    'no number',
    '12345',
    '1234567890123456',
    '<script>5551234567</script>',
    '555-CALL-NOW',
    '+1+5551234567',
    'x'.repeat(9999),
  ])('%j is none', (typed) => expect(parsePhone(typed)).toBeNull());

  it('keeps an extension apart', () => {
    expect(parsePhone('617-555-0142 x 23')).toEqual({
      e164: '+16175550142',
      national: '6175550142',
      extension: '23',
    });
    expect(parsePhone('(617) 555-0142 ext. 4')?.extension).toBe('4');
    expect(shownNumber('6175550142#9')).toBe('(617) 555-0142 ext. 9');
  });

  it('takes a local number, which has no E.164 form', () => {
    expect(parsePhone('555-0142')).toEqual({ e164: null, national: '5550142', extension: '' });
    expect(isDialable('555-0142')).toBe(true);
    expect(sameNumber('555-0142', '617-555-0142')).toBe(false);
  });
});

describe('comparing', () => {
  it.each(['5551234567', '+1 555 123 4567', '(555) 123-4567', '1-555-123-4567', '555.123.4567 x9'])(
    '%s is the same line',
    (other) => expect(sameNumber('555-123-4567', other)).toBe(true),
  );
  it('unreadable equals nothing, not even itself', () =>
    expect(sameNumber('unknown', 'unknown')).toBe(false));
  it('any ten digits survive every stored form', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[2-9]\d{9}$/), (digits) => {
        const forms = storedForms(digits);
        expect(forms.length).toBeGreaterThan(8);
        for (const form of forms) expect(normalDigits(form)).toBe(`1${digits}`);
      }),
      { numRuns: 200 },
    );
  });
});

describe('forms and groups', () => {
  it('knows the forms that servers keep', () =>
    expect(storedForms('+15551234567')).toEqual(
      expect.arrayContaining([
        '+15551234567',
        '5551234567',
        '555-123-4567',
        '555.123.4567',
        '(555) 123-4567',
        '+1 555-123-4567',
      ]),
    ));
  it('gives none for what is no number', () => expect(storedForms('anonymous')).toEqual([]));
  it('reads back in groups', () => {
    expect(groups('+15551234567')).toEqual(['555', '123', '4567']);
    expect(groups('555-0142')).toEqual(['555', '0142']);
    expect(groups('+442079460018')[0]).toBe('44');
    expect(groups('+442079460018').join('')).toBe('442079460018');
    expect(groups('nobody')).toEqual([]);
  });
  it('shows', () => {
    expect(shownNumber('555-123-4567')).toBe('(555) 123-4567');
    expect(shownNumber('+442079460018')).toBe('+44 20 7946 0018');
    expect(shownNumber('ask the front desk')).toBe('ask the front desk');
  });
});
