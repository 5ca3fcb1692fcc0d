// Days, times, formats, filters and the order of the inbox.
import { describe, expect, it } from 'vitest';
import type { ArticleDraftRow, InboxRow, KeptArticleRow } from '#shared/contract/authoring.ts';
import '../text/late/authoring.ts';
import { clockOf, instantOf, phaseOf } from './announcements/times.ts';
import { draftsOf, dueOf } from './articles/filters.ts';
import { dayOf, daysBetween, dayTyped } from './days.ts';
import { formatOf } from './import/formats.ts';
import { inOrder, titleOf } from './inbox/inbox.ts';
import { dueText, retiredText } from './words.ts';

describe('days', () => {
  it('are typed as they are written, and only where there is such a day', () => {
    expect(['2026-11-23', ' 2026-02-28 ', '2026-02-30', '23.11.2026', ''].map(dayTyped)).toEqual([
      '2026-11-23',
      '2026-02-28',
      null,
      null,
      null,
    ]);
    expect(daysBetween('2026-10-24', '2026-11-01')).toBe(8);
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
  });
  it('tell a check: overdue, soon, later, never', () => {
    const told = (until: string | null, state: 'verified' | 'overdue' | 'sample' | 'retired' = 'verified') =>
      dueText({ until, state, clinicalDraft: false }, '2026-11-23');
    expect(told('2026-11-20').text).toBe('3 days overdue');
    expect(told('2026-11-23')).toEqual({ text: 'due today', tone: 'amber' });
    expect(told('2026-12-23').text).toBe('due in 30 days');
    expect(told('2026-12-24').tone).toBe('green');
    expect(told(null, 'sample').text).toBe('sample');
    const draft = { until: '2026-12-24', state: 'verified', clinicalDraft: true } as const;
    expect(dueText(draft, '2026-11-23').tone).toBe('neutral');
    expect(told('2027-01-01', 'retired').text).toBe('out of use');
  });
});

it('out of use tells who took it out, when and why', () => {
  const retired = { by: 'Joel Invented', at: '2026-11-23T08:00:00.000Z', note: 'Gate is gone.' };
  expect(retiredText(retired)).toBe('by Joel Invented, 23 Nov 2026: “Gate is gone.”');
  expect(retiredText({ ...retired, note: null })).toBe('by Joel Invented, 23 Nov 2026');
});

describe('an announcement', () => {
  it('holds from and until a time of this computer', () => {
    const at = instantOf('2026-11-23', '8:05') ?? '';
    expect(clockOf(at)).toBe('08:05');
    expect(dayOf(new Date(at))).toBe('2026-11-23');
    for (const [day, clock] of [
      ['2026-11-31', '08:00'],
      ['2026-11-23', '24:00'],
      ['2026-11-23', '8'],
      ['', ''],
    ] as const)
      expect(instantOf(day, clock)).toBeNull();
  });
  it.each([
    ['2026-11-23T07:59:59.999Z', 'coming'],
    ['2026-11-23T08:00:00.000Z', 'now'],
    ['2026-11-23T09:00:00.000Z', 'ended'],
  ] as const)('at %s: %s', (now, phase) => {
    const span = { from: '2026-11-23T08:00:00.000Z', until: '2026-11-23T09:00:00.000Z' };
    expect(phaseOf(span, now)).toBe(phase);
  });
});

it.each([
  ['Refills.MD', 'markdown'],
  ['page.htm', 'html'],
  ['list.csv', 'csv'],
  ['note.docx', null],
  ['none', null],
])('the format of %s', (name, format) => {
  expect(formatOf(name)).toBe(format);
});

it('a list of drafts shows its states, by every word of the title', () => {
  const draft = (title: string, state: ArticleDraftRow['state']) => ({ title, state }) as ArticleDraftRow;
  const rows = [
    draft('Refill by phone', 'open'),
    draft('Refill abroad', 'came-back'),
    draft('Parking', 'handed-in'),
    draft('Old', 'published'),
  ];
  const titles = (id: Parameters<typeof draftsOf>[1], text = '') =>
    draftsOf(rows, id, text).map((row) => row.title);
  expect(titles('writing')).toEqual(['Refill by phone', 'Refill abroad']);
  expect(titles('writing', 'phone refill')).toEqual(['Refill by phone']);
  expect(titles('came-back')).toEqual(['Refill abroad']);
  expect(titles('waiting')).toEqual(['Parking']);
  expect(titles('left')).toEqual([]);
});

it('checks stand in the order in which they end, the longest overdue first', () => {
  const row = (title: string, state: KeptArticleRow['state']) => ({ title, state }) as KeptArticleRow;
  const rows = [
    row('Since March', 'overdue'),
    row('Alarm since May', 'overdue'),
    row('Until Friday', 'verified'),
  ];
  const titles = (id: 'overdue' | 'soon', text = '') => dueOf(rows, id, text).map((one) => one.title);
  expect(titles('overdue')).toEqual(['Since March', 'Alarm since May']);
  expect(titles('overdue', 'may')).toEqual(['Alarm since May']);
  expect(titles('soon')).toEqual(['Until Friday']);
});

it('the inbox has what is due first, and names what has no title by its words', () => {
  const row = (id: string, dueAt: string, over: Partial<InboxRow> = {}) =>
    ({ id, dueAt, at: dueAt, answer: null, title: null, words: null, ...over }) as InboxRow;
  expect(inOrder([row('b', '2026-11-25'), row('a', '2026-11-20')]).map((one) => one.id)).toEqual(['a', 'b']);
  expect(titleOf(row('a', '', { title: 'Parking' }))).toBe('Parking');
  expect(titleOf(row('a', '', { words: `${'long '.repeat(40)}` }))).toMatch(/^long .{70,80}…$/);
  expect(titleOf(row('a', ''))).toBe('Without words');
});
