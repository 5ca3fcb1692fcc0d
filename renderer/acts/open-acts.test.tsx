// What the work list offers for an act whose call is over. All people are made up.
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ActRow } from '#shared/contract/acts.ts';
import { ok, type Result } from '#shared/domain/result.ts';
import { keptIn, letGo } from '../app/kept-words.ts';
import { answerWith } from '../bridge/testing.ts';
import { stopsAfter, stoppingOf, stopSoon } from './doing.ts';
import { OpenAct } from './OpenActs.tsx';

const asked: string[] = [];
const call = async (name: string): Promise<Result<unknown>> => {
  asked.push(name);
  return ok({});
};
answerWith(call);
const row: ActRow = {
  actId: '019a9f2e-0000-7000-8000-000000000002',
  contextId: '019a9f2e-0000-7000-8000-000000000001',
  patientId: 'p1',
  kind: 'refill-request',
  at: '2026-11-22T15:00:00.000Z',
  state: 'queued',
  how: 'task',
  why: 'by-hand',
  perhaps: false,
  code: 'ehr-offline',
  resumed: false,
  unverified: false,
};
const drawn = (over: Partial<ActRow>, name: string | null = null): string =>
  renderToStaticMarkup(<OpenAct row={{ ...row, ...over }} name={name} isInHand={false} />);

beforeEach(() => {
  letGo('');
  asked.length = 0;
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

it('what waits says why, and is taken back rather than called settled', () => {
  const waiting = drawn({});
  expect(waiting).toContain('The patient record system doesn’t answer.');
  expect(waiting).toContain('Take it back');
  expect(waiting).not.toContain('Settled elsewhere');
  expect(waiting).not.toContain('Try now');
  expect(drawn({ perhaps: true })).toContain('Don’t send again');
});
it('is sent again from there while its patient is verified, under their name', () => {
  expect(drawn({}, 'Ana Gomes')).toContain('Try now');
  const refused = drawn({ state: 'refused', code: 'ehr-invalid' }, 'Ana Gomes');
  for (const words of ['Ana Gomes', 'Try again', 'Settled elsewhere', 'did not accept'])
    expect(refused).toContain(words);
});
it('what is stopped can be kept after all for some seconds, and is stopped once', async () => {
  const keep = stopSoon(row);
  expect(keptIn(stoppingOf(row), false)).toBe(true);
  keep();
  await vi.advanceTimersByTimeAsync(stopsAfter * 2);
  expect([asked, keptIn(stoppingOf(row), false)]).toEqual([[], false]);
  stopSoon(row);
  stopSoon({ ...row, actId: '019a9f2e-0000-7000-8000-000000000003', perhaps: true });
  await vi.advanceTimersByTimeAsync(stopsAfter);
  expect(asked).toEqual(['acts.withdraw', 'acts.settle']);
});
