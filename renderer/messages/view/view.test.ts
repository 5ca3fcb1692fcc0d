// What a taken message tells: each entry has a sentence, a version says what it changed, an urgent one is not closed quietly.
import { expect, test } from 'vitest';
import type { MessageView } from '#shared/contract/messages.ts';
import { dispositions, entryBody, type Entry, type EntryBody } from '#shared/domain/messages/entry.ts';
import { emptyDraft, type DraftFields } from '#shared/domain/messages/message.ts';
import { closable, needsReason } from './closing.ts';
import { entryWords } from './entry-words.ts';
import { changesOf, fieldRows } from './field-words.ts';
import { inConflict, versionsOf } from './versions.ts';

const id = '0198c0de-0000-7000-8000-000000000001';
const at = '2026-11-22T03:00:00.000Z';
const author = { personId: 'maya', name: 'Maya Keller' };
const zone = 'America/New_York';
const taken: DraftFields = {
  ...emptyDraft({
    accountId: 'riverside',
    dnis: '',
    greeting: '',
    receivedAt: at,
    zone,
    practice: 'Riverside',
    origin: { kind: 'other-phone', why: 'test' },
  }),
  verbatim: 'a belt around his chest',
  locationNow: 'At home',
};
let made = 0;
const entry = (body: EntryBody): MessageView['entries'][number] => ({
  entry: {
    schema: 1,
    id: `0198c0de-0000-7000-8000-0000000001${String(++made).padStart(2, '0')}`,
    messageId: id,
    at,
    author,
    body,
  },
  sync: 'synced',
  elsewhere: false,
});
const version = (base: number, more: Partial<DraftFields>) =>
  entry({ kind: 'version', base, fields: { ...taken, ...more }, incomplete: [], why: '' });
const contact = { personId: 'sato', name: 'Dr Keiko Sato', role: 'primary' };
const bodies: EntryBody[] = [
  { kind: 'raise', to: 'emergency', why: 'red-flag', note: '' },
  { kind: 'version', base: 1, fields: taken, incomplete: [], why: 'they drive in' },
  {
    kind: 'attempt',
    attemptId: id,
    stepId: null,
    contact,
    method: 'voice',
    to: '+16175550177',
    result: 'no-answer',
    note: '',
  },
  { kind: 'skip', stepId: 'voice', why: 'the number is dead' },
  { kind: 'claim', until: at },
  { kind: 'outcome', what: 'sent-to-ed', happenedAt: at, text: '', clinician: 'Dr Keiko Sato' },
  { kind: 'close', disposition: 'handled', openReason: '' },
  { kind: 'hand-over', from: author, to: { personId: 'ben', name: 'Ben Ortiz' }, note: '' },
  { kind: 'batch', batchId: id, forDate: '2026-11-22' },
  { kind: 'repeat', repeatId: id },
  { kind: 'settle', entryId: id, why: 'it is the later one' },
];

test('every kind of entry is told in a sentence of the catalogue', () => {
  expect(new Set(bodies.map((b) => b.kind)).size).toBe(entryBody.options.length);
  for (const body of bodies) {
    const words = entryWords(entry(body).entry, zone);
    expect(words.text, body.kind).not.toMatch(/^messages\.|^$/);
    expect(words.note, body.kind).not.toMatch(/^messages\./);
    expect(words.note).not.toBe('“”');
  }
  // One of a newer version of the app is shown, not left out.
  const odd = {
    ...entry({ kind: 'claim', until: at }).entry,
    body: { kind: 'tomorrow' },
  } as unknown as Entry;
  expect(entryWords(odd, zone).text).toBe('tomorrow');
});

test('a version says what it changed, and nothing that stayed', () => {
  expect(changesOf(taken, taken, null)).toEqual([]);
  const changes = changesOf(
    taken,
    { ...taken, locationNow: 'In the car', conditions: { ...taken.conditions, bloodThinner: 'yes' } },
    null,
  );
  expect(changes.map((c) => [c.id, c.before, c.after])).toEqual([
    ['where', 'At home', 'In the car'],
    ['conditions', '', 'Blood thinner: yes'],
  ]);
  expect(new Set(fieldRows(taken, null).map((r) => r.id)).size).toBe(fieldRows(taken, null).length);
});

test('the words of every version are those of the first; two from one base wait for a person', () => {
  const mine = version(1, { locationNow: 'In the car', verbatim: 'other words' });
  const theirs = version(1, { locationNow: 'Emergency department' });
  const message = {
    schema: 2 as const,
    id,
    fields: taken,
    incomplete: [],
    takenBy: author,
    savedAt: at,
    clockOffsetMs: null,
  };
  const versions = versionsOf({
    message,
    entries: [mine, theirs, version(2, { usualProvider: 'Dr Amari' })],
  });
  expect(versions.map((v) => v.number)).toEqual([1, 2, 2, 3]);
  expect(versions.every((v) => v.fields.verbatim === taken.verbatim)).toBe(true);
  expect(versions[3]?.from.locationNow).toBe('In the car');
  expect(inConflict(versions, [mine.entry.id, theirs.entry.id]).map((v) => v.fields.locationNow)).toEqual([
    'In the car',
    'Emergency department',
  ]);
});

test('an urgent message closes with an outcome or after the ladder’s end; what says nothing needs a sentence', () => {
  const outcome = entry({
    kind: 'outcome',
    what: 'will-see',
    happenedAt: at,
    text: '',
    clinician: 'Dr Sato',
  });
  for (const how of dispositions) {
    expect(closable({ urgency: 'non-clinical', entries: [] }, how)).toBe(true);
    expect(closable({ urgency: 'routine-clinical', entries: [] }, how)).toBe(true);
    expect(closable({ urgency: 'emergency', entries: [outcome] }, how)).toBe(true);
    expect(closable({ urgency: 'urgent-clinical', entries: [] }, how)).toBe(how === 'ladder-ended');
  }
  expect(dispositions.filter(needsReason)).toEqual(['ladder-ended', 'other']);
});
