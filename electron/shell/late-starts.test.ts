import { expect, it, vi } from 'vitest';
import { createLateStarts } from './late-starts.ts';

const argv = ['/app/careline', '--lang=en', '--', 'careline://open/calls'];

it('does at once what comes while the app runs', () => {
  const take = vi.fn();
  const starts = createLateStarts(take);
  starts.take('tel:6175550142');
  starts.take(null);
  expect(take.mock.calls).toEqual([['tel:6175550142'], [null]]);
  expect(starts.next(argv, undefined)).toBeNull();
});

it('leaves what comes at the end to a fresh app: the newest link, and not the one this app was started with', () => {
  const take = vi.fn();
  const starts = createLateStarts(take);
  starts.ending(true);
  expect(starts.next(argv, undefined)).toBeNull();
  starts.take(null);
  expect(starts.next(argv, undefined)).toEqual({ args: ['--lang=en'] });
  starts.take('careline://open/work');
  starts.take(' tel:6175550142');
  starts.take(null);
  expect(starts.next(argv, '/srv/p/Careline.AppImage')).toEqual({
    args: ['--lang=en', '--', ' tel:6175550142'],
    execPath: '/srv/p/Careline.AppImage',
  });
  expect(take).not.toHaveBeenCalled();
});

it('does it after all when the end is called off, once', () => {
  const take = vi.fn();
  const starts = createLateStarts(take);
  starts.ending(true);
  starts.take('careline://open/work');
  starts.ending(false);
  starts.ending(false);
  expect(take.mock.calls).toEqual([['careline://open/work']]);
  expect(starts.isEnding()).toBe(false);
  expect(starts.next(argv, undefined)).toBeNull();
});
