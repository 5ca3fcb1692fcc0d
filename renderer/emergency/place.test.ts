// The address of the person at risk goes where somebody reads it, and nowhere is said to have it when nobody does. Invented.
import { afterEach, expect, it } from 'vitest';
import { emptyDraft } from '#shared/domain/messages/message.ts';
import { ok } from '#shared/domain/result.ts';
import { onNoteSaid } from '../app/note-said.ts';
import { answerWith } from '../bridge/testing.ts';
import { dropDraft, holdDraft, openDraft } from '../messages/draft-store.ts';
import { putPlace } from './Place.tsx';

const callId = '0190c6a0-0000-7000-8000-000000000001';
const draftId = '0190c6a0-0000-7000-8000-000000000002';
const at = '2026-11-22T03:50:00.000Z';
const place = '14 Alder Street, Natick';
const opened = (id: string) => {
  const draft = openDraft(id);
  return draft?.phase === 'open' ? draft.fields.locationNow : null;
};
answerWith(() => Promise.resolve(ok({ keptAt: at })));
afterEach(() => dropDraft(draftId));

it('into the notes of the call and the message that is written', () => {
  const fields = emptyDraft({
    accountId: 'harbor',
    dnis: '',
    greeting: '',
    receivedAt: at,
    zone: 'America/New_York',
    practice: '',
    origin: null,
  });
  holdDraft({ id: draftId, fields, keptAt: at, revises: null });
  const said: string[] = [];
  const stop = onNoteSaid((id, text) => void said.push(`${id} ${text}`));
  expect(putPlace(callId, draftId, place)).toBe(true);
  stop();
  expect(said).toEqual([`${callId} Where the person is: ${place}`]);
  expect(opened(draftId)).toBe(place);
});

it('is not said to be written down where nothing takes it', () => {
  expect(putPlace(null, null, place)).toBe(false);
  expect(putPlace(null, draftId, place)).toBe(false);
});
