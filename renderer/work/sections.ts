// The work list's sections as pure rows: what comes first, what is due, what an agent should see without opening it.
import type { BookingRow } from '#shared/contract/booking.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import type { WorkItem } from '#shared/contract/work.ts';
import { typedNumber } from '../dispatch/words.ts';
import { byUrgency, isGrave } from '../dispatch/pick.ts';
import { shownNumber } from '../calls/words.ts';
import { formatTime } from '../text/format.ts';
import { atPracticeDesk } from '../messages/kept-where.ts';
import { t } from '../text/t.ts';

export interface WorkFacts {
  calls: readonly Call[];
  items: readonly WorkItem[];
  drafts: readonly DraftRow[];
  messages: readonly MessageRow[];
  /** Urgent messages that a person must phone for, or ask about. */
  cards?: readonly DispatchCard[];
  /** Appointments at the record of which it isn't known how they stand, half was done, or that were not read back. */
  bookings?: readonly BookingRow[];
  /** Name of an account by its id. */
  accountName(id: string): string;
  /** Of the patient whom a call is about, once verified; null before. */
  patientOf?(callId: string): string | null;
}
export interface Row {
  id: string;
  kind: 'booking' | 'call' | 'callback' | 'task' | 'draft' | 'message' | 'dispatch';
  title: string;
  detail: string;
  meta: string | null;
  tone: 'neutral' | 'amber' | 'red';
  /** The call's clock, where the time counts rather than stands. */
  since: string | null;
}
export interface Section {
  id: 'bookings' | 'now' | 'dispatch' | 'routine' | 'callbacks' | 'tasks' | 'in-hand' | 'latest';
  note: string | null;
  rows: Row[];
}

const current: readonly Call['state'][] = ['ringing', 'active', 'held', 'wrap-up'];
const latestShown = 5;
const join = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' · ');

function callRow(call: Call, facts: WorkFacts): Row {
  const state =
    call.state === 'active' ? null : t(`work.call.${call.state as 'ringing' | 'held' | 'wrap-up'}`);
  const name = facts.patientOf?.(call.id) ?? null;
  return {
    id: `call:${call.id}`,
    kind: 'call',
    title: name ?? shownNumber(call),
    detail: join(
      // First, where the row is cut short: nobody is muted unseen.
      call.muted && call.state !== 'wrap-up' ? t('work.call.muted') : null,
      call.state === 'held' ? state : null,
      name === null ? null : shownNumber(call),
      facts.accountName(call.accountId),
      call.state === 'held' ? null : state,
    ),
    meta: null,
    tone: call.state === 'ringing' ? 'amber' : 'neutral',
    since: call.state === 'ringing' ? call.rangAt : (call.answeredAt ?? call.rangAt),
  };
}

/** What a card asks of a person and by when; null = nothing now. */
function dispatchRow(card: DispatchCard, facts: WorkFacts, now: Date): Row | null {
  const row = (what: string, dueAt: string | null): Row => {
    const asks = card.state === 'manual' || card.state === 'ended';
    const late = dueAt !== null && Date.parse(dueAt) <= now.getTime();
    return {
      id: `message:${card.messageId}`,
      kind: 'dispatch',
      title: card.patientName.trim() || typedNumber(card.callbackNumber) || t('work.draft.unnamed'),
      detail: join(t(`messages.urgency.${card.urgency}`), what, facts.accountName(card.accountId)),
      meta: dueAt === null ? null : t('work.due.at', { time: formatTime(dueAt) }),
      tone: isGrave(card) && (late || asks) ? 'red' : 'amber',
      since: null,
    };
  };
  if (card.outcome !== null) return null;
  switch (card.state) {
    case 'manual': {
      const step = card.ladder.find((each) => each.state === 'now' || each.state === 'waits');
      const name = step?.contact?.name;
      return row(
        name === undefined ? t('work.dispatch.patient') : t('work.dispatch.call', { name }),
        step?.dueAt ?? null,
      );
    }
    case 'ended':
      return row(t('work.dispatch.patient'), null);
    case 'accepted':
      return row(t('work.dispatch.ask', { name: card.accepted?.by ?? '' }), card.checkBackAt);
    case 'backend': {
      const step = card.ladder.find((each) => each.state === 'now' || each.state === 'waits');
      return row(t('work.dispatch.backend'), step?.dueAt ?? null);
    }
  }
}

/** So long one may be under way before it is somebody's work, ms. */
const underWayMs = 20_000;
/** `inHand`: its call or draft still is; then what is to be read back is said there, not here. */
export const isLeft = (row: BookingRow, now: Date, inHand: boolean): boolean =>
  row.state === 'open' ||
  (row.unread && !inHand) ||
  (row.state === 'running' && now.getTime() - Date.parse(row.at) > underWayMs);

function bookingRow(row: BookingRow, facts: WorkFacts): Row {
  const grave = row.stands === 'both' || row.stands === 'unknown';
  return {
    id: `booking:${row.bookingId}`,
    kind: 'booking',
    // After the call the name that is known may be another one's of the same call.
    title: row.unread
      ? t('work.booking.unread')
      : (facts.patientOf?.(row.contextId) ?? t(`work.booking.${row.what}`)),
    detail: row.unread ? t('work.booking.unread.stands') : t(`work.booking.stands.${row.stands}`),
    meta: formatTime(row.at),
    tone: grave ? 'red' : 'amber',
    since: null,
  };
}

export const isDue = (item: Pick<WorkItem, 'dueAt' | 'doneAt'>, now: Date): boolean =>
  item.doneAt === null && item.dueAt !== null && Date.parse(item.dueAt) <= now.getTime();
/** Half an hour ahead: time enough to finish a call first. */
const soonMs = 30 * 60_000;

function itemRow(item: WorkItem, now: Date): Row {
  const due = isDue(item, now);
  const soon = item.dueAt !== null && Date.parse(item.dueAt) - now.getTime() < soonMs;
  const time = item.dueAt === null ? null : formatTime(item.dueAt);
  return {
    id: `item:${item.id}`,
    kind: item.kind,
    title: item.title,
    detail: due ? t('work.overdue', { detail: item.detail }) : item.detail,
    meta: time === null ? null : due || soon ? t('work.due.at', { time }) : time,
    tone: due ? 'red' : soon ? 'amber' : 'neutral',
    since: null,
  };
}

function draftRow(draft: DraftRow, facts: WorkFacts): Row {
  return {
    id: `draft:${draft.id}`,
    kind: 'draft',
    title:
      draft.patientName.trim() || draft.callerName.trim() || draft.number.trim() || t('work.draft.unnamed'),
    detail: join(
      t('work.draft'),
      draft.practiceAsked ? t('work.draft.practice-asked') : facts.accountName(draft.accountId),
      t('work.draft.kept', { time: formatTime(draft.keptAt) }),
    ),
    meta: null,
    tone: draft.urgency === 'emergency' ? 'red' : 'amber',
    since: null,
  };
}

function messageRow(message: MessageRow, facts: WorkFacts): Row {
  const state =
    message.sync === 'waiting'
      ? t('work.waiting')
      : message.sync === 'quarantined'
        ? t('work.quarantined')
        : t(atPracticeDesk() ? 'work.message.practice' : 'work.message.synced');
  return {
    id: `message:${message.id}`,
    kind: 'message',
    title: message.closedBody ? t('lease.row') : message.patientName.trim() || message.callerName,
    detail: join(facts.accountName(message.accountId), state),
    meta: formatTime(message.takenAt),
    tone: message.sync === 'quarantined' ? 'red' : message.sync === 'waiting' ? 'amber' : 'neutral',
    since: null,
  };
}

const byDue = (a: WorkItem, b: WorkItem): number => (a.dueAt ?? '9').localeCompare(b.dueAt ?? '9');

/** Calls first, then who must be phoned for whom, callbacks by due time, then what was begun and what is not handed over, then the latest. */
export function sectionsOf(facts: WorkFacts, now: Date): Section[] {
  const open = facts.items.filter((item) => item.doneAt === null).toSorted(byDue);
  const callbacks = open.filter((item) => item.kind === 'callback');
  const due = callbacks.filter((item) => isDue(item, now)).length;
  const drafts = facts.drafts.filter((draft) => draft.discardedAt === null);
  const cards = (facts.cards ?? []).toSorted(byUrgency);
  const rowsOf = (of: readonly DispatchCard[]): Row[] =>
    of.map((card) => dispatchRow(card, facts, now)).filter((row) => row !== null);
  const urgent = rowsOf(cards.filter(isGrave));
  const routine = rowsOf(cards.filter((card) => !isGrave(card)));
  // Once is enough: what must be phoned stands above, with its time.
  const above = new Set([...urgent, ...routine].map((row) => row.id));
  const others = facts.messages.filter((message) => !above.has(`message:${message.id}`));
  const unsent = others.filter((message) => message.sync !== 'synced');
  const sent = others.filter((message) => message.sync === 'synced').slice(0, latestShown);
  const inHand = new Set([
    ...facts.calls.filter((c) => current.includes(c.state)).map((c) => c.id),
    ...drafts.map((d) => d.id),
  ]);
  const sections: Section[] = [
    {
      id: 'now',
      note: null,
      rows: facts.calls.filter((c) => current.includes(c.state)).map((c) => callRow(c, facts)),
    },
    { id: 'dispatch', note: null, rows: urgent },
    {
      id: 'bookings',
      note: null,
      rows: (facts.bookings ?? [])
        .filter((row) => isLeft(row, now, inHand.has(row.contextId)))
        .map((row) => bookingRow(row, facts)),
    },
    { id: 'routine', note: null, rows: routine },
    {
      id: 'callbacks',
      note: due > 0 ? t('work.due', { count: due }) : null,
      rows: callbacks.map((i) => itemRow(i, now)),
    },
    { id: 'tasks', note: null, rows: open.filter((i) => i.kind === 'task').map((i) => itemRow(i, now)) },
    {
      id: 'in-hand',
      note: null,
      rows: [...drafts.map((d) => draftRow(d, facts)), ...unsent.map((m) => messageRow(m, facts))],
    },
    { id: 'latest', note: null, rows: sent.map((m) => messageRow(m, facts)) },
  ];
  return sections.filter((section) => section.rows.length > 0);
}

/** The number on the tab: what a person must still do. */
export const countOf = (sections: readonly Section[]): number =>
  sections
    .filter((section) => section.id !== 'latest')
    .reduce((sum, section) => sum + section.rows.length, 0);
