// Rings at the demo's carrier and what its callers say, with the demo's answers in the test's hand.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { carrierRung, type CarrierCallers } from '#shared/protocol/demo.ts';
import { carrierCalls } from './carrier-calls.ts';

const rung = (callerId: string) =>
  carrierRung.parse({
    callerId,
    ring: {
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
    },
  });

function bench() {
  const callerId = randomUUID();
  const said: { callId: string; text: string }[] = [];
  const asked: string[] = [];
  const pending: (() => void)[] = [];
  const known = new Set<string>();
  let told: Result<CarrierCallers> = ok([]);
  const calls = carrierCalls({
    control: {
      carrierRing: async () => ok(rung(callerId)),
      carrierCallers: async () => told,
      carrierAsk: async (callId) => {
        asked.push(callId);
        return ok({ asked: true });
      },
    },
    after(_ms, run) {
      pending.push(run);
      return () => void pending.splice(pending.indexOf(run), 1);
    },
    caption(callId, text) {
      if (!known.has(callId)) return false;
      said.push({ callId, text });
      return true;
    },
  });
  return {
    calls,
    callerId,
    said,
    asked,
    known,
    pending,
    async look(callers: CarrierCallers | null): Promise<void> {
      told = callers === null ? fail('offline') : ok(callers);
      pending.shift()?.();
      await new Promise<void>((resolve) => void setImmediate(resolve));
    },
  };
}
const words = (...texts: string[]) => texts.map((text) => ({ at: '2026-11-22T03:00:00.000Z', text }));

test('each caption is shown once, under the call that the backend made, and only when the desk has it', async () => {
  const b = bench();
  expect(await b.calls.ring({ kind: 'random' })).toEqual(ok({ callId: b.callerId }));
  await b.look([{ callerId: b.callerId, callId: null, over: false, captions: [] }]);
  const callId = randomUUID();
  const one = { callerId: b.callerId, callId, over: false, captions: words('Hello?') };
  await b.look([one]);
  expect(b.said).toEqual([]);
  b.known.add(callId);
  await b.look([one]);
  await b.look([{ ...one, captions: words('Hello?', 'It hurts.') }]);
  await b.look([{ ...one, over: true, captions: words('Hello?', 'It hurts.', 'Bye.') }]);
  expect(b.said.map((s) => s.text)).toEqual(['Hello?', 'It hurts.', 'Bye.']);
  // Nobody is left: nothing more is asked.
  expect(b.pending).toEqual([]);
  await b.calls.ring({ kind: 'random' });
  expect(b.pending).toHaveLength(1);
  b.calls.close();
  expect(b.pending).toEqual([]);
});

test('a demo that does not answer is asked again, and not for ever; others’ callers are not shown', async () => {
  const b = bench();
  await b.calls.ring({ kind: 'random' });
  await b.look(null);
  const callId = randomUUID();
  b.known.add(callId);
  await b.look([
    { callerId: randomUUID(), callId, over: false, captions: words('not rung here') },
    { callerId: b.callerId, callId: null, over: false, captions: [] },
  ]);
  expect(b.said).toEqual([]);
  for (let i = 0; i < 60; i++) await b.look(null);
  expect(b.pending).toEqual([]);
  b.calls.askFacts(callId);
  expect(b.asked).toEqual([callId]);
});
