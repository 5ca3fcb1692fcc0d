// Every figure here was worked out by hand; the arithmetic stands beside it.
import { describe, expect, it } from 'vitest';
import {
  abandonment,
  acwSeconds,
  adherence,
  adherentStates,
  asa,
  conformance,
  handledAt,
  handling,
  occupancy,
  outAfterMissed,
  serviceLevel,
  talkOf,
  type Leg,
  type ServiceLevelOptions,
  type StateSpan,
  type Wait,
} from './metrics.ts';

const t0 = Date.parse('2026-11-22T10:00:00.000Z');
/** Seconds after ten. */
const at = (s: number): string => new Date(t0 + s * 1000).toISOString();
const hour = { from: at(0), to: at(3600) };

const leg = (change: Partial<Leg> = {}): Leg => ({
  direction: 'incoming',
  rangAt: at(0),
  answeredAt: at(10),
  endedAt: at(310),
  heldSeconds: 0,
  consultSeconds: 0,
  wrapUps: [{ from: at(310), to: at(370) }],
  transferred: null,
  escalated: false,
  ...change,
});

describe('handling', () => {
  it('of nothing is null, never 0', () => {
    const nulls = { ahtSeconds: null, acwSeconds: null, holdSeconds: null, holdPerHandledSeconds: null };
    const rates = { consultHoldSeconds: null, transferRate: null, blindRate: null, warmRate: null };
    expect(handling([], hour)).toEqual({ handled: 0, ...nulls, ...rates });
  });

  it('of one plain call: 300 s talk + 60 s wrap-up', () => {
    expect(talkOf(leg())).toBe(300);
    expect(handling([leg()], hour)).toMatchObject({
      handled: 1,
      ahtSeconds: 360,
      acwSeconds: 60,
      holdSeconds: null,
    });
  });

  it('counts hold and consultation within AHT, once each, and tells them apart', () => {
    // A: 300 connected, of which 40 held and 60 consulted: 200 talk; + 60 wrap-up = 360. B: 300 + 60 = 360, 20 held.
    const a = leg({ heldSeconds: 40, consultSeconds: 60 });
    const b = leg({ heldSeconds: 20 });
    expect(talkOf(a)).toBe(200);
    expect(handling([a, b, leg()], hour)).toMatchObject({
      handled: 3,
      ahtSeconds: 360,
      // (40 + 20) / 2 held contacts; (40 + 20) / 3 handled; 60 / 1 consulted.
      holdSeconds: 30,
      holdPerHandledSeconds: 20,
      consultHoldSeconds: 60,
    });
  });

  it('adds dialling and waiting for calls out only: 10 + 300 + 60', () => {
    expect(handling([leg({ direction: 'outgoing' })], hour).ahtSeconds).toBe(370);
    expect(handling([leg({ direction: 'outgoing', answeredAt: null, wrapUps: [] })], hour).handled).toBe(0);
  });

  it('belongs to the interval in which its wrap-up ended', () => {
    const late = leg({
      wrapUps: [{ from: at(3590), to: at(3600) }],
      endedAt: at(3590),
      answeredAt: at(3500),
    });
    expect(handledAt(late)).toBe(at(3600));
    expect(handling([late], hour).handled).toBe(0);
    // 90 s talk + 10 s wrap-up, all of it in the next hour.
    expect(handling([late], { from: at(3600), to: at(7200) })).toMatchObject({ handled: 1, ahtSeconds: 100 });
  });

  it('leaves out what is not over: an open wrap-up, a live call, a missed one', () => {
    const open = leg({ wrapUps: [{ from: at(310), to: null }] });
    const live = leg({ endedAt: null, wrapUps: [] });
    const missed = leg({ answeredAt: null, wrapUps: [] });
    expect(handling([open, live, missed], hour).handled).toBe(0);
    expect([open, live, missed].map(handledAt)).toEqual([null, null, null]);
  });

  it('puts the pieces of an interrupted wrap-up together, and takes a voicemail as having none', () => {
    // 20 s, then a call of 100 s in between, then 25 s: 45 s. Mean over the one that had any.
    const broken = leg({
      wrapUps: [
        { from: at(310), to: at(330) },
        { from: at(430), to: at(455) },
      ],
    });
    expect(acwSeconds(broken)).toBe(45);
    expect(handledAt(broken)).toBe(at(455));
    const voicemail = leg({ wrapUps: [] });
    // (300 + 45 + 300) / 2
    expect(handling([broken, voicemail], hour)).toMatchObject({
      handled: 2,
      acwSeconds: 45,
      ahtSeconds: 322.5,
    });
  });

  it('ends a wrap-up at its cap, as the server closed it', () => {
    expect(handling([leg({ wrapUps: [{ from: at(310), to: at(430) }] })], hour).acwSeconds).toBe(120);
  });

  it('counts transfers per handled leg, warm and blind apart, without a ladder’s escalation', () => {
    const legs = [
      leg({ transferred: 'blind' }),
      leg({ transferred: 'warm' }),
      leg({ transferred: 'warm', escalated: true }),
      leg(),
    ];
    expect(handling(legs, hour)).toMatchObject({ transferRate: 0.5, blindRate: 0.25, warmRate: 0.25 });
  });

  it('takes no negative time from clocks that went back', () => {
    const odd = leg({ answeredAt: at(400), heldSeconds: 5, wrapUps: [{ from: at(370), to: at(310) }] });
    expect([talkOf(odd), acwSeconds(odd)]).toEqual([0, 0]);
  });
});

const wait = (left: Wait['left'], seconds: number, change: Partial<Wait> = {}): Wait => ({
  queueId: 'general',
  queuedAt: at(100),
  leftAt: left === null ? null : at(100 + seconds),
  left,
  callbackLeg: false,
  ...change,
});

it('ASA: wait of the answered alone, callbacks apart', () => {
  const waits = [
    wait('answered', 10),
    wait('answered', 50),
    wait('abandoned', 300),
    wait(null, 0),
    wait('callback', 90),
  ];
  expect(asa(waits, hour)).toEqual({ seconds: 30, callbackSeconds: null });
  expect(asa([...waits, wait('answered', 600, { callbackLeg: true })], hour)).toEqual({
    seconds: 30,
    callbackSeconds: 600,
  });
  expect(asa([wait('abandoned', 5)], hour)).toEqual({ seconds: null, callbackSeconds: null });
  // By when it was answered.
  expect(asa([wait('answered', 3500)], hour).seconds).toBeNull();
});

describe('service level', () => {
  // Within 20 s: 3 of 5 answered (5, 15, 20), 2 of 4 abandoned (3, 12). One callback, one still waits.
  const waits = [
    ...[5, 15, 20, 21, 90].map((s) => wait('answered', s)),
    ...[3, 12, 40, 200].map((s) => wait('abandoned', s)),
    wait('callback', 60),
    wait(null, 0),
  ];
  const sl = (change: Partial<ServiceLevelOptions> = {}): number | null =>
    serviceLevel(waits, hour, {
      thresholdSeconds: 20,
      variant: 'abandons-ignored',
      shortAbandonSeconds: null,
      flowOutsCount: false,
      ...change,
    });
  it.each<[string, Partial<ServiceLevelOptions>, number]>([
    ['ignored: 3 / 5', {}, 0.6],
    ['negative: 3 / 9', { variant: 'abandons-negative' }, 3 / 9],
    ['positive: (3 + 2) / 9', { variant: 'abandons-positive' }, 5 / 9],
    ['negative, under 5 s left out: 3 / 8', { variant: 'abandons-negative', shortAbandonSeconds: 5 }, 3 / 8],
    [
      'positive, under 5 s left out: (3 + 1) / 8',
      { variant: 'abandons-positive', shortAbandonSeconds: 5 },
      4 / 8,
    ],
    ['ignored, the callback counts: 3 / 6', { flowOutsCount: true }, 0.5],
    ['negative, all count: 3 / 10', { variant: 'abandons-negative', flowOutsCount: true }, 0.3],
  ])('%s', (_what, change, expected) => {
    expect(sl(change)).toBeCloseTo(expected, 12);
  });
  it('of nobody is null', () => {
    const options = {
      thresholdSeconds: 20,
      variant: 'abandons-ignored',
      shortAbandonSeconds: null,
      flowOutsCount: false,
    } as const;
    expect(serviceLevel([], hour, options)).toBeNull();
    expect(serviceLevel([wait('abandoned', 9)], hour, options)).toBeNull();
  });
});

it('abandonment: short ones apart, a callback is none', () => {
  const waits = [
    wait('answered', 5),
    wait('answered', 5),
    wait('abandoned', 3),
    wait('abandoned', 60),
    wait('callback', 60),
    wait(null, 0),
  ];
  // Without a cut-off: 2 / 5. With 5 s: 1 / 4 and one apart; 3 s itself is not short of 3 s.
  expect(abandonment(waits, hour, null)).toEqual({ rate: 0.4, offered: 5, abandoned: 2, short: 0 });
  expect(abandonment(waits, hour, 5)).toEqual({ rate: 0.25, offered: 4, abandoned: 1, short: 1 });
  expect(abandonment(waits, hour, 3)).toMatchObject({ short: 0 });
  expect(abandonment([wait('abandoned', 2)], hour, 5)).toEqual({
    rate: null,
    offered: 0,
    abandoned: 0,
    short: 1,
  });
});

describe('occupancy', () => {
  const span = (state: StateSpan['state'], from: number, to: number | null): StateSpan => ({
    state,
    from: at(from),
    to: to === null ? null : at(to),
  });
  it('(ring + call + wrap-up) / (that + available), breaks in neither', () => {
    const spans = [
      span('available', 0, 300), // the last 10 s of it rang
      span('ring', 290, 300),
      span('on-call', 300, 900),
      span('wrap-up', 900, 960),
      span('break', 960, 2000),
      span('recovery', 2000, 2100),
      span('offline', 2100, 3600),
    ];
    // (10 + 600 + 60) / (290 + 10 + 600 + 60) = 670 / 960
    expect(occupancy(spans, hour, at(3600))).toBeCloseTo(670 / 960, 12);
  });
  it('a missed call’s pause is logged time, and no break that anybody asked for', () => {
    const spans = [span('on-call', 0, 600), span('missed', 600, 900), span('break', 900, 3000)];
    expect(occupancy(spans, hour, at(3600))).toBeCloseTo(600 / 900, 12);
  });
  it('time out after calls that went by is counted apart, missed and declined ones too', () => {
    const spans: StateSpan[] = [
      { ...span('missed', -60, 30), why: 'declined' },
      { ...span('missed', 600, 900), why: 'no-answer' },
      { ...span('missed', 1000, 1010), why: 'declined' },
      { ...span('missed', 1100, 1105), why: 'microphone' },
      span('break', 2000, 3000),
      { ...span('missed', 3580, null), why: null },
    ];
    // 30 + 300 + 10 + 5 + 20 of the open one, which is no ring of its own; the first was before the hour.
    expect(outAfterMissed(spans, hour, at(3600))).toEqual({ seconds: 365, missed: 2, declined: 1 });
    expect(outAfterMissed([span('break', 0, 3600)], hour, at(3600))).toEqual({
      seconds: 0,
      missed: 0,
      declined: 0,
    });
  });
  it('of nobody, or only breaks, is null', () => {
    expect(occupancy([], hour, at(3600))).toBeNull();
    expect(occupancy([span('break', 0, 3600)], hour, at(3600))).toBeNull();
    expect(occupancy([span('available', 0, 0)], hour, at(3600))).toBeNull();
  });
  it('never passes 1, whatever overlaps, and is cut at the interval', () => {
    const two = [span('on-call', -600, 1800), span('on-call', 1000, 4000), span('ring', 1200, 1230)];
    expect(occupancy(two, hour, at(3600))).toBe(1);
    expect(occupancy([...two, span('available', 3600, 9000)], hour, at(9000))).toBe(1);
  });
  it('counts what is open until now', () => {
    // 100 available, then on call for 100 until now.
    expect(occupancy([span('available', 0, 100), span('on-call', 100, null)], hour, at(200))).toBe(0.5);
  });
});

it('adherence and conformance are not defined without a schedule', () => {
  expect(adherence(360, 3600)).toBeCloseTo(0.9, 12);
  expect(adherence(9999, 3600)).toBe(0);
  expect([adherence(10, 0), adherence(0, -5)]).toEqual([null, null]);
  expect(conformance(3960, 3600)).toBeCloseTo(1.1, 12);
  expect([conformance(0, 3600), conformance(100, 0)]).toEqual([null, null]);
  expect(adherentStates).toContain('recovery');
});
