// When a campaign counts as failed, and that two answers to one save are noticed.
import { expect, it } from 'vitest';
import { ledger } from './support/ledger.ts';
import { failed, outcome, report, type Outcome } from './support/report.ts';

const good = (change: Partial<Outcome> = {}): Outcome => ({ ...outcome(100), saved: 300, ...change });

it.each<[string, Partial<Outcome>]>([
  ['one lost', { lost: 1 }],
  ['one doubled', { doubled: 1 }],
  ['one reordered', { reordered: 1 }],
  ['one stuck', { stuck: 1 }],
  ['nothing was saved', { saved: 0 }],
  ['too few faults hit', { hit: { faults: 29, where: {} } }],
  ['none of a few faults hit', { runs: 5, hit: { faults: 0, where: {} } }],
  ['something else was wrong', { wrong: ['a row too many'] }],
])('fails when %s', (_what, change) => {
  expect(failed(good(change))).toBe(true);
});
it.each<[string, Partial<Outcome>]>([
  ['all is well', {}],
  ['three in ten faults hit', { hit: { faults: 30, where: {} } }],
  ['one of a few faults hit', { runs: 5, hit: { faults: 1, where: {} } }],
  ['the machine cannot run it, which is printed', { skipped: 'needs Linux' }],
])('does not fail when %s', (_what, change) => {
  expect(failed(good(change))).toBe(false);
});
it('prints one line to be read by machines, the hits and the bound', () => {
  const lines = report('crash', 7, good({ hit: { faults: 62, where: { push: 60, save: 2 } } }), 12.34);
  expect(lines).toEqual([
    'campaign=crash seed=7 runs=100 saved=300 lost=0 doubled=0 reordered=0 stuck=0',
    '  hit between send and acknowledgement: 62 of 100 (62 %: push 60, save 2)',
    '  bound: at most 3.00 % of such faults do harm, if each counts for itself: all came in one run that was judged at its end (3/100, at 95 %)',
    '  passed in 12.3 s',
  ]);
  expect(report('power', 7, good({ skipped: 'needs Linux' }), 0)).toEqual([
    'campaign=power seed=7 skipped: needs Linux',
  ]);
});
it('gives no bound where something went wrong', () => {
  expect(report('crash', 7, good({ lost: 1 }), 1).join('\n')).not.toContain('bound');
});
it('two answers to one save must be one', () => {
  const list = ledger();
  list.asked({ id: 'a', words: 'x', lane: 'normal', device: '' });
  expect(list.told('a', 4)).toBeNull();
  expect(list.told('a', 4)).toBeNull();
  expect(list.told('a', 5)).toMatch(/4.*5/);
  expect(list.told('b', 1)).toMatch(/nobody asked/);
});
