import { expect, it } from 'vitest';
import { dressOf, otherTheme } from './dress.ts';

it('dresses the page', () => {
  expect(dressOf('system')).toEqual({ theme: null, contrast: null });
  expect(dressOf('light')).toEqual({ theme: 'light', contrast: null });
  expect(dressOf('dark')).toEqual({ theme: 'dark', contrast: null });
  // High contrast follows the system's light or dark.
  expect(dressOf('contrast')).toEqual({ theme: null, contrast: 'more' });
});

it('turns to the other of what shows', () => {
  expect(otherTheme('light', true)).toBe('dark');
  expect(otherTheme('dark', false)).toBe('light');
  expect(otherTheme('system', true)).toBe('light');
  expect(otherTheme('system', false)).toBe('dark');
});
