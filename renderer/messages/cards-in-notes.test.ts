// A card number never stays in a note; the caller's words and numbers to call are not touched. Synthetic numbers.
import { expect, test } from 'vitest';
import { draftFields, emptyDraft, type DraftFields } from '#shared/domain/messages/message.ts';
import { holdsCard, withMaskedNotes } from './cards-in-notes.ts';

const card = '4111 1111 1111 1111';
const empty = emptyDraft({
  accountId: 'riverside',
  dnis: '',
  greeting: '',
  receivedAt: '2026-11-22T03:00:00.000Z',
  zone: 'America/New_York',
  practice: '',
  origin: { kind: 'other-phone', why: '' },
});
const refill = {
  drug: card,
  strength: '',
  lastDose: '',
  daysLeft: '',
  outNow: false,
  pharmacyName: '',
  pharmacyPhone: '617 555 0139',
  pharmacyHours: '',
  prescriber: '',
};

test('every note is masked, nested ones too, and what comes out is a draft', () => {
  const typed: DraftFields = {
    ...empty,
    origin: { kind: 'other-phone', why: card },
    underlyingWhy: `pays by ${card}`,
    medicines: card,
    symptoms: { ...empty.symptoms, what: card, tried: card },
    refill,
    summary: { readBack: false, whyNot: card },
    verbatim: `my card is ${card}`,
  };
  const { fields, count } = withMaskedNotes(null, typed, true);
  expect(count).toBe(7);
  expect(draftFields.parse(fields)).toEqual(fields);
  expect(fields.verbatim).toBe(typed.verbatim);
  expect(fields.callback).toBe(typed.callback);
  expect(fields.refill).toMatchObject({ drug: '•••• •••• •••• 1111', pharmacyPhone: '617 555 0139' });
  expect(JSON.stringify({ ...fields, verbatim: '' })).not.toContain(card);
  expect(holdsCard(fields.verbatim)).toBe(true);
  expect(holdsCard(fields.underlyingWhy)).toBe(false);
});

test('nothing found or nothing changed is the same object', () => {
  expect(withMaskedNotes(empty, empty, true).fields).toBe(empty);
  const typed = { ...empty, medicines: 'metformin 500 mg' };
  expect(withMaskedNotes(empty, typed, false)).toEqual({ fields: typed, count: 0 });
  // As it stood before: not looked at again with each key.
  const old = { ...empty, medicines: card };
  expect(withMaskedNotes(old, { ...old, allergies: 'none' }, false).count).toBe(0);
  expect(withMaskedNotes(old, { ...old, medicines: `${card} ` }, false).count).toBe(1);
});
