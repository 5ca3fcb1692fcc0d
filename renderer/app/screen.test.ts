import { expect, it } from 'vitest';
import { roles, type Role } from '#shared/contract/kinds.ts';
import { phases, type SessionState } from '#shared/contract/session.ts';
import { mustReload, mustRenew, screenOf, type Screen } from './screen.ts';

const person: SessionState['person'] = { id: 'p1', name: 'Mina Kovač', initials: 'MK', role: 'agent' };
const running = { state: 'running', reason: null } as const;
const live = { desk: 'live', page: 'desk', emergency: false } as const;
const base = { phase: 'open', person, demo: true, practice: false } as const;

it.each<[string, Parameters<typeof screenOf>[0], Screen]>([
  [
    'nothing known yet',
    { desk: { state: 'starting', reason: null }, session: null, place: live },
    'starting',
  ],
  ['no desk', { desk: { state: 'down', reason: 'failed' }, session: null, place: live }, 'no-desk'],
  [
    'cookie gone',
    { desk: { state: 'down', reason: 'preview-session' }, session: base, place: live },
    'preview-ended',
  ],
  [
    'demo, first run',
    { desk: running, session: { ...base, phase: 'first-run', person: null }, place: live },
    'first',
  ],
  [
    'demo, closed',
    { desk: running, session: { ...base, phase: 'closed', person: null }, place: live },
    'first',
  ],
  ['demo, nobody sits', { desk: running, session: { ...base, person: null }, place: live }, 'first'],
  [
    'first run',
    { desk: running, session: { ...base, demo: false, phase: 'first-run' }, place: live },
    'create',
  ],
  ['closed', { desk: running, session: { ...base, demo: false, phase: 'closed' }, place: live }, 'unlock'],
  ['nobody sits', { desk: running, session: { ...base, demo: false, person: null }, place: live }, 'people'],
  ['open', { desk: running, session: base, place: live }, 'desk'],
  [
    'an auditor',
    { desk: running, session: { ...base, person: { ...person, role: 'auditor' } }, place: live },
    'office',
  ],
  [
    'an administrator',
    { desk: running, session: { ...base, person: { ...person, role: 'administrator' } }, place: live },
    'office',
  ],
  ['desk restarting', { desk: { state: 'down', reason: 'died' }, session: base, place: live }, 'desk'],
  ...(['first-run', 'closed', 'locked', 'broken'] as const).map(
    (phase): [string, Parameters<typeof screenOf>[0], Screen] => [
      `desk gone for good while ${phase}`,
      { desk: { state: 'down', reason: 'too-often' }, session: { ...base, phase }, place: live },
      'no-desk',
    ],
  ),
  [
    'desk gone for good while nobody sits',
    {
      desk: { state: 'down', reason: 'too-often' },
      session: { ...base, demo: false, person: null },
      place: live,
    },
    'no-desk',
  ],
  [
    'words may be open: they stay, a banner says what happened',
    { desk: { state: 'down', reason: 'disk-full' }, session: base, place: live },
    'desk',
  ],
  [
    'the socket is made anew',
    {
      desk: { state: 'down', reason: 'connection-lost' },
      session: { ...base, demo: false, phase: 'closed' },
      place: live,
    },
    'unlock',
  ],
  ['locked', { desk: running, session: { ...base, phase: 'locked' }, place: live }, 'locked'],
  [
    'locked on the proof page',
    { desk: running, session: { ...base, phase: 'locked' }, place: { ...live, page: 'proof' } },
    'locked',
  ],
  ['broken in the demo', { desk: running, session: { ...base, phase: 'broken' }, place: live }, 'broken'],
  ['proof', { desk: running, session: base, place: { ...live, page: 'proof' } }, 'proof'],
  [
    'practice',
    { desk: running, session: { ...base, practice: true }, place: { ...live, desk: 'practice' } },
    'practice',
  ],
  [
    'a trainer at the live desk',
    { desk: running, session: { ...base, person: { ...person, role: 'trainer' } }, place: live },
    'office',
  ],
  [
    'a trainer at the practice desk',
    {
      desk: running,
      session: { ...base, practice: true, person: { ...person, role: 'trainer' } },
      place: live,
    },
    'practice',
  ],
  [
    'practice, closed',
    { desk: running, session: { ...base, practice: true, phase: 'closed' }, place: live },
    'practice-start',
  ],
  [
    'practice without demo',
    { desk: running, session: { ...base, practice: true, demo: false, phase: 'closed' }, place: live },
    'unlock',
  ],
])('%s', (_name, facts, screen) => {
  expect(screenOf(facts)).toBe(screen);
});

it('never shows the desk unless it is open and a person sits there', () => {
  for (const phase of phases)
    for (const who of [null, person])
      for (const demo of [true, false])
        for (const practice of [true, false]) {
          const screen = screenOf({
            desk: running,
            session: { phase, person: who, demo, practice },
            place: live,
          });
          if (screen === 'desk' || screen === 'practice') expect([phase, who]).toEqual(['open', person]);
          if (phase === 'locked') expect(screen).toBe('locked');
        }
});

it('replaces a page that was open when it no longer is', () => {
  const at = (phase: SessionState['phase'], id: string | null = 'p1') => ({
    phase,
    person: id === null ? null : { id, role: 'agent' as const },
  });
  expect(phases.filter((is) => mustReload(at('open'), at(is)))).toEqual([
    'first-run',
    'closed',
    'locked',
    'broken',
  ]);
  for (const was of ['locked', 'closed', 'first-run', 'broken'] as const)
    for (const is of phases) expect(mustReload(at(was), at(is))).toBe(false);
  expect(mustReload(null, at('open'))).toBe(false);
  // Somebody else sits down, or nobody any more: not a word of the one before.
  expect(mustReload(at('open'), at('open', 'p2'))).toBe(true);
  expect(mustReload(at('open'), at('open', null))).toBe(true);
  expect(mustReload(at('open', null), at('open', 'p2'))).toBe(false);
});

it('renews a page of patients when who sits there has the office from now on, after its words were kept', () => {
  const as = (role: Role) => ({ phase: 'open' as const, person: { id: 'p1', role } });
  expect(roles.filter((role) => mustRenew(as('agent'), as(role)))).toEqual([
    'trainer',
    'auditor',
    'administrator',
  ]);
  expect(roles.filter((role) => mustRenew(as(role), as('agent')))).toEqual([]);
});
