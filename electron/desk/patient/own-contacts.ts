// This desk's own calls and messages about a patient, as rows of the time line. A call counts when this patient was chosen and
// verified on it; a message by the patient that it names from the record, else by its call. No notes, no words of a caller.
import type Database from 'better-sqlite3';
import { z } from 'zod';
import type { Account } from '#shared/domain/accounts/account.ts';
import type { Call } from '#shared/domain/calls/call.ts';
import { standingOf } from '#shared/domain/disclosure/standing.ts';
import type { ContactRow } from '#shared/domain/patient/panel-rows.ts';
import { findCall } from '../calls/store.ts';
import { readSealed, type Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';
import { sensitive } from './mapped.ts';
import type { VerificationStore } from './store.ts';

type Db = Database.Database;
export interface OwnContacts {
  rows: ContactRow[];
  /** Of a contact note at the record (`Communication/id`): the row of the call, or message, that it is. */
  became: ReadonlyMap<string, string>;
  /** What one of them was about is withheld from everyone (C26). */
  withheldSome: boolean;
}
export interface OwnContactsParts {
  core(): Db;
  /** Absent, or locked: a message that doesn't name its patient from the record isn't shown. */
  sealer?: Sealer | undefined;
  store: Pick<VerificationStore, 'chosenOn' | 'ticks' | 'caller'>;
  reasonLabel(accountId: string, code: string): string | null;
}
/** Calls and messages with this patient that are looked at, newest. */
const most = 100;

export const reasonLabelOf = (account: Pick<Account, 'reasons'> | null, code: string): string | null =>
  code === ''
    ? null
    : (account?.reasons.find((r) => r.code === code)?.label ?? code.replaceAll('_', ' ')).slice(0, 300);

const origin = (kind: string, recorded: string): ContactRow['provenance'] => ({
  kind,
  source: null,
  recorded,
  system: null,
});
/** How it ended, in the words of `dispositions`; else how it stands. */
function statusOf(c: Call): string {
  if (c.disposition !== null) return c.disposition;
  if (c.state === 'missed' || (c.endedAt !== null && c.answeredAt === null)) return 'not-done';
  return c.endedAt === null ? 'in-progress' : '';
}

interface MessageRow {
  id: string;
  account_id: string;
  saved_at: string;
  author: string;
  reason: string;
  call_id: string | null;
  patient_ref: string | null;
  dispatch: string | null;
  closed_at: string | null;
  body_sealed: Buffer;
  current_entry: string | null;
}
const named = z.object({ patientBirthDate: z.string(), patientRef: z.string() });
const asTaken = z.object({ fields: named });
const asRevised = z.object({ body: z.object({ fields: named }) });
/** Of an act: the entry at the record that it became. */
const progressed = z.object({ record: z.object({ type: z.string(), id: z.string() }).nullable() });

export function createOwnContacts(parts: OwnContactsParts) {
  const { store } = parts;

  /** Verified as it was then: what was answered wrongly on other calls since takes nothing back. */
  function verified(contextId: string, patientId: string): boolean {
    const all = store.ticks(contextId);
    const ticks = all.filter((t) => t.patientId === patientId);
    const nameNeeded = ticks.some((t) => t.nameNeeded);
    const hears = store.caller(contextId, patientId);
    return standingOf({ ticksOfCall: all, own: ticks, nameNeeded, wrongElsewhere: 0, hears }).level >= 1;
  }
  const nameOf = (db: Db, person: string): string | null =>
    prepared<[string], { name: string }>(db, 'SELECT name FROM people WHERE id = ?').get(person)?.name ??
    null;
  const columns = `id, account_id, saved_at, author, reason, call_id, patient_ref, dispatch, closed_at, body_sealed,
    current_entry`;
  const ofContext = (db: Db, contextId: string): MessageRow[] =>
    prepared<[string, string], MessageRow>(
      db,
      `SELECT ${columns} FROM messages WHERE (id = ? OR call_id = ?) AND elsewhere = 0`,
    ).all(contextId, contextId);
  const ofPatient = (db: Db, patientId: string): MessageRow[] =>
    prepared<[string, number], MessageRow>(
      db,
      `SELECT ${columns} FROM messages WHERE patient_ref = ? AND elsewhere = 0 ORDER BY saved_at DESC LIMIT ?`,
    ).all(patientId, most);

  /** One that names nobody from the record is about the call's patient, unless it gives another birth date. */
  function isAbout(db: Db, m: MessageRow, birthDate: string | null): boolean {
    if (parts.sealer?.readable() !== true) return false;
    const sealer = parts.sealer;
    const entry =
      m.current_entry === null
        ? undefined
        : prepared<[string], { body_sealed: Buffer }>(db, 'SELECT body_sealed FROM entries WHERE id = ?').get(
            m.current_entry,
          );
    const fields =
      entry === undefined || m.current_entry === null
        ? asTaken.parse(readSealed(db, sealer, m.id, m.body_sealed)).fields
        : asRevised.parse(readSealed(db, sealer, m.current_entry, entry.body_sealed)).body.fields;
    return fields.patientRef === '' && ['', birthDate].includes(fields.patientBirthDate);
  }

  return ({
    contextId: inHand,
    patientId,
    birthDate,
  }: {
    contextId: string;
    patientId: string;
    birthDate: string | null;
  }): OwnContacts => {
    const db = parts.core();
    const rows = new Map<string, ContactRow>();
    const became = new Map<string, string>();
    let withheldSome = false;
    const present = (contextId: string): Pick<ContactRow, 'present'> =>
      contextId === inHand ? { present: true } : {};
    function add(row: Omit<ContactRow, 'what'>, accountId: string, reason: string): void {
      const what = parts.reasonLabel(accountId, reason);
      if (sensitive({ coding: [], text: what ?? '' })) withheldSome = true;
      else rows.set(row.id, { ...row, what });
    }
    function addCall(c: Call): void {
      add(
        {
          id: `desk/call/${c.id}`,
          own: 'call',
          ...present(c.id),
          at: c.rangAt,
          channel: 'phone',
          direction: c.direction === 'incoming' ? 'in' : 'out',
          by: personOf(c.id),
          status: statusOf(c),
          provenance: origin('DeskCall', c.rangAt),
        },
        c.accountId,
        c.reasonCode ?? '',
      );
    }
    function personOf(callId: string): string | null {
      const row = prepared<[string], { person: string | null }>(
        db,
        'SELECT person FROM calls WHERE id = ?',
      ).get(callId);
      return row?.person ? nameOf(db, row.person) : null;
    }
    function addMessage(m: MessageRow): void {
      add(
        {
          id: `desk/message/${m.id}`,
          own: 'message',
          ...present(m.id),
          at: m.saved_at,
          // One that was taken on another phone stands for its call: there is no other row of it.
          channel: m.call_id === null ? 'phone' : 'message',
          direction: 'in',
          by: nameOf(db, m.author),
          status: m.closed_at !== null ? 'closed' : m.dispatch === 'accepted' ? 'dispatched' : 'open',
          provenance: origin('DeskMessage', m.saved_at),
        },
        m.account_id,
        m.reason,
      );
    }

    for (const m of ofPatient(db, patientId)) addMessage(m);
    for (const contextId of store.chosenOn(patientId, most)) {
      if (!verified(contextId, patientId)) continue;
      const call = findCall(db, contextId);
      if (call !== null) addCall(call);
      for (const m of ofContext(db, contextId))
        if (!rows.has(`desk/message/${m.id}`) && m.patient_ref === null && isAbout(db, m, birthDate))
          addMessage(m);
      const row = [`desk/call/${contextId}`, `desk/message/${contextId}`].find((id) => rows.has(id));
      if (row !== undefined) for (const note of notesOf(db, contextId, patientId)) became.set(note, row);
    }
    return { rows: [...rows.values()], became, withheldSome };
  };
}

/** Contact notes of this call that are at the record. */
function notesOf(db: Db, contextId: string, patientId: string): string[] {
  const acts = prepared<[string, string], { progress: string }>(
    db,
    "SELECT progress FROM acts WHERE context_id = ? AND patient_id = ? AND kind = 'contact-note'",
  ).all(contextId, patientId);
  return acts.flatMap(({ progress }) => {
    const read = progressed.safeParse(JSON.parse(progress));
    const at = read.success ? read.data.record : null;
    return at?.type === 'Communication' ? [`Communication/${at.id}`] : [];
  });
}
