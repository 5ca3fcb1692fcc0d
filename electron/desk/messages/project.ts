// The columns that lists, alarm and hand-over read, made anew from a message's words and entries whenever one was added.
// They hold nothing that is not in the rows: losing them would lose nothing.
import type Database from 'better-sqlite3';
import { acceptanceOf, couldNot, dispatchProgress, restsAlarm } from '#shared/domain/dispatch/index.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { backendAuthor, type Entry } from '#shared/domain/messages/entry.ts';
import {
  message as messageSchema,
  urgencyRank,
  type DraftFields,
  type Message,
  type Urgency,
} from '#shared/domain/messages/message.ts';
import { stillCounts } from '#shared/domain/messages/reopen.ts';
import { standing } from '#shared/domain/messages/standing.ts';
import { prepared } from '../vault/prepared.ts';
import { entriesOf } from './entries.ts';
import { sameOf } from './same.ts';
import { ifOpen, readSealed, type Sealer } from './sealer.ts';

type Db = Database.Database;
export type AccountOf = (id: string) => Account | null;

export interface DispatchColumns {
  dispatch: 'open' | 'accepted' | 'ended' | null;
  dispatchAt: string | null;
  dueAt: string | null;
  pageDueAt: string | null;
  acceptedAt: string | null;
  acceptedBy: string | null;
}
const none: DispatchColumns = {
  dispatch: null,
  dispatchAt: null,
  dueAt: null,
  pageDueAt: null,
  acceptedAt: null,
  acceptedBy: null,
};
const later = (iso: string, ms: number): string => new Date(Date.parse(iso) + ms).toISOString();
const minute = 60_000;

/** Steps and their times by the entries alone: who is on call doesn't matter for where it stands. */
export function dispatchColumns(
  m: Message,
  urgency: Urgency,
  entries: readonly Entry[],
  account: Account | null,
  reasonNow = m.fields.reasonCode,
): DispatchColumns {
  if (account === null) return withoutAccount(m, urgency, entries);
  const input = {
    message: {
      id: m.id,
      accountId: m.fields.accountId,
      urgency,
      savedAt: m.savedAt,
      reasonCode: m.fields.reasonCode,
      reasonNow,
      savedUrgency: m.fields.urgency ?? 'urgent-clinical',
    },
    entries,
    account,
    schedule: null,
    // Far enough ahead that no entry's own time is cut to it.
    now: later(
      entries.reduce((last, e) => (e.at > last ? e.at : last), m.savedAt),
      minute,
    ),
  };
  const byHand = dispatchProgress({ ...input, by: 'desk' });
  if (byHand === null) return none;
  const last = lastOf(restsAlarm(entries));
  if (byHand.accepted !== null)
    return {
      ...none,
      dispatch: 'accepted',
      // By the clock of whoever accepted; by this desk's it was not before the message was there.
      dispatchAt: byHand.accepted.at > m.savedAt ? byHand.accepted.at : m.savedAt,
      acceptedAt: byHand.accepted.at,
      acceptedBy: byHand.accepted.by.slice(0, 160),
    };
  // After a try the next alarm is a minute away, whatever stood due before (O2).
  const rest = last === '' ? m.savedAt : later(last, minute);
  const due = byHand.nextStep?.dueAt ?? rest;
  const next = dispatchProgress(input)?.nextStep ?? null;
  return {
    ...none,
    dispatch: byHand.state,
    dispatchAt: byHand.state === 'ended' ? lastOf(entries) : null,
    dueAt: due > rest ? due : rest,
    // Only a person can phone the patient: that step is nobody's delay.
    pageDueAt: failing(entries)
      ? later(m.savedAt, -backendGrace)
      : next === null
        ? null
        : next.method === 'patient'
          ? later(next.dueAt, -backendGrace)
          : next.dueAt,
  };
}
/** When the last of these was; empty = none. */
const lastOf = (entries: readonly Entry[]): string => entries.reduce((at, e) => (e.at > at ? e.at : at), '');

/** The backend's last word is that it could not: this desk phones now, not after its patience. */
function failing(entries: readonly Entry[]): boolean {
  const last = entries.findLast(
    (e) =>
      e.author.personId === backendAuthor.personId &&
      e.body.kind === 'attempt' &&
      e.body.result !== 'dialling',
  );
  return last !== undefined && couldNot(last);
}
/** Another desk's message of an account that this desk was never given: urgent ones are open until a person has it. */
function withoutAccount(m: Message, urgency: Urgency, entries: readonly Entry[]): DispatchColumns {
  const about = { urgency, savedUrgency: m.fields.urgency ?? 'urgent-clinical' } as const;
  const taken = acceptanceOf(about, entries);
  for (const e of entries) {
    const { id, body, at } = e;
    const by =
      body.kind === 'outcome'
        ? stillCounts(e, about, entries)
          ? body.clinician
          : null
        : body.kind === 'attempt' && id === taken?.id
          ? body.contact.name
          : null;
    if (by !== null) return { ...none, dispatch: 'accepted', dispatchAt: at, acceptedAt: at, acceptedBy: by };
  }
  const last = lastOf(restsAlarm(entries));
  return urgencyRank(urgency) > urgencyRank('urgent-clinical')
    ? none
    : {
        ...none,
        dispatch: 'open',
        dueAt: last === '' ? m.savedAt : later(last, minute),
        pageDueAt: m.savedAt,
      };
}

/** How long the backend may take over a step that is due, ms, before this desk phones. */
export const backendGrace = 2 * minute;

export function findMessage(db: Db, sealer: Sealer, id: string): Message | null {
  const row = prepared<[string], { body_sealed: Buffer }>(
    db,
    'SELECT body_sealed FROM messages WHERE id = ?',
  ).get(id);
  return row === undefined ? null : messageSchema.parse(readSealed(db, sealer, id, row.body_sealed));
}

/** The call that it was taken on; null on another phone. */
export const callOf = ({ origin }: Pick<DraftFields, 'origin'>): string | null =>
  origin?.kind === 'call' ? origin.callId : null;

/**
 * Must run in the transaction that added the entry; needs the reader's key. False = its message is not here yet. What a
 * write-only desk can't open is noted and made good when the key is back (`projectLater`).
 */
export function project(db: Db, sealer: Sealer, accountOf: AccountOf, messageId: string): boolean {
  const read = ifOpen(() => {
    const m = findMessage(db, sealer, messageId);
    return { m, known: m === null ? [] : entriesOf(db, sealer, messageId) };
  });
  if (read === null) {
    prepared(db, 'INSERT INTO project_later (message_id) VALUES (?) ON CONFLICT DO NOTHING').run(messageId);
    return false;
  }
  const { m, known } = read;
  if (m === null) return false;
  const entries = known.map((k) => k.entry);
  const now = standing(m, entries);
  const d = dispatchColumns(
    m,
    now.urgency,
    entries,
    accountOf(m.fields.accountId),
    now.current.fields.reasonCode,
  );
  const claim = known.findLast((k) => !k.elsewhere && k.entry.body.kind === 'claim')?.entry.body;
  const { fields } = now.current;
  const same = sameOf(db, { ...fields, number: fields.callback.number });
  prepared(
    db,
    `UPDATE messages SET urgency_now = ?, incomplete = ?, dispatch = ?, dispatch_at = ?, due_at = ?, page_due_at = ?,
       accepted_at = ?, accepted_by = ?, closed_at = ?, conflict = ?, current_entry = ?, owner_id = ?, owner_name = ?,
       claimed_until = ?, same_patient = ?, same_number = ?, call_id = ?, patient_ref = ? WHERE id = ?`,
  ).run(
    urgencyRank(now.urgency),
    now.current.incomplete.length > 0 ? 1 : 0,
    d.dispatch,
    d.dispatchAt,
    d.dueAt,
    d.pageDueAt,
    d.acceptedAt,
    d.acceptedBy,
    now.closed?.at ?? null,
    now.conflicts.length > 0 ? 1 : 0,
    now.current.entryId,
    now.owner.personId,
    now.owner.name,
    claim?.kind === 'claim' ? claim.until : null,
    same.patient,
    same.number,
    callOf(fields),
    fields.patientRef || null,
    messageId,
  );
  return true;
}

/** The reader's key is back: columns of what was added to meanwhile. Answers whose; runs in a transaction of its own. */
export function projectLater(db: Db, sealer: Sealer, accountOf: AccountOf): string[] {
  if (!sealer.readable()) return [];
  return db
    .transaction(() => {
      const ids = prepared<[], { id: string }>(db, 'SELECT message_id AS id FROM project_later')
        .all()
        .map((row) => row.id);
      for (const id of ids) project(db, sealer, accountOf, id);
      if (ids.length > 0) prepared(db, 'DELETE FROM project_later').run();
      return ids;
    })
    .immediate();
}
