// Figures of the laboratory: short to read, on the same side of the range as what was measured.
import { expect, test } from 'vitest';
import { shownSum, shownValue } from './figures.ts';

test.each([
  ['90.718374', null, '90.7'],
  ['5.123456', null, '5.12'],
  ['0.0123456', null, '0.0123'],
  ['128.6432', null, '129'],
  ['1234.56', null, '1235'],
  ['-3.14159', null, '-3.14'],
  ['7.20', null, '7.20'],
  ['12', null, '12'],
  ['<0.01', null, '<0.01'],
  ['positive', null, 'positive'],
  ['1e400', null, '1e400'],
])('%s in the range %s reads %s', (value, range, shown) => expect(shownValue(value, range)).toBe(shown));

test('a value just outside its range is never rounded into it', () => {
  expect(shownValue('5.6004', '4–5.6')).toBe('5.6004');
  expect(shownValue('5.6041', '4–5.6')).toBe('5.604');
  expect(shownValue('99.96', '≥100')).toBe('99.96');
  expect(shownValue('99.94', '≥ 100')).toBe('99.9');
});

test.each([
  ['25 USD', '$25.00'],
  ['1500.5 USD', '$1,500.50'],
  ['20 %', '20 %'],
  ['3 visits', '3 visits'],
])('%s of an answer reads %s', (text, shown) => expect(shownSum(text)).toBe(shown));
