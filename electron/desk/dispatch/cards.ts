// The dispatch cards of the night picture: what is open, whose turn it is on the ladder, who acts (4c, O2). The ladder is
// the shared one, asked as a person works it when this desk has to phone.
import type Database from 'better-sqlite3';
import type { DispatchCard, ladderRow } from '#shared/contract/dispatch.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { dispatchProgress, type DispatchProgress } from '#shared/domain/dispatch/index.ts';
import { urgencies, type DraftFields, type Message } from '#shared/domain/messages/message.ts';
import { factsOfMessage } from '#shared/domain/oncall/index.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import type { z } from 'zod';
import { entriesOf } from '../messages/entries.ts';
import { findMessage } from '../messages/project.ts';
import { ifOpen, type Sealer } from '../messages/sealer.ts';
import type { OnCallRoom } from '../oncall/room.ts';
import type { AskedOf, KeptWords, Words } from './kept.ts';
import { prepared } from '../vault/prepared.ts';
import {
  alarmEvery,
  alarms,
  modeColumns,
  modeOf,
  modeRow,
  ownAlarm,
  type Mode,
  type ModeColumns,
  type ModeRow,
} from './mode.ts';

export interface CardDeps {
  sealer: Sealer;
  oncall: Pick<OnCallRoom, 'accountOf' | 'scheduleOf'>;
  running(): boolean;
}
export interface ListDeps extends CardDeps {
  kept: KeptWords;
  monotonic(): number;
  soon(): Promise<unknown>;
}
interface Row extends ModeColumns {
  id: string;
  urgency_now: number;
  owner_name: string | null;
}
const columns = `m.id, m.urgency_now, m.owner_name, ${modeColumns} FROM messages m LEFT JOIN outbox o ON o.item_id = m.id`;
/** What was accepted or ended stays in sight for so long, ms. */
const inSight = 12 * 3_600_000;
/** Each card that is new unseals its message and entries on the desk's thread. */
const mostCards = 60;
/** Others get their turn after so long, ms. */
const longestTurn = 8;

/** Open ones most urgent, then oldest, first; after them what was accepted or ended lately. */
export async function dispatchCards(
  db: Database.Database,
  deps: ListDeps,
  now: string,
): Promise<DispatchCard[]> {
  const open = prepared<[number], Row>(
    db,
    `SELECT ${columns} WHERE m.dispatch in ('open', 'ended') and m.closed_at is null
     ORDER BY m.urgency_now, m.saved_at DESC, m.id DESC LIMIT ?`,
  ).all(500);
  const done = prepared<[string, number], Row>(
    db,
    `SELECT ${columns} WHERE m.dispatch_at > ? AND (m.dispatch = 'accepted' OR m.closed_at IS NOT NULL)
     ORDER BY m.dispatch_at DESC LIMIT ?`,
  ).all(new Date(Date.parse(now) - inSight).toISOString(), 30);
  const first = open.toSorted((a, b) => a.urgency_now - b.urgency_now || (a.saved_at < b.saved_at ? -1 : 1));
  const rows = [...first, ...done].slice(0, mostCards);
  deps.kept.only(new Set(rows.map((row) => row.id)));
  const cards: DispatchCard[] = [];
  let began = deps.monotonic();
  for (const row of rows) {
    if (deps.monotonic() - began > longestTurn) {
      await deps.soon();
      began = deps.monotonic();
    }
    // What can't be opened now still rings (open-rows.ts); a card without its words would be of no use.
    const card = ifOpen(() => cardOf(db, deps, row, now));
    if (card !== null) cards.push(card);
  }
  return cards;
}

export interface Facts {
  message: Message;
  fields: DraftFields;
  /** Null = this desk was never given it: no ladder, and still a person phones. */
  account: Account | null;
  progress: Pick<DispatchProgress, 'ladder' | 'accepted' | 'dialling'>;
}
/** The ladder of one message as a person works it; null = nothing is dispatched. */
export function factsOf(
  db: Database.Database,
  deps: CardDeps,
  messageId: string,
  now: string,
): (Facts & { entries: ReturnType<typeof entriesOf> }) | null {
  const message = findMessage(db, deps.sealer, messageId);
  if (message === null) return null;
  const entries = entriesOf(db, deps.sealer, messageId);
  const words = { message, entries: entries.map((k) => k.entry) };
  const { fields } = standing(message, words.entries).current;
  const found = askedOf(deps, message, 'desk');
  if (found === null)
    return { message, fields, account: null, progress: { ...withoutLadder, dialling: null }, entries };
  const progress = askLadder(words, found, now);
  return progress === null ? null : { message, fields, account: found.account, progress, entries };
}
/** Null = this desk was never given the account. */
function askedOf(deps: CardDeps, message: Message, by: AskedOf['by']): AskedOf | null {
  const account = deps.oncall.accountOf(message.fields.accountId);
  return account === null
    ? null
    : { account, schedule: deps.oncall.scheduleOf(account.id)?.schedule ?? null, by };
}
function askLadder({ message, entries }: Words, asked: AskedOf, now: string): DispatchProgress | null {
  const stands = standing(message, entries);
  return dispatchProgress({
    message: {
      id: message.id,
      accountId: message.fields.accountId,
      urgency: stands.urgency,
      savedAt: message.savedAt,
      reasonCode: message.fields.reasonCode,
      reasonNow: stands.current.fields.reasonCode,
      savedUrgency: message.fields.urgency ?? 'urgent-clinical',
    },
    entries,
    ...asked,
    now,
    facts: factsOfMessage(stands.current.fields),
  });
}

function cardOf(db: Database.Database, deps: ListDeps, row: Row, now: string): DispatchCard | null {
  const columnsOf = modeRow(row);
  const mode = modeOf(columnsOf, deps.running(), now);
  if (mode === null) return null;
  const words = deps.kept.words(db, row.id);
  if (words === null) return null;
  const { message, entries } = words;
  const { fields } = standing(message, entries).current;
  const asked = askedOf(deps, message, mode.state === 'backend' ? 'backend' : 'desk');
  const progress =
    (asked === null
      ? null
      : deps.kept.progress(db, row.id, asked, now, () => askLadder(words, asked, now))) ?? withoutLadder;
  const { accountId } = message.fields;
  const schedule = deps.oncall.scheduleOf(accountId);
  return {
    messageId: row.id,
    accountId,
    patientName: fields.patientName,
    callbackNumber: fields.callback.number,
    reasonCode: message.fields.reasonCode,
    urgency: urgencies[row.urgency_now] ?? 'urgent-clinical',
    savedAt: row.saved_at,
    state: mode.state,
    manualWhy: mode.why,
    claimedUntil: progress.claimedUntil,
    ladder: progress.ladder.map(shownRow),
    alarmAt: alarmOf(columnsOf, mode, now),
    schedule: schedule?.origin ?? { version: 0, asOf: row.saved_at, age: 'expired', source: 'shipped' },
    accepted: progress.accepted,
    outcome: progress.outcome,
    attempts: entries.filter((e) =>
      ['attempt', 'skip', 'claim', 'outcome', 'hand-over'].includes(e.body.kind),
    ),
    owner: row.owner_name ?? message.takenBy.name,
    checkBackAt: progress.checkBackAt,
  };
}
/** An account that this desk was never given: the card still says whom the message is about and rings. */
const withoutLadder = { ladder: [], accepted: null, outcome: null, claimedUntil: null, checkBackAt: null };

const shownRow = (r: DispatchProgress['ladder'][number]): z.input<typeof ladderRow> => ({
  stepId: r.stepId,
  afterMinutes: r.afterMinutes,
  dueAt: r.dueAt,
  method: r.method,
  contact: r.contact,
  state: r.state,
});

/** Counted from the step that is due, so that every window shows the same second. */
function alarmOf(row: ModeRow, mode: Mode, now: string): string | null {
  if (!ownAlarm(row, mode, now) || row.dueAt === null || row.closedAt !== null) return null;
  if (!alarms(row, mode, now)) return row.dueAt;
  // By a clock that was set back it is due since now.
  const due = Math.min(Date.parse(row.dueAt), Date.parse(now));
  return new Date(due + (Math.floor((Date.parse(now) - due) / alarmEvery) + 1) * alarmEvery).toISOString();
}
