// A name is one of the trainer's list under any spelling of case and spaces, and under no other.
import { expect, it } from 'vitest';
import { alike } from './who.ts';

it('finds who is written alike', () => {
  const people = [
    { id: 'mara-keller', name: 'Mara Keller' },
    { id: 'p-2', name: 'MARA KELLER' },
    { id: 'p-3', name: 'Mara Kellers' },
  ];
  expect(alike(people, '  mara   keller ').map((p) => p.id)).toEqual(['mara-keller', 'p-2']);
  expect(alike(people, 'Mara')).toEqual([]);
});
