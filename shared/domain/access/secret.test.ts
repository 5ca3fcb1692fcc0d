import { expect, it } from 'vitest';
import { secretProblem, trivialPin } from './secret.ts';

it.each([
  ['000000', 'repeat'],
  ['121212', 'repeat'],
  ['123123', 'repeat'],
  ['55555555', 'repeat'],
  ['123456', 'run'],
  ['654321', 'run'],
  ['890123', 'run'],
  ['246802', 'run'],
  ['112233', 'run'],
  ['998877', 'run'],
  ['112112112', 'repeat'],
  ['1112221', 'few-digits'],
  ['147258', 'walk'],
  ['789456', 'walk'],
  ['311299', 'date'],
  ['123199', 'date'],
  ['991231', 'date'],
  ['198407', 'date'],
  ['071984', 'date'],
  ['31121984', 'date'],
  ['12311984', 'date'],
  ['19841231', 'date'],
  ['493027', null],
  ['7046138', null],
  ['40718362', null],
  ['918273645019', null],
])('PIN %s is %s', (pin, why) => {
  expect(trivialPin(pin)).toBe(why);
});

it.each([
  ['pin', '493027', true, null],
  ['pin', '49302', true, 'weak-pin'],
  ['pin', '4930271836452', true, 'weak-pin'],
  ['pin', '49302a', true, 'weak-pin'],
  ['pin', '٤٩٣٠٢٧', true, 'weak-pin'],
  ['pin', '493027\n', true, 'weak-pin'],
  ['pin', '', true, 'weak-pin'],
  ['pin', '123456', true, 'weak-pin'],
  ['pin', '493027', false, 'pin-needs-keystore'],
  ['passphrase', 'twelve chars', false, null],
  ['passphrase', '  eleven char  ', true, 'weak-passphrase'],
  ['passphrase', 'éléven chär', true, 'weak-passphrase'],
  ['passphrase', 'x'.repeat(401), true, 'weak-passphrase'],
] as const)('%s %j, bound to a key store: %s → %s', (kind, secret, bound, problem) => {
  expect(secretProblem(kind, secret, bound)).toBe(problem);
});

it('leaves most PINs', () => {
  let left = 0;
  for (let n = 0; n < 1_000_000; n += 37) if (trivialPin(String(n).padStart(6, '0')) === null) left++;
  // A sixth of all six-digit PINs are dates; whoever wants one has 800,000 others.
  expect(left / Math.ceil(1_000_000 / 37)).toBeGreaterThan(0.75);
});
