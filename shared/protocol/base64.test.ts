// The quick look and the rule it stands for say the same of any text.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { base64, isBase64 } from './base64.ts';

const rule = /^[A-Za-z0-9+/]*={0,2}$/;
it('is the rule, for any text and for texts that are nearly base64', () => {
  const nearly = fc.string({
    unit: fc.constantFrom('A', 'z', '0', '9', '+', '/', '=', '-', '_', ' ', '\n', 'é', '\0'),
  });
  fc.assert(
    fc.property(
      fc.oneof(
        nearly,
        fc.array(fc.nat(0xffff)).map((codes) => String.fromCharCode(...codes)),
        fc.base64String(),
      ),
      (text) => {
        expect(isBase64(text)).toBe(rule.test(text));
      },
    ),
    { numRuns: 300 },
  );
  expect(['', '=', '==', '===', 'A=A', 'AAAA', 'AA=='].map(isBase64)).toEqual([
    true,
    true,
    true,
    false,
    false,
    true,
    true,
  ]);
});
it('has a length', () => {
  expect(base64(4).safeParse('AAAA').success).toBe(true);
  expect(base64(4).safeParse('AAAAA').success).toBe(false);
  expect(base64(4).safeParse(7).success).toBe(false);
});
