import { expect, it } from 'vitest';
import type { SlotView } from '#shared/contract/session.ts';
import { matching, stepFrom, tilesOf } from './tiles.ts';

const slot = (id: string, name: string | null): SlotView => ({
  id,
  kind: 'pin',
  triesLeft: 5,
  waitMs: 0,
  lastHere: null,
  person:
    name === null
      ? null
      : {
          id,
          name,
          role: 'agent',
          initials: name
            .split(' ')
            .map((word) => word[0])
            .join(''),
        },
});
const people = tilesOf([
  slot('3', 'Zoë Ångström'),
  slot('set-up', null),
  slot('1', 'Mara Keller'),
  slot('2', 'Mark van der Berg'),
]);
const found = (typed: string): string[] => matching(people, typed).map((tile) => tile.id);

it('shows people by name, and never the set-up passphrase as one', () => {
  expect(people.map((tile) => tile.id)).toEqual(['1', '2', '3']);
});

it.each([
  ['', ['1', '2', '3']],
  ['mar', ['1', '2']],
  ['mar ke', ['1']],
  ['KELLER', ['1']],
  ['ber', ['2']],
  ['angst', ['3']],
  ['zoe', ['3']],
  ['mk', ['1']],
  ['ara', []],
])('%j finds %j', (typed, ids) => {
  expect(found(typed)).toEqual(ids);
});

it('arrows stay among the people', () => {
  expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'].map((key) => stepFrom(1, key, 6, 2))).toEqual([
    2, 0, 3, 1,
  ]);
  expect(stepFrom(5, 'ArrowDown', 6, 2)).toBe(5);
  expect(stepFrom(3, 'Home', 6, 2)).toBe(0);
  expect(stepFrom(3, 'End', 6, 2)).toBe(5);
  expect(stepFrom(3, 'a', 6, 2)).toBeNull();
});
