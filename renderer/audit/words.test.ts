import { describe, expect, it } from 'vitest';
import { allSpecs } from '#shared/contract/index.ts';
import { auditEvents, auditGroups, groupOf, isRefused } from '#shared/domain/audit/events.ts';
import { subjectKeys } from '#shared/domain/audit/row.ts';
import { unusualKinds } from '#shared/domain/audit/unusual.ts';
import '../text/late/audit.ts';
import { hasText, t } from '../text/t.ts';
import { aboutOf, dayStart, eventText, outcomeText } from './words.ts';

describe('every event has its place and its sentence', () => {
  it('the list holds whatever the contract audits', () => {
    const declared = [...allSpecs().values()].flatMap((spec) =>
      spec.kind === 'topic' ? [] : (spec.audit ?? []),
    );
    expect([...new Set(declared)].filter((event) => groupOf(event) === null)).toEqual([]);
    expect(declared.length).toBeGreaterThan(100);
  });
  it('and a sentence for each, for each group, kind and key of a subject', () => {
    const keys = [
      ...auditEvents.map((event) => `audit.event.${event}`),
      ...auditGroups.map((group) => `audit.group.${group}`),
      ...unusualKinds.flatMap((kind) => [`audit.kind.${kind}`, `audit.kind.${kind}.what`]),
      ...subjectKeys.map((key) => `audit.about.${key}`),
    ];
    expect(keys.filter((key) => !hasText(key))).toEqual([]);
  });
});

it('a request without an event of its own stands under its name; a code in its sentence', () => {
  expect(eventText('patient.card')).toBe('Read a card of the record');
  expect(eventText('session.state')).toBe('Asked for session.state');
  expect(outcomeText('ok')).toEqual({ text: t('audit.done'), tone: 'neutral' });
  expect(outcomeText('wrong-role').tone).toBe('amber');
  expect(outcomeText('no-such-code').text).not.toBe('');
  expect(['ok', 'asked', 'answered', 'locked'].map(isRefused)).toEqual([false, false, false, true]);
});

it('what a row is about, in words; ids can be filtered by, what was refused as one can’t; broken text is nothing', () => {
  const about = aboutOf({
    subjects: '{"callId":"[refused]","card":"coverage","match":"own-name","patientId":"p-1"}',
  });
  expect(about.map(({ label, value, isId }) => `${label} ${value} ${isId}`)).toEqual([
    'call [refused] false',
    'card coverage false',
    'name same name as the person false',
    'patient p-1 true',
  ]);
  expect(aboutOf({ subjects: '{' })).toEqual([]);
  expect(aboutOf({ subjects: 'null' })).toEqual([]);
});

it.each([
  ['2026-11-23', 0, new Date(2026, 10, 23).toISOString()],
  [' 2026-11-30 ', 1, new Date(2026, 11, 1).toISOString()],
  ['2026-02-30', 0, undefined],
  ['23.11.2026', 0, undefined],
  ['', 0, undefined],
])('the day %s and %i more', (written, more, at) => expect(dayStart(written, more)).toBe(at));
