// Every outcome that the contract knows has an end with its own words, and nothing is told as done that the record doesn't hold.
import { describe, expect, it } from 'vitest';
import {
  bookingStates,
  bookOutcome,
  cancelOutcome,
  stands,
  type BookingView,
} from '#shared/contract/booking.ts';
import { isUnfinished, leftOf, resultOf } from '../app/booked.ts';
import { hasText } from '../text/t.ts';
import { linesOf, askToBook, askToCancel, askToMove } from './asking.ts';
import { askOf } from './ask-of.ts';
import { endOf, isTaken } from './end.ts';
import { against, byDay, clockOf, isRed, mark } from './times.ts';
import { differencesOf, endWords, noteOf, toldOf } from './words.ts';
import { firstWish } from './wish.ts';

const now = new Date('2026-11-22T15:00:00.000Z');
const zone = 'America/New_York';
const held = {
  visitId: 'v-1',
  status: 'booked',
  start: '2026-11-24T14:30:00.000Z',
  end: '2026-11-24T15:00:00.000Z',
  practitionerId: 'p-1',
  placeId: 'l-1',
};
const offer = {
  offerId: 's-1+1',
  start: held.start,
  end: held.end,
  practitionerId: 'p-1',
  practitioner: 'Dr. Example',
  placeId: 'l-1',
  place: null,
  zone,
  zoneAssumed: false,
};
const view: BookingView = {
  bookingId: '019a9f2e-0000-7000-8000-000000000001',
  contextId: '019a9f2e-0000-7000-8000-000000000002',
  patientId: 'pat-1',
  what: 'book',
  at: now.toISOString(),
  state: 'done',
  stands: 'new',
  resumed: false,
  book: null,
  cancel: null,
  kindId: null,
  offer,
  old: { visitId: 'v-0', start: '2026-11-30T16:00:00.000Z' },
  readBack: null,
};
type Book = NonNullable<BookingView['book']>;
type Cancel = NonNullable<BookingView['cancel']>;
const books: Book[] = [
  { kind: 'booked', held, pending: false },
  { kind: 'booked', held, pending: true },
  { kind: 'taken' },
  { kind: 'doubled', held, others: 1 },
  { kind: 'not-there' },
  { kind: 'differs', differences: ['start', 'status', 'place', 'end', 'practitioner'], held },
  { kind: 'differs', differences: ['patient'], held },
  { kind: 'refused', code: 'ehr-refused' },
  { kind: 'offline', perhaps: false },
  { kind: 'offline', perhaps: true },
  { kind: 'unconfirmed', visitId: 'v-1', code: 'ehr-unreadable' },
];
const cancels: Cancel[] = [
  { kind: 'cancelled', held, already: false },
  { kind: 'cancelled', held, already: true },
  { kind: 'changed', held },
  { kind: 'not-there' },
  { kind: 'differs', differences: ['status'], held },
  { kind: 'refused', code: 'ehr-refused' },
  { kind: 'offline', perhaps: false },
  { kind: 'offline', perhaps: true },
  { kind: 'unconfirmed', visitId: 'v-1', code: 'ehr-unreadable' },
];
/** As they can come: a cancellation has no book, a booking no cancel. */
function* all(): Generator<BookingView> {
  for (const state of bookingStates)
    for (const stand of stands) {
      for (const book of [null, ...books]) yield { ...view, state, stands: stand, book };
      for (const cancel of [null, ...cancels])
        yield { ...view, what: 'cancel', offer: null, state, stands: stand, cancel };
      for (const book of [null, ...books])
        for (const cancel of [null, ...cancels])
          yield { ...view, what: 'move', state, stands: stand, book, cancel };
    }
}

describe('what became of it', () => {
  it('covers every kind of outcome that the contract has', () => {
    const kinds = (of: { options: readonly { shape: { kind: { value: string } } }[] }): string[] =>
      of.options.map((o) => o.shape.kind.value).toSorted();
    expect([...new Set(books.map((b) => b.kind))].toSorted()).toEqual(kinds(bookOutcome));
    expect([...new Set(cancels.map((c) => c.kind))].toSorted()).toEqual(kinds(cancelOutcome));
  });

  it('has a sentence, what is safe and what to say for every way it can stand', () => {
    const values = toldOf(view, zone, now);
    let seen = 0;
    for (const one of all()) {
      const end = endOf(one);
      const words = endWords(end, values);
      for (const text of [words.title, words.say, ...words.what]) expect(text).not.toBe('');
      for (const doing of end.doings) expect(hasText(`booking.do.${doing}`)).toBe(true);
      seen++;
    }
    expect(seen).toBeGreaterThan(3000);
  });

  it('is green only where the record holds what is told', () => {
    for (const one of all()) {
      if (endOf(one).tone !== 'green') continue;
      if (one.what === 'book') expect(one.book).toMatchObject({ kind: 'booked', pending: false });
      if (one.what === 'cancel') expect(one.cancel?.kind).toBe('cancelled');
      if (one.what === 'move') expect(one.stands).toBe('new');
    }
  });

  it('never offers to cancel what may be another patient’s, and never leaves a person without a way on', () => {
    for (const one of all()) {
      const end = endOf(one);
      const strange = one.book?.kind === 'differs' && one.book.differences.includes('patient');
      if (strange) expect(end.undo).toBeNull();
      expect(end.doings.includes('undo')).toBe(end.undo !== null);
      // A move whose old visit is cancelled is done: only its reading back is left.
      const isMoved = one.what === 'move' && one.stands === 'new';
      if (one.state === 'open' && end.tone !== 'green' && !isMoved)
        expect(end.doings.length).toBeGreaterThan(0);
    }
  });

  it('says each difference in words', () => {
    const differs = differencesOf({ book: books[5] ?? null, cancel: null, offer }, now);
    expect(differs).toHaveLength(5);
    expect(differs[0]).toContain('Tue 24 Nov');
  });

  it('notes what was done, and nothing that was only asked for', () => {
    const done: BookingView = { ...view, book: books[0] ?? null };
    const values = toldOf(done, zone, now);
    expect(noteOf(done, values)).toContain('Tue 24 Nov, 09:30');
    for (const state of ['running', 'open', 'ended'] as const)
      expect(noteOf({ ...done, state }, values)).toBeNull();
  });

  it('is taken where another time must be found; suggests an ending only once it was read back', () => {
    expect(isTaken({ state: 'ended', book: { kind: 'taken' } })).toBe(true);
    expect(isTaken({ state: 'done', book: books[0] ?? null })).toBe(false);
    const readBack = {
      date: null,
      time: null,
      zone,
      place: null,
      withWhom: null,
      bring: { from: 'missing' as const, lines: [] },
      ticked: [],
      still: ['date' as const],
    };
    const unread: BookingView = { ...view, readBack };
    const read: BookingView = { ...view, readBack: { ...readBack, still: [] } };
    expect([isUnfinished(unread), isUnfinished(read)]).toEqual([true, false]);
    const { patientId } = view;
    expect(resultOf([unread], [], patientId, false)).toEqual({ unfinished: unread, suggests: null });
    expect(resultOf([read], [], patientId, false)).toEqual({ unfinished: null, suggests: 'resolved' });
    expect(resultOf([], [], patientId, true).suggests).toBe('message-taken');
    expect(resultOf([], [], patientId, false)).toEqual({ unfinished: null, suggests: null });
    // Another child of the same call was booked for before, and nobody read it back; or nobody is chosen any more.
    const { bookingId, contextId, what, at, state, stands, resumed } = view;
    const row = { bookingId, contextId, patientId, what, at, state, stands, resumed, unread: true };
    expect(resultOf([read], [row], 'sister', false)).toEqual({ unfinished: row, suggests: null });
    expect(resultOf(null, [row], null, false).unfinished).toEqual(row);
    // Their own is told by what was read of it, which is newer.
    expect(resultOf([read], [row], patientId, false).suggests).toBe('resolved');
    // Cancelled again: nothing of it is left to read.
    const cancelled: BookingView = {
      ...read,
      bookingId: '019a9f2e-0000-7000-8000-0000000000ff',
      what: 'cancel',
      old: { visitId: held.visitId, start: null },
    };
    const standing: BookingView = { ...unread, book: books[0] ?? null };
    expect(leftOf([standing])).toEqual([standing]);
    expect(leftOf([cancelled, standing])).toEqual([]);
  });
});

describe('times', () => {
  it('are the clinic’s, by its days; its town is said where its clock is not the practice’s', () => {
    const late = { ...offer, offerId: 's-2+1', start: '2026-11-25T03:00:00.000Z', conflicts: [] };
    const days = byDay([{ ...offer, conflicts: [] }, late], now);
    expect(days.map((d) => [d.id, d.offers.length])).toEqual([['2026-11-24', 2]]);
    expect(clockOf(offer, zone)).toBe('09:30');
    expect(clockOf({ start: offer.start, zone: 'America/Chicago' }, zone)).toBe('08:30 Chicago time');
    expect(clockOf({ start: offer.start, zone: 'America/Toronto' }, zone)).toBe('09:30');
  });
  it('say what stands against them, also that nobody knows', () => {
    const conflicts = [
      { kind: 'past' as const },
      { kind: 'overlap' as const, visitId: 'v-0' },
      { kind: 'tight' as const, visitId: 'unknown', minutes: 10 },
      { kind: 'same-kind' as const, visitId: 'v-0' },
    ];
    const said = against({ conflicts, zone }, [], now);
    expect(said.map((s) => s.tone)).toEqual(['red', 'red', 'amber', 'amber']);
    expect(against({ conflicts: null, zone }, [], now)).toHaveLength(1);
    expect(conflicts.map((c) => mark({ conflicts: [c] })?.text)).toEqual([
      'passed',
      'overlaps',
      'tight',
      'booked already',
    ]);
    expect([mark({ conflicts: [] }), mark({ conflicts: null })]).toEqual([null, null]);
    // Enter alone books nothing over these.
    expect(conflicts.map((c) => isRed({ conflicts: [c] }))).toEqual([true, true, false, false]);
  });
});

describe('as a message', () => {
  const wish = { ...firstWish({ kinds: [], clinics: [], usual: null, old: null, heard: {} }), weekdays: [1] };
  const asking = {
    wish,
    days: { from: '2026-11-23', to: '2026-11-29' },
    kind: 'Follow-up visit',
    practitioner: 'Dr. Example',
    place: 'x'.repeat(500),
    wanted: offer,
    note: `Needs a ramp ${'y'.repeat(900)}`,
  };
  const old = { visitId: 'v-0', start: held.start, practitioner: 'Dr. Example', place: null };
  it('has a sentence a wish, none empty, none longer than the desk takes', () => {
    const asks = [
      askToBook(asking),
      askToMove(old, asking),
      askToCancel(old, 'transport', 'Bus strike'),
      ...(['book', 'move', 'cancel'] as const).map((what) =>
        askOf({ ...view, what }, { reason: 'costs', note: '' }, { kinds: [] } as never),
      ),
    ];
    for (const ask of asks) {
      const lines = linesOf(ask, zone, now);
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(600);
    }
    const lines = linesOf(askToBook(asking), zone, now);
    expect(lines.some((l) => l.includes('only Mon'))).toBe(true);
    expect(lines.some((l) => l.includes('Tue 24 Nov, 09:30'))).toBe(true);
  });
  it('keeps what was typed as a day and can’t be read', () => {
    const typed = { ...asking, days: null, wish: { ...wish, span: null, from: 'after Easter', to: '' } };
    expect(linesOf(askToBook(typed), zone, now).join()).toContain('after Easter');
  });
});
