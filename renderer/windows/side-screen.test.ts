import { expect, it } from 'vitest';
import { mustDrop, sideScreenOf, type SideFacts } from './side-screen.ts';

const running = { state: 'running', reason: null } as const;
const down = { state: 'down', reason: 'connection-lost' } as const;
const person = { id: 'p1', name: 'Mara Keller (synthetic)', initials: 'MK', role: 'agent' } as const;
const at = (desk: SideFacts['desk'], session: SideFacts['session']) => sideScreenOf({ desk, session });

it('shows its contents only at an open desk with a person', () => {
  expect(at(running, { phase: 'open', person })).toBe('open');
  expect(at(running, { phase: 'open', person: null })).toBe('nobody');
  for (const phase of ['first-run', 'closed'] as const) expect(at(running, { phase, person })).toBe('closed');
  expect(at(running, { phase: 'broken', person })).toBe('broken');
  expect(at(running, { phase: 'locked', person })).toBe('locked');
});

it('keeps what it showed while the desk restarts, and waits when it has nothing', () => {
  expect(at(down, { phase: 'open', person })).toBe('open');
  expect(at(down, { phase: 'locked', person })).toBe('locked');
  expect(at(down, null)).toBe('no-desk');
  expect(at({ state: 'starting', reason: null }, null)).toBe('starting');
});

it('says that it is no longer connected when the preview has ended, whatever it knew', () => {
  expect(at({ state: 'down', reason: 'preview-session' }, { phase: 'open', person })).toBe('preview-ended');
});

it('shows nothing of a desk that is gone for good, and drops what it holds, once', () => {
  for (const reason of ['too-often', 'vault-damaged', 'desk-silent']) {
    const gone = { state: 'down', reason } as const;
    for (const phase of ['open', 'locked', 'closed'] as const) {
      expect(at(gone, { phase, person })).toBe('no-desk');
      expect(mustDrop({ desk: gone, session: { phase, person } })).toBe(true);
    }
    expect(at(gone, null)).toBe('no-desk');
    // The page that took its place has nothing.
    expect(mustDrop({ desk: gone, session: null })).toBe(false);
  }
  const open = { phase: 'open', person } as const;
  for (const desk of [running, down, { state: 'starting', reason: null } as const])
    expect(mustDrop({ desk, session: open })).toBe(false);
  // Its server is gone: a page that is replaced would not come back.
  expect(mustDrop({ desk: { state: 'down', reason: 'preview-session' }, session: open })).toBe(false);
});
