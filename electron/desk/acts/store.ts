// Acts in the vault: written before anything is sent, so that neither a crash nor a record that is away loses one.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { actStates, actView } from '#shared/contract/acts.ts';
import type { Act, ActKind } from '#shared/domain/acts/act.ts';
import type { How, Why } from '#shared/domain/acts/how.ts';
import type { Caller } from '#shared/domain/disclosure/who.ts';
import type { ErrorCode } from '#shared/domain/errors.ts';
import { readSealed, type Sealer, writeSealed } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';

export type ActState = (typeof actStates)[number];
type View = z.output<typeof actView>;

/** Codes and the record's ids: nothing that was said. */
export interface Progress {
  code: ErrorCode | null;
  perhaps: boolean;
  /** Version of the patient that was seen at the beginning: another one later means that somebody changed it. */
  base: string | null;
  record: { type: string; id: string } | null;
  differences: string[];
  messageId: string | null;
  /** Who spoke, as it was stated when it was asked for; null = nobody but the patient was named. Absent in older rows. */
  caller?: Caller | null;
  /** Who sends it, when that is not who took it: they sent it again, or verified it. Absent in older rows. */
  sender?: { id: string; role: string } | null;
  doneAt: string | null;
  /** What is sent: the act itself, or that its insurance is verified (row 5). */
  step: 'act' | 'verify';
  /** The person sees to it, is verified, or the record was told of it. */
  verified: 'no' | 'here' | 'told';
}
/** What was said afterwards, sealed like the act. */
export interface Answered {
  verified: { reference: string; by: string; at: string } | null;
  answer: View['answer'];
}
export interface ActRow {
  actId: string;
  contextId: string;
  patientId: string;
  accountId: string | null;
  person: string;
  role: string;
  kind: ActKind;
  at: string;
  state: ActState;
  how: How;
  why: Why;
  resumed: boolean;
  progress: Progress;
}
interface Raw {
  id: string;
  context_id: string;
  patient_id: string;
  account_id: string | null;
  person: string;
  role: string;
  kind: ActKind;
  at: string;
  asked_sealed: Buffer;
  answered_sealed: Buffer | null;
  state: ActState;
  how: How;
  why: Why;
  resumed: number;
  progress: string;
}
export const begun: Progress = {
  code: null,
  perhaps: false,
  base: null,
  record: null,
  differences: [],
  messageId: null,
  caller: null,
  sender: null,
  doneAt: null,
  step: 'act',
  verified: 'no',
};
const rowOf = (r: Raw): ActRow => ({
  actId: r.id,
  contextId: r.context_id,
  patientId: r.patient_id,
  accountId: r.account_id,
  person: r.person,
  role: r.role,
  kind: r.kind,
  at: r.at,
  state: r.state,
  how: r.how,
  why: r.why,
  resumed: r.resumed === 1,
  progress: JSON.parse(r.progress) as Progress,
});
/** In whose name it goes to the record. */
export const senderOf = ({ person, role, progress }: ActRow): { id: string; role: string } =>
  progress.sender ?? { id: person, role };
const answeredId = (actId: string): string => `${actId}:answered`;

export function createActStore(core: () => Database.Database, sealer: Sealer) {
  const list = (where: string, ...args: string[]): ActRow[] =>
    prepared<string[], Raw>(core(), `SELECT * FROM acts WHERE ${where}`)
      .all(...args)
      .map(rowOf);
  const sealed = (actId: string): Raw => {
    const row = prepared<[string], Raw>(core(), 'SELECT * FROM acts WHERE id = ?').get(actId);
    if (row === undefined) throw new Error('no such act');
    return row;
  };
  return {
    add(a: ActRow, act: Act): void {
      const { body } = writeSealed(core(), sealer, a.actId, act);
      prepared(
        core(),
        `INSERT INTO acts (id, context_id, patient_id, account_id, person, role, kind, at, asked_sealed, state, how, why,
           progress) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ).run(
        a.actId,
        a.contextId,
        a.patientId,
        a.accountId,
        a.person,
        a.role,
        a.kind,
        a.at,
        body,
        a.state,
        a.how,
        a.why,
        JSON.stringify(a.progress),
      );
    },
    find: (actId: string): ActRow | null => list('id = ?', actId)[0] ?? null,
    put(row: ActRow): void {
      prepared(
        core(),
        'UPDATE acts SET state = ?, how = ?, why = ?, resumed = ?, progress = ? WHERE id = ?',
      ).run(row.state, row.how, row.why, row.resumed ? 1 : 0, JSON.stringify(row.progress), row.actId);
    },
    /** Throws `locked` while the reader's key is not open. */
    asked: (actId: string): Act => readSealed(core(), sealer, actId, sealed(actId).asked_sealed) as Act,
    /** As `asked`. */
    answered(actId: string): Answered {
      const body = sealed(actId).answered_sealed;
      return body === null
        ? { verified: null, answer: null }
        : (readSealed(core(), sealer, answeredId(actId), body) as Answered);
    },
    putAnswered(actId: string, answered: Answered): void {
      const { body } = writeSealed(core(), sealer, answeredId(actId), answered);
      prepared(core(), 'UPDATE acts SET answered_sealed = ? WHERE id = ?').run(body, actId);
    },
    /** Newest first. */
    of: (contextId: string, patientId: string): ActRow[] =>
      list('context_id = ? AND patient_id = ? ORDER BY at DESC, id DESC LIMIT 50', contextId, patientId),
    /** Oldest first: they wait, or a person has to look. */
    open: (): ActRow[] =>
      list("state IN ('queued', 'sending', 'refused', 'conflict', 'open') ORDER BY at, id LIMIT 100"),
    /** Over, and asked for before this instant. What is open, and insurance that nobody verified, stays for a person. */
    purge: (before: string): void =>
      void prepared(
        core(),
        `DELETE FROM acts WHERE at < ? AND state IN ('done', 'withdrawn', 'message', 'settled') AND NOT
           (kind = 'insurance-update' AND state IN ('done', 'message') AND progress ->> '$.verified' = 'no')`,
      ).run(before),
    waiting: (): ActRow[] => list("state IN ('queued', 'sending') ORDER BY at, id LIMIT 1000"),
  };
}
export type ActStore = ReturnType<typeof createActStore>;
