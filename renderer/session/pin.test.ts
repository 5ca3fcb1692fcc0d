import { expect, it } from 'vitest';
import { pinProblem } from './pin.ts';

it.each([
  ['', 'short'],
  ['12345', 'short'],
  ['481 92', 'digits'],
  ['48192a', 'digits'],
  ['４８１９２７', 'digits'],
  ['123456', 'trivial'],
  ['121212', 'trivial'],
  ['481927', null],
  ['481927481920', null],
  ['4819274819203', 'long'],
] as const)('%j: %s', (pin, problem) => {
  expect(pinProblem(pin, pin, 6)).toBe(problem);
});

it('is typed twice, and the desk says how short it may be', () => {
  expect(pinProblem('481927', '481972', 6)).toBe('differs');
  expect(pinProblem('481927', '481927', 8)).toBe('short');
});
