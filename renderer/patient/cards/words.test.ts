// Codes and sums of the record in words: what has no word stands as it is, and nothing throws.
import { expect, test } from 'vitest';
import { amountText, channelText, codeText, contactStanding, unitText } from './words.ts';

test.each([
  [{ cents: 124_050, currency: 'USD' }, '$1,240.50'],
  [{ cents: -500, currency: 'USD' }, '-$5.00'],
  [{ cents: 1, currency: '?' }, '0.01 ?'],
])('%j reads %s', (amount, text) => expect(amountText(amount)).toBe(text));

test('only what is still open, or was not done, has a mark', () => {
  expect(['in-progress', 'not-done', 'completed', 'finished', '__proto__'].map(contactStanding)).toEqual([
    'open',
    'not-done',
    null,
    null,
    null,
  ]);
});

test('a code without a word stands as it is', () => {
  expect(codeText('task.status', 'in-progress')).toBe('in work');
  expect(codeText('task.status', 'toString')).toBe('toString');
  expect(channelText('phone mobile')).toBe('mobile');
  expect(channelText('pager')).toBe('pager');
});

test('a unit reads as it is written by hand', () => {
  for (const [code, read] of [
    ['mL/min/{1.73_m2}', 'mL/min/1.73 m²'],
    ['mg/dL', 'mg/dL'],
    ['10*3/uL', '10³/µL'],
    ['kg/m2', 'kg/m²'],
    ['mm[Hg]', 'mmHg'],
    ['ug/L', 'mcg/L'],
    ['m[IU]/L', 'mIU/L'],
    ['Cel', '°C'],
    ['{score}', 'score'],
  ] as const)
    expect(unitText(code)).toBe(read);
});
