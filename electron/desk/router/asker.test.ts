import { expect, it } from 'vitest';
import { specOf } from '#shared/contract/index.ts';
import { forAnybody, namedIn } from './asker.ts';
import type { Person } from './context.ts';
import type { Phase } from './gate.ts';

const person = (id: string): Person => ({ id, name: 'Imogen Invented', initials: 'II', role: 'agent' });

it.each([
  // request, who asked, phase, who sits afterwards, whom the row names
  ['session.sit', null, 'open', 'b', 'b'],
  ['session.sit', 'a', 'open', 'b', 'b'],
  ['session.open', null, 'closed', 'b', 'b'],
  ['session.open', null, 'closed', null, null],
  ['session.unlock', 'a', 'locked', 'b', 'b'],
  // The set-up passphrase is nobody's.
  ['session.unlock', 'a', 'locked', null, null],
  ['session.setSecret', null, 'open', 'b', 'b'],
  ['session.setSecret', 'a', 'open', 'b', 'a'],
  ['session.leave', 'a', 'open', null, 'a'],
  ['session.lock', 'a', 'open', 'a', 'a'],
  ['session.lock', 'a', 'locked', 'b', null],
  ['backups.make', 'a', 'open', 'b', 'a'],
  ['backups.make', 'a', 'open', null, 'a'],
  ['signin.stepUp', 'a', 'open', 'b', 'a'],
  ['session.enrol', null, 'open', 'b', null],
] as const satisfies readonly (readonly [string, string | null, Phase, string | null, string | null])[])(
  '%s asked by %s (%s), then %s sits: the row names %s',
  (name, asked, phase, sits, named) => {
    const spec = specOf(name);
    if (spec === null || spec.kind === 'topic') throw new Error(name);
    const who = namedIn(
      { name, spec, person: asked === null ? null : person(asked), phase },
      sits === null ? null : person(sits),
    );
    expect(who?.id ?? null).toBe(named);
  },
);

it('knows what is done for anybody', () => {
  expect(['session.state', 'session.sit', 'no.such', 'session.changed'].every(forAnybody)).toBe(true);
  expect(['messages.save', 'session.leave', 'calls.log'].some(forAnybody)).toBe(false);
});
