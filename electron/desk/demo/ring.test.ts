// Where a ring of the drawer goes: to the carrier while the phone is ready, else to the practice line.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { SessionState } from '#shared/contract/session.ts';
import { ok } from '#shared/domain/result.ts';
import { ringAnswer } from '#shared/protocol/demo.ts';
import { practiceLine, type ScriptedCall } from '../calls/practice-line.ts';
import type { Context } from '../router/context.ts';
import type { DeskClock } from '../session/clock.ts';
import type { CarrierCalls } from './carrier-calls.ts';
import { demoControl } from './control.ts';
import { demoHandlers } from './handlers.ts';

test('a ring goes to the carrier while the phone is ready, else to the practice line', async () => {
  const made = ringAnswer.parse({
    scenario: 'chest-pain-self',
    seed: 1,
    number: '+16175550188',
    dnis: '+16175550120',
    accountId: 'harbor',
    callerName: 'Imogen Invented',
    relation: 'self',
    patientId: 'p1',
    waitedSeconds: 3,
    captions: [],
    facts: { fullName: 'Imogen Invented', birthDate: '1961-03-04' },
  });
  const rung: ScriptedCall[] = [];
  const asked: object[] = [];
  const callerId = randomUUID();
  const carrier: CarrierCalls = {
    ring: async (body) => {
      asked.push(body);
      return ok({ callId: callerId });
    },
    askFacts: () => undefined,
    close: () => undefined,
  };
  let ready = false;
  const line = practiceLine(() => () => undefined);
  const handlers = demoHandlers({
    control: {
      ...demoControl({ url: 'http://127.0.0.1:1', token: 'x', fetch }),
      ring: async () => ok(made),
    },
    line: { ...line, ring: (call) => void rung.push(call) },
    carrier: () => (ready ? carrier : null),
    clock: {} as DeskClock,
    state: () => ({}) as SessionState,
    asPerson: async () => ok(null),
    endLease: () => false,
    passphrase: '',
    opens: async () => [],
    standIns: [],
    uuid: randomUUID,
    proof: () => null,
    kill: () => undefined,
    reset: async () => undefined,
  });
  const ring = () => handlers.ring({ kind: 'random', seed: 7 }, {} as Context);
  const practised = await ring();
  expect(rung).toHaveLength(1);
  expect(practised).toEqual(ok({ callId: rung[0]?.callId }));
  expect(rung[0]?.facts).toBe('My full name is Imogen Invented. I was born March 4, 1961.');
  ready = true;
  expect(await ring()).toEqual(ok({ callId: callerId }));
  expect(rung).toHaveLength(1);
  expect(asked).toEqual([{ kind: 'random', seed: 7 }]);
});
