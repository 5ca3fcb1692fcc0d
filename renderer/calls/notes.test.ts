import { expect, it } from 'vitest';
import { addedElsewhere } from './notes.ts';

it('knows its own saves again, also old ones that come late', () => {
  const before = ['', 'wants', 'wants a refill'];
  expect(addedElsewhere('wants', before)).toBeNull();
  expect(addedElsewhere('wants a refill', before)).toBeNull();
});

it('finds the line that another window put after a text of this one', () => {
  expect(addedElsewhere('wants a refill\nby four\n', ['', 'wants', 'wants a refill'])).toBe('by four');
  expect(addedElsewhere('by four\n', [''])).toBe('by four');
});

it('takes nothing from a text that it cannot place, nor from spaces alone', () => {
  expect(addedElsewhere('something else', ['wants'])).toBeNull();
  expect(addedElsewhere('wants \n', ['wants'])).toBeNull();
});
