import { describe, expect, it } from 'vitest';
import { afterCall, afterRead, noRecording, ordered, readStateOf } from './recording-state.ts';

const t0 = Date.parse('2026-11-22T17:00:00.000Z');
const at = (seconds: number): string => new Date(t0 + seconds * 1000).toISOString();

describe('gaps', () => {
  const start = noRecording(new Date(t0));
  it('open with the first “paused”, close with anything else, and keep their reason', () => {
    const paused = afterRead(ordered(start, new Date(t0)), 'paused', null, new Date(t0 + 1000));
    expect(paused).toMatchObject({ state: 'paused', gaps: [{ from: at(1), to: null, reason: 'other' }] });
    const again = afterRead(paused, 'paused', 'card-data', new Date(t0 + 9000));
    expect(again).toMatchObject({ since: at(1), readAt: at(9), gaps: paused.gaps, alarmAt: at(301) });
    expect(afterCall(again, new Date(t0 + 20_000))).toMatchObject({ state: 'off', gaps: [{ to: at(20) }] });
    expect(afterCall(start, new Date(t0 + 20_000))).toBe(start);
  });
  it('keeps the last hundred', () => {
    let now = start;
    for (let i = 0; i < 120; i += 1) {
      now = afterRead(now, 'paused', 'other', new Date(t0 + i * 2000));
      now = afterRead(now, 'on', null, new Date(t0 + i * 2000 + 1000));
    }
    expect(now.gaps).toHaveLength(100);
    expect(now.gaps.at(-1)).toMatchObject({ from: at(238), to: at(239) });
  });
  it.each([
    ['in-progress', 'on'],
    ['paused', 'paused'],
    ['stopped', 'off'],
    ['completed', 'off'],
    ['absent', 'off'],
    ['something-new', null],
  ])('%s is %s', (status, state) => expect(readStateOf(status)).toBe(state));
});
