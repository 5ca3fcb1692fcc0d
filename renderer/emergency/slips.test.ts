// One slip of a key neither ticks a step nor ends a call in which help is not confirmed; what was heard is marked. Invented.
import own from '../../data/emergency/card.json' with { type: 'json' };
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallFlag } from '#shared/domain/assist/view.ts';
import { emergencyCard } from '#shared/domain/emergency/card.ts';
import { openCard, progress, tick, type EmergencyState } from '#shared/domain/emergency/ticks.ts';
import { ok } from '#shared/domain/result.ts';
import { answerWith } from '../bridge/testing.ts';
import { end, endForAll, useCallsStore } from '../calls/store.ts';
import { newBoard } from './board.ts';
import { bounceMs, askedMs, asksBeforeEnd, endStep, stayOnLine, useEndAsk } from './end-ask.ts';
import { heardGroups, lastWords } from './Heard.tsx';
import { openWords } from './OpenPoints.tsx';
import { pressOf } from './press.ts';
import { useBoards } from './store.ts';

const card = emergencyCard.parse(own);
const callId = '0190c6a0-0000-7000-8000-000000000001';
const at = '2026-11-22T03:50:00.000Z';
const state = (...ids: string[]): EmergencyState =>
  ids.reduce((s, id) => tick(s, id, at), openCard(card, at));
const worked = (...ids: string[]): void =>
  useBoards.setState({ by: { [callId]: { ...newBoard(at), confirmed: state(...ids) } } });

describe('a digit', () => {
  const { steps } = progress(card, state('calm'));
  const now = { open: 'where', byHand: null, lacks: null };
  it('opens what is not open, and ticks only what is', () => {
    expect(pressOf(steps, 6, now)).toEqual({ kind: 'open', stepId: 'refusal' });
    expect(pressOf(steps, 6, { ...now, open: 'refusal' })).toEqual({ kind: 'tick', stepId: 'refusal' });
    expect(pressOf(steps, 1, now)).toEqual({ kind: 'open', stepId: 'calm' });
    expect(pressOf(steps, 1, { ...now, open: 'calm' })).toEqual({ kind: 'take-back', stepId: 'calm' });
    expect(pressOf(steps, card.steps.length + 1, now)).toBeNull();
  });
  it('goes to the address before it ticks a step that lacks one, though that step stands open', () => {
    const lacking = { ...now, lacks: 'where' };
    expect(pressOf(steps, 2, lacking)?.kind).toBe('open');
    expect(pressOf(steps, 2, { ...lacking, byHand: 'where' })?.kind).toBe('tick');
    expect(pressOf(steps, 2, now)?.kind).toBe('tick');
  });
});

describe('ending the call', () => {
  const ends: unknown[] = [];
  answerWith((name, input) => {
    if (name === 'calls.end') ends.push(input);
    return Promise.resolve(ok([]));
  });
  beforeEach(() => {
    ends.length = 0;
    stayOnLine();
    useBoards.setState({ by: {} });
    useCallsStore.setState({ calls: [], asked: {} });
  });

  it('asks once while help is not confirmed, and the second press ends', () => {
    const asked = { callId, how: 'call', at: 1000 } as const;
    expect(endStep(true, null, callId, 1000)).toBe('ask');
    expect(endStep(true, asked, callId, 1000 + bounceMs - 1)).toBe('wait');
    expect(endStep(true, asked, callId, 1000 + bounceMs)).toBe('end');
    expect(endStep(true, asked, callId, 1001 + askedMs)).toBe('ask');
    expect(endStep(true, asked, 'another', 2000)).toBe('ask');
    expect(endStep(true, { ...asked, sure: true }, callId, 1000)).toBe('end');
    expect(endStep(false, null, callId, 1000)).toBe('end');
  });
  it('nothing is sent before the answer, by End and by End for all', async () => {
    worked('dial');
    expect(await end(callId)).toMatchObject({ ok: false, code: 'busy' });
    expect([ends, useEndAsk.getState().asked?.how]).toEqual([[], 'call']);
    stayOnLine();
    endForAll(callId);
    expect([ends, useEndAsk.getState().asked?.how]).toEqual([[], 'all']);
    useEndAsk.setState({ asked: { callId, how: 'call', at: performance.now() - bounceMs } });
    void end(callId);
    expect([ends, useEndAsk.getState().asked]).toEqual([[{ callId }], null]);
  });
  it('does not ask without a tick, without a card, or once somebody there said yes', () => {
    expect(asksBeforeEnd(callId, 'call')).toBe(false);
    worked();
    expect(asksBeforeEnd(callId, 'call')).toBe(false);
    worked('dial', card.helpStepId);
    expect(asksBeforeEnd(callId, 'call')).toBe(false);
  });
  it('the wrap-up says in one line what is open', () => {
    expect(openWords(progress(card, state('calm', 'where', 'dial', 'clinician')))).toMatch(
      /^Help was called at .+, not confirmed\. Open: Supervisor note\.$/,
    );
    expect(openWords(progress(card, state('calm')))).toMatch(/not marked as called, and not confirmed/);
  });
});

describe('what was heard', () => {
  const flag = (group: string, words: string | null, dismissed = false): CallFlag => ({
    id: callId,
    group,
    words,
    source: 'caption',
    at,
    dismissed: dismissed ? { reason: 'misheard', at } : null,
  });
  const flags = [
    flag('chest', 'tight in my chest'),
    flag('breathing', 'short of breath'),
    flag('stroke', 'x', true),
  ];
  it('marks every group of the card that is open, and none set aside or unknown', () => {
    expect([...heardGroups({ flags: [...flags, flag('of-newer-rules', null)] })]).toEqual([
      'chest',
      'breathing',
    ]);
    expect(heardGroups(null).size).toBe(0);
  });
  it('is the last two captions, else the words that raised a flag, newest last', () => {
    expect(lastWords([{ text: 'a' }, { text: 'b' }, { text: 'c' }], { flags })).toEqual(['b', 'c']);
    expect(lastWords([], { flags })).toEqual(['short of breath', 'tight in my chest']);
    expect(lastWords(null, { flags: [flag('chest', null)] })).toEqual([]);
  });
});
