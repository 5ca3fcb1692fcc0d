import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  elapsedMs,
  keepEveryMs,
  keepDue,
  keepLease,
  leaseAgain,
  leaseFrom,
  leaseSeen,
  leaseStand,
  restartMs,
  type Clocks,
  type Lease,
} from './lease.ts';

const minute = 60_000;
const at = (steady: number, wall: number, boot: number): Clocks => ({ steady, wall, boot });
const start = at(5000, 1_800_000_000_000, 9_000_000);
const later = (from: Clocks, by: Partial<Clocks>): Clocks =>
  at(from.steady + (by.steady ?? 0), from.wall + (by.wall ?? 0), from.boot + (by.boot ?? 0));
const all = (ms: number): Clocks => at(ms, ms, ms);

test.each<[string, Partial<Clocks>, number]>([
  ['all three agree', all(30 * minute), 30],
  ['wall set back a day', { ...all(30 * minute), wall: -1440 * minute }, 30],
  ['wall stopped', { steady: 59 * minute, boot: 59 * minute }, 59],
  ['asleep, wall set back on waking', { steady: 5 * minute, boot: 50 * minute, wall: -minute }, 50],
  [
    'asleep, and this system’s uptime leaves sleep out',
    { steady: 5 * minute, boot: 5 * minute, wall: 50 * minute },
    50,
  ],
  ['wall set forward: counts as gone', { steady: minute, boot: minute, wall: 600 * minute }, 600],
])('elapsed: %s', (_name, by, minutes) => {
  expect(elapsedMs(leaseFrom(start), later(start, by))).toBe(minutes * minute);
});

test.each<[number, string, number, boolean]>([
  [0, 'held', 60, false],
  [49, 'held', 11, false],
  [50, 'held', 10, true],
  [59, 'held', 1, true],
  [60, 'ended', 0, false],
  [61, 'ended', 0, false],
])('after %i minutes of 60: %s', (gone, state, left, near) => {
  expect(leaseStand(leaseFrom(start), later(start, all(gone * minute)), 60)).toEqual({
    state,
    leftMs: left * minute,
    near,
  });
});

test('a policy of more than eight hours counts as eight, of less than a minute as one', () => {
  expect(leaseStand(leaseFrom(start), later(start, all(480 * minute)), 9999).state).toBe('ended');
  expect(leaseStand(leaseFrom(start), later(start, all(59_000)), 0).state).toBe('held');
  expect(leaseStand(leaseFrom(start), later(start, all(60_000)), -5).state).toBe('ended');
});

test('a clock that says nothing readable ends it', () => {
  expect(leaseStand(leaseFrom(start), at(Number.NaN, start.wall, start.boot), 60).state).toBe('ended');
});

test('a forward jump of the wall clock stays counted after it was set back', () => {
  const jumped = leaseSeen(leaseFrom(start), later(start, { wall: 600 * minute }));
  expect(leaseStand(jumped, later(start, all(minute)), 60).state).toBe('ended');
});

test('a restart goes on where it was, and costs what nobody saw', () => {
  const kept = keepLease(leaseFrom(start), later(start, all(20 * minute)));
  // Wall set back to the contact; the process's clock begins anew.
  const again = at(3, start.wall, start.boot + 20 * minute + 1000);
  expect(elapsedMs(leaseAgain(kept, again), again)).toBe(20 * minute + restartMs);
  // The computer was on, but not the desk: its own uptime says how long.
  const hourLater = at(3, start.wall, start.boot + 80 * minute);
  expect(elapsedMs(leaseAgain(kept, hourLater), hourLater)).toBe(80 * minute);
  // Rebooted ten minutes ago, clock set back.
  const rebooted = at(3, start.wall, 10 * minute);
  expect(elapsedMs(leaseAgain(kept, rebooted), rebooted)).toBe(30 * minute);
});

type Event = { do: 'run' | 'sleep' | 'off' | 'jump'; ms: number } | { do: 'restart' };
const span = fc.integer({ min: 1000, max: 40 * minute });
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: span.map((ms) => ({ do: 'run' as const, ms })) },
  span.map((ms) => ({ do: 'sleep' as const, ms })),
  span.map((ms) => ({ do: 'off' as const, ms })),
  fc.integer({ min: -3000 * minute, max: 3000 * minute }).map((ms) => ({ do: 'jump' as const, ms })),
  fc.constant({ do: 'restart' as const }),
);

/** A computer with a desk on it, and what really happened to it. */
function computer(honest: boolean) {
  let now = start;
  let lease: Lease = leaseFrom(now);
  let kept = keepLease(lease, now);
  /** Real milliseconds since the contact: desk running; and computer on (asleep too). */
  const real = { running: 0, on: 0, all: 0 };
  function look(): void {
    lease = leaseSeen(lease, now);
    if (keepDue(kept, lease, now)) kept = keepLease(lease, now);
  }
  function run(ms: number): void {
    for (let left = ms; left > 0;) {
      const step = Math.min(left, 30_000);
      now = later(now, all(step));
      left -= step;
      real.running += step;
      real.on += step;
      real.all += step;
      look();
    }
  }
  function process(): void {
    now = { ...now, steady: 7 };
    lease = leaseAgain(kept, now);
    kept = keepLease(lease, now);
  }
  function happen(what: Event): void {
    if (what.do === 'run') return run(what.ms);
    if (what.do === 'restart') return process();
    if (what.do === 'jump') now = later(now, { wall: honest ? 0 : what.ms });
    else if (what.do === 'sleep') {
      now = later(now, { wall: what.ms, boot: what.ms });
      real.on += what.ms;
      real.all += what.ms;
    } else {
      now = { ...later(now, { wall: what.ms }), boot: 20_000 };
      real.on += 20_000;
      real.all += what.ms;
      process();
    }
    look();
  }
  return {
    happen,
    real,
    stand: (minutes: number) => leaseStand(lease, now, minutes),
    gone: () => elapsedMs(lease, now),
  };
}

test('powered-on time without a contact never exceeds the lease, however the clocks jump', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.integer({ min: 1, max: 480 }), (events, minutes) => {
      const it = computer(false);
      for (const one of events) {
        it.happen(one);
        if (it.stand(minutes).state !== 'held') continue;
        expect(it.real.running).toBeLessThan(minutes * minute);
        expect(it.real.on).toBeLessThan(minutes * minute + 20_000);
      }
    }),
    { numRuns: 400 },
  );
});

test('elapsed time never goes back, but for what a killed desk had not written down yet', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const it = computer(false);
      let before = 0;
      for (const one of events) {
        it.happen(one);
        const killed = one.do === 'restart' || one.do === 'off';
        expect(it.gone()).toBeGreaterThanOrEqual(before - (killed ? keepEveryMs : 0));
        before = it.gone();
      }
    }),
    { numRuns: 200 },
  );
});

test('with clocks that tell the truth it ends at most a restart’s cost early', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      const it = computer(true);
      let restarts = 0;
      for (const one of events) {
        it.happen(one);
        if (one.do === 'restart' || one.do === 'off') restarts++;
      }
      expect(it.gone()).toBeGreaterThanOrEqual(it.real.running);
      expect(it.gone()).toBeLessThanOrEqual(it.real.all + restarts * (restartMs + 20_000));
    }),
    { numRuns: 200 },
  );
});
