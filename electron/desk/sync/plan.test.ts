// What is done next and how far a failure reaches, as tables; and for any state: urgent first, and no lane stops the other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { nextSize, nextStep, reachOf, sizeAfterSilence, type LaneNow, type Now } from './plan.ts';

const idle: LaneNow = { waits: false, rests: false, unsure: false };
const waiting: LaneNow = { ...idle, waits: true };
const nothing: Now = {
  lanes: { urgent: idle, normal: idle },
  changesDue: false,
  documentsDue: false,
  asideDue: false,
  changesLast: false,
};
const allDue = { changesDue: true, documentsDue: true, asideDue: true };

describe('next', () => {
  it.each<[string, Partial<Now>, ReturnType<typeof nextStep>]>([
    ['nothing to do', {}, null],
    ['urgent before all else', { lanes: { urgent: waiting, normal: waiting }, ...allDue }, 'urgent'],
    ['changes before normal items', { lanes: { urgent: idle, normal: waiting }, ...allDue }, 'changes'],
    [
      'normal items get their turn between pages of changes',
      { lanes: { urgent: idle, normal: waiting }, changesDue: true, changesLast: true },
      'normal',
    ],
    [
      'one page of changes after another when nothing waits',
      { changesDue: true, changesLast: true },
      'changes',
    ],
    [
      'documents before normal items',
      { lanes: { urgent: idle, normal: waiting }, documentsDue: true },
      'documents',
    ],
    ['what was set aside, last', { asideDue: true }, 'aside'],
    [
      'where both stand before an unsure lane sends',
      { lanes: { urgent: { ...waiting, unsure: true }, normal: waiting } },
      'handshake',
    ],
    [
      'an unsure lane that has nothing to send is asked about too: it may have been set back',
      { lanes: { urgent: idle, normal: { ...idle, unsure: true } } },
      'handshake',
    ],
    [
      'the normal lane while the urgent one rests',
      { lanes: { urgent: { waits: true, rests: true, unsure: true }, normal: waiting } },
      'normal',
    ],
    [
      'the urgent lane while the normal one rests',
      { lanes: { urgent: waiting, normal: { waits: true, rests: true, unsure: true } } },
      'urgent',
    ],
  ])('%s', (_what, now, step) => expect(nextStep({ ...nothing, ...now })).toBe(step));

  const lane = fc.record({ waits: fc.boolean(), rests: fc.boolean(), unsure: fc.boolean() });
  const any = fc.record({
    lanes: fc.record({ urgent: lane, normal: lane }),
    changesDue: fc.boolean(),
    documentsDue: fc.boolean(),
    asideDue: fc.boolean(),
    changesLast: fc.boolean(),
  });
  it('sends what is urgent whatever else is the matter, and never from a lane that rests or is unsure', () => {
    fc.assert(
      fc.property(any, (now) => {
        const step = nextStep(now);
        const { urgent } = now.lanes;
        if (urgent.waits && !urgent.rests) expect(step).toBe(urgent.unsure ? 'handshake' : 'urgent');
        if (step === 'urgent' || step === 'normal')
          expect(now.lanes[step]).toEqual({ waits: true, rests: false, unsure: false });
      }),
    );
  });
  it('a resting urgent lane changes nothing for the normal one', () => {
    fc.assert(
      fc.property(any, (now) => {
        const stuck = { ...now.lanes.urgent, rests: true };
        const gone = nextStep({ ...now, lanes: { ...now.lanes, urgent: idle } });
        expect(nextStep({ ...now, lanes: { ...now.lanes, urgent: stuck } })).toBe(gone);
      }),
    );
  });
});

describe('a failure', () => {
  const failure = {
    code: 'backend-error' as ErrorCode,
    error: null,
    status: 500,
    retryAfterMs: null,
    items: 5,
  };
  it.each<[string, Partial<Parameters<typeof reachOf>[0]>, ReturnType<typeof reachOf>]>([
    ['of the backend’s own stays in its lane', {}, 'lane'],
    ['fork stays in its lane', { code: 'sync-fork', status: 409, error: 'fork' }, 'lane'],
    ['too large: send less', { status: 413, error: 'too-large' }, 'smaller'],
    ['too large for a proxy: send less', { status: 413, code: 'backend-not-json' }, 'smaller'],
    ['too large and already one: the lane', { status: 413, error: 'too-large', items: 1 }, 'lane'],
    ['429 holds all', { status: 429 }, 'all'],
    ['busy holds all', { status: 503, error: 'busy' }, 'all'],
    ['Retry-After holds all, whoever says it', { code: 'backend-not-json', retryAfterMs: 1000 }, 'all'],
    ['a refused device holds all', { code: 'backend-refused', status: 401 }, 'all'],
    ['an older backend holds all', { code: 'backend-older', status: 404 }, 'all'],
    ['a newer backend holds all', { code: 'backend-upgrade', status: 426 }, 'all'],
    ['enrolled anew: again, as who we are now', { code: 'interrupted', status: 0 }, 'again'],
    ['a lost answer stays in its lane until the beat says more', { code: 'offline', status: 0 }, 'lane'],
  ])('%s', (_what, change, reach) => expect(reachOf({ ...failure, ...change })).toBe(reach));
});

it('batches grow while answers are quick, shrink when they are slow, and one item always goes', () => {
  expect([1, 50, 100, 200, 500].map((size) => nextSize(size, 100))).toEqual([4, 200, 400, 500, 500]);
  expect([50, 100, 200, 400, 500].map((size) => nextSize(size, 400))).toEqual([100, 200, 400, 500, 500]);
  expect(nextSize(400, 1000)).toBe(400);
  expect([500, 30, 20, 7].map((size) => nextSize(size, 2000))).toEqual([250, 20, 20, 7]);
  expect([500, 4, 1].map(sizeAfterSilence)).toEqual([125, 1, 1]);
});
