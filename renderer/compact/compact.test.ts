import { expect, it } from 'vitest';
import type { StatusValue } from '#shared/contract/status.ts';
import { ringing, step, type Call, type CallEventKind } from '#shared/domain/calls/call.ts';
import { footOf } from './foot.ts';
import { phoneViewOf } from './phone-view.ts';

// Synthetic numbers and times throughout.
function call(id: string, minute: number, ...events: CallEventKind[]): Call {
  const at = (m: number): string => new Date(Date.UTC(2026, 10, 22, 10, m)).toISOString();
  let made = ringing({
    id,
    line: 'practice',
    number: '+16175550142',
    dnis: '+16175550100',
    accountId: 'riverside',
    rangAt: at(minute),
    waitedSeconds: null,
  });
  for (const event of events) {
    const next = step(made, event, at(minute + 1));
    if (next === null) throw new Error(`${event} not allowed`);
    made = next;
  }
  return made;
}
const status = (change: {
  backend?: Partial<StatusValue['backend']>;
  sync?: Partial<StatusValue['sync']>;
  phone?: StatusValue['phone']['state'];
}): StatusValue => ({
  backend: { state: 'online', since: null, lastContact: null, problem: null, ...change.backend },
  sync: {
    waiting: 0,
    urgent: 0,
    oldest: null,
    quarantined: 0,
    acknowledged: 3,
    paused: null,
    ...change.sync,
  },
  clock: { offsetMs: null, at: null },
  phone: { state: change.phone ?? 'practice-line', onCall: false },
  ehr: { state: 'online', since: null },
  knowledge: { articles: 0, asOf: null, importing: null, index: { state: 'none', done: null }, feed: null },
  vault: { open: true, locksAt: null },
});

const running = { state: 'running', reason: null } as const;

it('is idle without a call and says why when none can come', () => {
  expect(phoneViewOf([], null)).toEqual({ kind: 'idle', line: 'ready' });
  expect(phoneViewOf([], status({ phone: 'down' }))).toEqual({ kind: 'idle', line: 'down' });
  expect(phoneViewOf([], status({ phone: 'none' }))).toEqual({ kind: 'idle', line: 'none' });
});

it('shows who is talked to before a ring, and a ring before a call that is over', () => {
  const ring = call('ring', 0);
  const talking = call('talking', 1, 'answer');
  const over = call('over', 2, 'answer', 'hang-up-caller');
  expect(phoneViewOf([ring, over], null)).toMatchObject({ kind: 'ringing', call: { id: 'ring' } });
  expect(phoneViewOf([over], null)).toMatchObject({ kind: 'after', call: { id: 'over' } });
  expect(phoneViewOf([ring, over, talking], null)).toMatchObject({
    kind: 'on-line',
    call: { id: 'talking' },
    others: { ringing: { id: 'ring' }, held: null, more: 0, ended: 1 },
  });
});

it('keeps a caller on hold in sight while another is talked to or rings', () => {
  const held = call('held', 0, 'answer', 'hold');
  const talking = call('talking', 3, 'answer');
  expect(phoneViewOf([held, talking], null)).toMatchObject({
    kind: 'on-line',
    call: { id: 'talking' },
    others: { ringing: null, held: { id: 'held' }, more: 0 },
  });
  // Alone it is the call in hand, with its own controls.
  expect(phoneViewOf([held], null)).toMatchObject({
    kind: 'on-line',
    call: { id: 'held' },
    others: { held: null },
  });
});

it('tells the gravest thing first, and nothing it does not know', () => {
  const offline = { state: 'offline', since: '2026-11-22T22:41:00.000Z' } as const;
  expect(footOf(status({ backend: offline, sync: { waiting: 3, urgent: 1 } }), running)).toEqual({
    tone: 'red',
    text: '1 urgent message not sent: phone the clinician',
  });
  const foot = footOf(status({ backend: offline, sync: { waiting: 3 } }), running);
  expect(foot.tone).toBe('amber');
  expect(foot.text).toMatch(/^Offline since \d\d:\d\d · 3 waiting$/);
  expect(footOf(status({ backend: offline }), running).text).not.toContain('waiting');
  expect(footOf(status({ sync: { quarantined: 2 } }), running).tone).toBe('red');
  expect(footOf(status({ backend: { state: 'refused' } }), running).tone).toBe('red');
  expect(footOf(status({ sync: { waiting: 1 } }), running)).toEqual({
    tone: 'amber',
    text: '1 message waits to be sent',
  });
  expect(footOf(status({}), running)).toEqual({ tone: 'green', text: 'Online · all synced' });
  // "All synced" is of the desk that runs, never of one that is away.
  expect(footOf(status({}), { state: 'down', reason: 'connection-lost' }).tone).toBe('amber');
  expect(footOf(status({}), { state: 'starting', reason: null }).tone).toBe('amber');
  expect(footOf(status({}), { state: 'down', reason: 'too-often' }).tone).toBe('red');
  expect(footOf(null, running).tone).toBe('neutral');
  expect(footOf(status({ backend: { state: 'none' } }), running)).toEqual({
    tone: 'neutral',
    text: 'No backend',
  });
});
