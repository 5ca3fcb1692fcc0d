import { expect, it } from 'vitest';
import { hasText } from '../text/t.ts';
import { steps } from './steps.ts';

it('is short, and each stop is another thing with words of its own', () => {
  expect(steps.length).toBeLessThanOrEqual(5);
  expect(new Set(steps.map((step) => step.at)).size).toBe(steps.length);
  expect(steps.every((step) => hasText(step.title) && hasText(step.what))).toBe(true);
});
