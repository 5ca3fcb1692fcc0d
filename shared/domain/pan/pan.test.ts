// Card numbers are hidden however they are written; numbers that people are called back on are not. All numbers synthetic.
import { expect, test } from 'vitest';
import { findCards, luhn, maskCards, maskWhileTyping } from './index.ts';

/** Numbers that card schemes publish for tests. */
const published = [
  '4111111111111111',
  '4222222222222',
  '5555555555554444',
  '2223003122003222',
  '378282246310005',
  '30569309025904',
  '6011111111111117',
  '3530111333300000',
  '6304000000000000',
  '4000000000000000006',
];
const hidden = (card: string): string => '•'.repeat(card.length - 4) + card.slice(-4);

test('published test numbers, alone and in a sentence, keep their last four digits', () => {
  for (const card of published) {
    expect(luhn(card), card).toBe(true);
    expect(maskCards(card)).toEqual({ text: hidden(card), count: 1 });
    expect(maskCards(`pays with ${card}, she says`).text).toBe(`pays with ${hidden(card)}, she says`);
    expect(findCards(`(${card})`)).toEqual([{ start: 1, end: 1 + card.length }]);
  }
});

test('groups, spaces, dashes and other digits don’t hide a card from the mask', () => {
  for (const [typed, left] of [
    ['4111 1111 1111 1111', '•••• •••• •••• 1111'],
    ['4111-1111-1111-1111', '••••-••••-••••-1111'],
    ['4111 – 1111 – 1111 – 1111', '•••• – •••• – •••• – 1111'],
    ['4111\u00a01111\u00a01111\u00a01111', '••••\u00a0••••\u00a0••••\u00a01111'],
    ['4111.1111.1111.1111', '••••.••••.••••.1111'],
    ['41 11 11 11 11 11 11 11', '•• •• •• •• •• •• 11 11'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '• • • • • • • • • • • • 1 1 1 1'],
    ['41111111 11111111', '•••••••• ••••1111'],
    ['3782 822463 10005', '•••• •••••• •0005'],
    ['3056 930902 5904', '•••• •••••• 5904'],
    ['4222 2222 22222', '•••• •••• •2222'],
    ['4111 1111 1111 1111 12/27 123', '•••• •••• •••• 1111 12/27 123'],
    ['4111 1111 1111 1111 1227', '•••• •••• •••• 1111 1227'],
    ['４１１１１１１１１１１１１１１１', '••••••••••••１１１１'],
  ] as const) {
    expect(maskCards(typed).text, typed).toBe(left);
    expect(maskCards(typed).text.length).toBe(typed.length);
  }
});

test('phone numbers, dates, doses and identifiers stay as they are', () => {
  for (const text of [
    '617 555 0164',
    '+1 617 555 0164',
    '(617) 555-0164 ext. 4111',
    '617 555 0164 617 555 0139 617 555 0177',
    '617-555-0164 / 617-555-0139',
    '6175550164 6175550139',
    '+44 20 7946 0958 123',
    '011 44 20 7946 0958',
    'born 2019-02-03, phone 617-555-0164',
    '2026-11-22 2026-11-23',
    '80840 1234567893',
    'claim 41111111111111111111111111',
    '4111 1111 1111 1112',
    'MRN A4111111111111111',
    '4111111111111111B',
    '20 mg twice, 40 mg at night, since 19:30, 4 days, 12 hours, 100.4 F, 98 %, 120/80, 5 1 3',
    '•••• •••• •••• 1111',
    '',
  ])
    expect(maskCards(text), text).toEqual({ text, count: 0 });
});

test('every length from 13 to 19 is hidden in every grouping by equal parts, and once hidden it stays so', () => {
  let seed = 4;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let run = 0; run < 3000; run++) {
    const length = 13 + random(7);
    const body = `${2 + random(5)}${Array.from({ length: length - 2 }, () => random(10)).join('')}`;
    const card = Array.from({ length: 10 }, (_, d) => `${body}${d}`).find(luhn) ?? '';
    const size = [length, 4, 4, 2, 3, 5][random(6)] ?? 4;
    const between = [' ', '-', ' - ', '\u2011'][random(4)] ?? ' ';
    const typed = `card ${(card.match(new RegExp(`.{1,${size}}`, 'g')) ?? []).join(between)} ok`;
    const once = maskCards(typed);
    expect(once.count, typed).toBe(1);
    expect(once.text.replaceAll(/\D/g, '').length, typed).toBe(4);
    expect(maskCards(once.text)).toEqual({ text: once.text, count: 0 });
  }
});

test('a number that is being typed is hidden when it is whole, or when something follows', () => {
  let text = '';
  for (const key of 'card 4111 1111 1111 1111 please') text = maskWhileTyping(text + key).text;
  expect(text).toBe('card •••• •••• •••• 1111 please');
  // 13 digits may become 16: not hidden halfway, but hidden as soon as the next word begins or the field is left.
  expect(maskWhileTyping('4222222222222').count).toBe(0);
  expect(maskWhileTyping('4222222222222 ').count).toBe(1);
  expect(maskCards('4222222222222').count).toBe(1);
  expect(maskWhileTyping('378282246310005').count).toBe(1);
});

// Each is read once and not again from every digit: that would take longer than a test may.
test('a long text without an end of digits is answered', () => {
  expect(maskCards('1 '.repeat(50_000)).count).toBe(0);
  expect(maskCards('4111-1111-1111-1111, '.repeat(5000)).count).toBeGreaterThan(0);
  expect(maskCards('9'.repeat(100_000)).count).toBe(0);
}, 20_000);
