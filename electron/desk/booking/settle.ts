// What an outcome means: finished, nothing done, or open until it was looked at again.
import type { Standing } from '#shared/domain/booking/change.ts';
import type { MoveOutcome } from './move.ts';
import type { BookOutcome, CancelOutcome } from './outcome.ts';
import type { BookingState, Kept, NotThere } from './store.ts';

type Stand = { state: Exclude<BookingState, 'running' | 'settled'>; kept: Kept };

export function afterBook(book: BookOutcome | NotThere): Stand {
  const as = (state: Stand['state'], stands: Standing | 'none'): Stand => ({
    state,
    kept: { book, cancel: null, move: null, stands },
  });
  if (book.kind === 'booked') return as('done', 'new');
  if (book.kind === 'doubled') return as('open', 'new');
  if (book.kind === 'differs' || book.kind === 'unconfirmed') return as('open', 'unknown');
  if (book.kind === 'offline' && book.perhaps) return as('open', 'unknown');
  return as('ended', 'none');
}

export function afterCancel(cancel: CancelOutcome | NotThere): Stand {
  const as = (state: Stand['state'], stands: Standing | 'none'): Stand => ({
    state,
    kept: { book: null, cancel, move: null, stands },
  });
  if (cancel.kind === 'cancelled') return as('done', 'none');
  if (cancel.kind === 'differs' || cancel.kind === 'unconfirmed') return as('open', 'unknown');
  if (cancel.kind === 'offline' && cancel.perhaps) return as('open', 'unknown');
  // Changed, or not found: nothing was done, and what stands is to be looked at.
  const seen = cancel.kind === 'not-there' || cancel.kind === 'offline';
  return as('ended', seen || (cancel.kind === 'refused' && cancel.code !== 'not-found') ? 'old' : 'unknown');
}

/** `before`: of an earlier attempt; a step that was not done again keeps its outcome. */
export function afterMove(m: MoveOutcome, before: Kept | null): Stand {
  const { move, stands } = m;
  const kept: Kept = {
    book: m.book ?? before?.book ?? null,
    cancel: m.cancel ?? before?.cancel ?? null,
    move,
    stands,
  };
  return { state: stands === 'new' ? 'done' : stands === 'old' ? 'ended' : 'open', kept };
}

/** Nothing was done because the record was away, or after a restart nothing was found: it can be tried again as it is. */
export const mayTryAgain = (kept: Kept | null): boolean =>
  kept === null || [kept.book, kept.cancel].some((o) => o?.kind === 'offline' || o?.kind === 'not-there');
