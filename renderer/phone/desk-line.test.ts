// What goes between the engine and its desk: reports in order, orders once, and a desk that was started again.
import { describe, expect, it } from 'vitest';
import { handClock } from '#tests/support/voice-sdk.ts';
import type { EngineOrder, EngineReport } from '#shared/domain/telephony/engine.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { followDesk, type NumberedOrder } from './desk-line.ts';
import { againMs, createReporter } from './reporter.ts';

const settled = async (): Promise<void> => {
  for (let i = 0; i < 60; i++) await Promise.resolve();
};

describe('reports', () => {
  const media = (n: number): EngineReport => ({
    kind: 'media',
    callId: `019a0000-0000-7000-8000-00000000000${n}`,
    state: 'open',
    why: null,
    muted: false,
    connectToken: null,
    legSid: null,
  });
  const level = (input: number): EngineReport => ({ kind: 'level', input, output: 0 });
  it('go at once for calls, together for the rest, and only the newest level', async () => {
    const clock = handClock();
    const sent: EngineReport[][] = [];
    let free = (): void => undefined;
    const reporter = createReporter({
      send(reports) {
        sent.push(reports);
        return new Promise((resolve) => (free = () => resolve(true)));
      },
      later: clock.later,
      standing: () => [],
    });
    reporter.report(level(0.1));
    reporter.report(level(0.2));
    expect(sent).toEqual([]);
    reporter.report(media(1));
    expect(sent).toEqual([[level(0.2), media(1)]]);
    for (let i = 0; i < 50; i++) reporter.report(level(i / 100));
    reporter.report(media(2));
    expect(sent).toHaveLength(1);
    free();
    await settled();
    expect(sent[1]).toEqual([level(0.49), media(2)]);
  });
  it('of calls are kept when nobody takes any', async () => {
    const sent: EngineReport[][] = [];
    let free = (): void => undefined;
    const reporter = createReporter({
      send: (reports) => (sent.push(reports), new Promise((resolve) => (free = () => resolve(true)))),
      later: handClock().later,
      standing: () => [],
    });
    reporter.report(media(1));
    for (let i = 1; i < 3000; i++) reporter.report({ kind: 'done', n: i });
    reporter.report(media(2));
    for (let i = 0; i < 60; i++) {
      free();
      await settled();
    }
    expect(sent.flat().filter((r) => r.kind === 'media')).toHaveLength(2);
    expect(Math.max(...sent.map((s) => s.length))).toBeLessThanOrEqual(100);
  });
});

describe('reports that the desk did not take', () => {
  const media = (callId: string, state: 'open' | 'closed'): EngineReport => ({
    kind: 'media',
    callId,
    state,
    why: null,
    muted: false,
    connectToken: null,
    legSid: null,
  });
  const one = '019a0000-0000-7000-8000-000000000001';
  const two = '019a0000-0000-7000-8000-000000000002';
  function rig(takes: (reports: readonly EngineReport[]) => boolean) {
    const clock = handClock();
    const sent: EngineReport[][] = [];
    const registration: EngineReport = {
      kind: 'registration',
      state: 'registered',
      why: null,
      code: null,
      tokenLeftSeconds: 60,
    };
    const reporter = createReporter({
      send: async (reports) => (sent.push(reports), takes(reports)),
      later: clock.later,
      standing: () => [{ kind: 'started', audio: 'running' }, registration],
    });
    return { clock, sent, reporter, registration };
  }
  it('go again by themselves, with what stands, and never as a new engine', async () => {
    const { clock, sent, reporter, registration } = rig((reports) => sent.length > 1 || reports.length === 0);
    reporter.report({ kind: 'done', n: 1 });
    reporter.report(media(one, 'open'));
    await settled();
    expect(sent).toHaveLength(1);
    clock.pass(againMs);
    await settled();
    expect(sent.slice(1)).toEqual([[registration], [media(one, 'open')]]);
    clock.pass(60_000);
    await settled();
    expect(sent).toHaveLength(3);
  });
  it('are dropped where a newer word of the same call was said, and spoil no other call', async () => {
    const { clock, sent, reporter } = rig(
      (reports) => !reports.some((r) => r.kind === 'media' && r.callId === one && r.state === 'open'),
    );
    reporter.report(media(one, 'open'));
    reporter.report(media(two, 'open'));
    reporter.report(media(one, 'closed'));
    await settled();
    const before = sent.length;
    clock.pass(60_000);
    await settled();
    const later = sent.slice(before).flat();
    expect(later).not.toContainEqual(media(one, 'open'));
    expect(sent.flat()).toContainEqual(media(one, 'closed'));
    expect(sent.flat()).toContainEqual(media(two, 'open'));
  });
  it('are given up after a while', async () => {
    const { clock, sent, reporter } = rig(() => false);
    reporter.report(media(one, 'open'));
    for (let i = 0; i < 30; i++) {
      await settled();
      clock.pass(30_000);
    }
    expect(sent.length).toBeLessThan(20);
  });
});

describe('the line to the desk', () => {
  function desk() {
    const clock = handClock();
    const begun: EngineReport[][] = [];
    const taken: number[] = [];
    let orders: NumberedOrder[] = [];
    const asked: number[] = [];
    let port = (_epoch: number | null): void => undefined;
    let ordered = (): void => undefined;
    let answer = (after: number): Promise<Result<NumberedOrder[]>> => {
      asked.push(after);
      return Promise.resolve(ok(orders.filter((o) => o.n > after)));
    };
    followDesk({
      desk: {
        orders: (after) => answer(after),
        onPort: (listener) => void (port = listener),
        onOrdered: (listener) => void (ordered = listener),
      },
      standing: () => [{ kind: 'started', audio: 'running' }],
      begin: (reports) => (begun.push(reports), Promise.resolve(true)),
      take: (n) => taken.push(n),
      later: clock.later,
    });
    const order: EngineOrder = { kind: 'ring-test' };
    return {
      clock,
      begun,
      taken,
      asked,
      port: (epoch: number | null) => port(epoch),
      async give(...ns: number[]) {
        orders = [...orders, ...ns.map((n) => ({ n, order }))];
        ordered();
        await settled();
      },
      forget: () => void (orders = []),
      answerBy: (next: typeof answer) => void (answer = next),
    };
  }
  it('introduces itself, then takes each order once and in order', async () => {
    const made = desk();
    await made.give(1);
    expect(made.taken).toEqual([]);
    made.port(7);
    await settled();
    await made.give(2, 3);
    made.port(7);
    await made.give(3);
    expect(made.begun).toHaveLength(1);
    expect(made.taken).toEqual([1, 2, 3]);
  });
  it('asks for the next order ahead and takes it without being told of it', async () => {
    const made = desk();
    const answers: ((_: Result<NumberedOrder[]>) => void)[] = [];
    made.answerBy((after) => (made.asked.push(after), new Promise((resolve) => answers.push(resolve))));
    made.port(7);
    await settled();
    expect(made.asked).toEqual([0]);
    answers[0]?.(ok([{ n: 1, order: { kind: 'ring-test' } }]));
    await settled();
    expect(made.taken).toEqual([1]);
    expect(made.asked).toEqual([0, 1]);
    // Told of it beside the answer: it is the same one.
    await made.give(1, 2);
    expect(made.asked).toEqual([0, 1]);
    answers[1]?.(ok([1, 2].map((n) => ({ n, order: { kind: 'ring-test' } }))));
    await settled();
    expect(made.taken).toEqual([1, 2]);
    expect(made.asked).toEqual([0, 1, 2]);
  });
  it('rests after an answer without an order, and what is ordered meanwhile is fetched at once', async () => {
    const made = desk();
    made.port(7);
    await settled();
    expect(made.asked).toEqual([0]);
    await made.give(1);
    expect(made.taken).toEqual([1]);
    expect(made.asked).toEqual([0, 0, 1]);
    made.clock.pass(1000);
    await settled();
    expect(made.asked).toHaveLength(3);
    made.clock.pass(1000);
    await settled();
    expect(made.asked).toEqual([0, 0, 1, 1]);
  });
  it('begins anew with a desk that was started again', async () => {
    const made = desk();
    made.port(7);
    await settled();
    await made.give(1, 2);
    made.port(null);
    made.forget();
    made.port(8);
    await settled();
    await made.give(1);
    expect(made.begun).toHaveLength(2);
    expect(made.taken).toEqual([1, 2, 1]);
  });
  it('drops what an earlier desk answers late', async () => {
    const made = desk();
    let late = (_: Result<NumberedOrder[]>): void => undefined;
    made.answerBy(() => new Promise((resolve) => (late = resolve)));
    made.port(7);
    await settled();
    made.answerBy(() => Promise.resolve(ok([])));
    made.port(8);
    await settled();
    late(ok([{ n: 5, order: { kind: 'ring-test' } }]));
    await settled();
    expect(made.taken).toEqual([]);
  });
});
