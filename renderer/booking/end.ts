// What became of a booking, as codes that the catalogue turns into sentences: how it stands, what is said to the caller, and
// what can be done next. Every outcome of the contract has an end of its own (rows 1 and 2). Pure.
import type { BookingView } from '#shared/contract/booking.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';

export const doings = ['again', 'other-time', 'message', 'undo', 'settle', 'look'] as const;
export type Doing = (typeof doings)[number];
export interface End {
  /** Of the catalogue: `booking.end.<key>`, `….what`, `….say`. */
  key: string;
  tone: 'green' | 'amber' | 'red' | 'neutral';
  /** Of a move: the key of the step that did not go through, whose `.what` is said too. */
  why: string | null;
  /** Why, where the record said no. */
  code: ErrorCode | null;
  /** The first is the one to do next. */
  doings: readonly Doing[];
  /** Visit that can be cancelled again. */
  undo: { visitId: string; start: string | null } | null;
}

type Book = NonNullable<BookingView['book']>;
type Cancel = NonNullable<BookingView['cancel']>;
const end = (
  key: string,
  tone: End['tone'],
  doings: readonly Doing[],
  more: Partial<Pick<End, 'code' | 'undo' | 'why'>> = {},
): End => ({ key, tone, why: null, code: null, undo: null, doings, ...more });

/** The visit that is there, unless it is somebody else's. */
const undoOf = (book: Book): End['undo'] => {
  if (book.kind !== 'booked' && book.kind !== 'doubled' && book.kind !== 'differs') return null;
  const others = book.kind === 'differs' && book.differences.includes('patient');
  return others ? null : { visitId: book.held.visitId, start: book.held.start };
};

function ofBook(book: Book): End {
  const undo = undoOf(book);
  switch (book.kind) {
    case 'booked':
      return book.pending
        ? end('book.pending', 'amber', ['undo'], { undo })
        : end('book.booked', 'green', ['undo'], { undo });
    case 'taken':
      return end('book.taken', 'amber', ['other-time', 'message']);
    case 'doubled':
      return end('book.doubled', 'red', ['undo', 'message', 'settle'], { undo });
    case 'not-there':
      return end('book.not-there', 'amber', ['again', 'other-time', 'message']);
    case 'differs':
      return end(
        'book.differs',
        'red',
        undo === null ? ['again', 'message', 'settle'] : ['again', 'undo', 'message', 'settle'],
        { undo },
      );
    case 'refused':
      return end('book.refused', 'amber', ['other-time', 'message'], { code: book.code });
    case 'offline':
      return book.perhaps
        ? end('book.perhaps', 'amber', ['again', 'message', 'settle'])
        : end('book.offline', 'amber', ['message', 'again']);
    case 'unconfirmed':
      return end('book.unconfirmed', 'amber', ['again', 'message', 'settle'], { code: book.code });
  }
}

function ofCancel(cancel: Cancel): End {
  switch (cancel.kind) {
    case 'cancelled':
      return end(cancel.already ? 'cancel.already' : 'cancel.cancelled', 'green', []);
    case 'changed':
      return end('cancel.changed', 'amber', ['look', 'message']);
    case 'not-there':
      return end('cancel.not-there', 'amber', ['again', 'message']);
    case 'differs':
      return end('cancel.differs', 'red', ['again', 'message', 'settle']);
    case 'refused':
      return end('cancel.refused', 'amber', ['message', 'look'], { code: cancel.code });
    case 'offline':
      return cancel.perhaps
        ? end('cancel.perhaps', 'amber', ['again', 'message', 'settle'])
        : end('cancel.offline', 'amber', ['message', 'again']);
    case 'unconfirmed':
      return end('cancel.unconfirmed', 'amber', ['again', 'message', 'settle'], { code: cancel.code });
  }
}

/** New time first, then the old one is cancelled: how far it came, and why not further. */
function ofMove({
  stands,
  book,
  cancel,
  state,
}: Pick<BookingView, 'stands' | 'book' | 'cancel' | 'state'>): End {
  const pending = book?.kind === 'booked' && book.pending;
  if (stands === 'new') {
    // The old one is cancelled; only its ticks are left.
    return end(pending ? 'move.pending' : 'move.new', pending ? 'amber' : 'green', []);
  }
  const failed = cancel !== null ? ofCancel(cancel) : book !== null ? ofBook(book) : null;
  const why = { why: failed?.key ?? null, code: failed?.code ?? null };
  if (stands === 'both') return end('move.both', 'red', ['again', 'message', 'settle'], why);
  if (stands === 'old' || stands === 'none') {
    // There is no new one to take back.
    const left = failed?.doings.filter((d) => d !== 'undo') ?? [];
    return end('move.old', 'amber', left.length > 0 ? left : ['other-time', 'message'], why);
  }
  if (state === 'ended') return end('move.unknown', 'amber', ['other-time', 'message'], why);
  const undo = failed?.undo ?? null;
  const open: readonly Doing[] = undo === null ? ['again'] : ['again', 'undo'];
  return end('move.unknown', 'amber', [...open, 'message', 'settle'], { ...why, undo });
}

/** How it stands now. */
export function endOf(view: Pick<BookingView, 'what' | 'state' | 'stands' | 'book' | 'cancel'>): End {
  if (view.state === 'running') return end('running', 'neutral', ['look']);
  if (view.state === 'settled') return end('settled', 'neutral', []);
  if (view.what === 'move') return ofMove(view);
  const found = view.what === 'book' ? view.book && ofBook(view.book) : view.cancel && ofCancel(view.cancel);
  return found ?? end('unknown', 'amber', ['again', 'message', 'settle']);
}

/** Somebody else has the time: other times are looked for at once. */
export const isTaken = (view: Pick<BookingView, 'state' | 'book'>): boolean =>
  view.state === 'ended' && view.book?.kind === 'taken';
