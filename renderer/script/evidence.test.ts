import { expect, it } from 'vitest';
import { tickOf } from './evidence.ts';

const verify = { kind: 'verify' } as const;

it('a fact is ticked when the desk matched it, and only then', () => {
  const one = { matched: ['fullName'], level: 0 } as const;
  expect([tickOf(verify, 'Full name', one), tickOf(verify, 'Date of birth', one)]).toEqual([true, false]);
  expect(tickOf(verify, 'Patient’s two facts', one)).toBe(false);
  const two = { matched: ['fullName', 'birthDate'], level: 1 } as const;
  expect([tickOf(verify, 'Patient’s two facts', two), tickOf(verify, 'Third fact', two)]).toEqual([
    true,
    false,
  ]);
  expect(tickOf(verify, 'Third fact', { matched: ['fullName', 'birthDate', 'address'], level: 2 })).toBe(
    true,
  );
});

it('what only the agent can know stays the agent’s to tick', () => {
  const all = { matched: ['fullName', 'birthDate'], level: 1 } as const;
  expect(tickOf(verify, 'Name and organisation', all)).toBe(null);
  expect(tickOf({ kind: 'greeting' }, 'Full name', all)).toBe(null);
});
