// The door between the live desk and practice: who comes over is told once and nothing else, and a real emergency waits for nobody.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import { useDeskView } from './desk-store.ts';
import { goToPractice, inPractice, realEmergency, takeHandedOver } from './leave-practice.ts';
import { useSession } from './session-store.ts';

const kept = new Map<string, string>();
const went: string[] = [];
let search = '';

beforeEach(() => {
  vi.stubGlobal('window', {
    sessionStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
    location: {
      get search() {
        return search;
      },
      replace: (to: string) => void went.push(to),
    },
  });
  vi.stubGlobal('document', { querySelector: () => null });
});
afterEach(() => {
  vi.unstubAllGlobals();
  kept.clear();
  went.length = 0;
  search = '';
  useSession.setState({ state: null });
  useDeskView.setState({ emergencyOpen: false });
});

const sitting = (more: Partial<SessionState>): void => useSession.setState({ state: more as SessionState });

it('hands over who sits at the live desk, once, and no more of them than id and name', () => {
  sitting({ person: { id: 'mk', name: 'Mara Keller', initials: 'MK', role: 'agent' } });
  goToPractice();
  expect(went).toEqual(['?desk=practice']);
  expect([...kept.values()].map((text) => Object.keys(JSON.parse(text) as object))).toEqual([['id', 'name']]);
  expect(takeHandedOver()).toEqual({ id: 'mk', name: 'Mara Keller' });
  expect(takeHandedOver()).toBeNull();
});

it.each(['', 'no json', '{}', '{"id":"x","name":""}', '{"id":"x","name":"y","role":"supervisor"}', 'null'])(
  'takes nothing that is no person: %j',
  (text) => {
    kept.set('careline.practises', text);
    expect(takeHandedOver()).toBeNull();
    expect(kept.size).toBe(0);
  },
);

it('nobody sits there: practice asks itself', () => {
  goToPractice();
  expect(kept.size).toBe(0);
});

it('leads out of practice to the live desk’s card, and on the live desk opens it', () => {
  realEmergency();
  expect(useDeskView.getState().emergencyOpen).toBe(true);
  expect(went).toEqual([]);
  for (const [at, state] of [
    ['', { practice: true }],
    ['?desk=practice', {}],
  ] as const) {
    went.length = 0;
    search = at;
    sitting(state);
    expect(inPractice()).toBe(true);
    realEmergency();
    expect(went).toEqual(['?emergency']);
  }
});
