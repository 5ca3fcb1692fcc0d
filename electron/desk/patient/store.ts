// Where evidence and cached cards are kept. Interfaces first: the room knows nothing of SQL, tests run on real files.
import type Database from 'better-sqlite3';
import { type Tick, tickedFacts } from '#shared/domain/disclosure/facts.ts';
import { type Scope, scopes } from '#shared/domain/disclosure/scope.ts';
import { type Caller, callers, type Why, whyCodes } from '#shared/domain/disclosure/who.ts';
import { createNameIndex, type NameIndex } from './kept/names.ts';

type Db = Database.Database;

export interface PatientTick extends Tick {
  patientId: string;
  nameNeeded: boolean;
}
/** Someone else on the line, or the patient once that was said; what they may hear as it was decided then. */
export interface CallerEvidence {
  caller: Caller;
  scope: Scope;
  why: Why[];
  /** C19 level 3: id of the document on file. Never leaves the desk. */
  document: string | null;
  at: string;
}
export interface VerificationStore {
  choose(contextId: string, patientId: string, at: string, person: string): void;
  unchoose(contextId: string): void;
  chosen(contextId: string): { patientId: string; at: string } | null;
  /** Calls and messages on which this patient is the chosen one, newest first. */
  chosenOn(patientId: string, most: number): string[];
  add(contextId: string, tick: PatientTick, person: string): void;
  /** Of every patient tried on this call, oldest first. */
  ticks(contextId: string): PatientTick[];
  /** When wrong answers about this patient were given on other calls after `since`; newest first, at most ten. */
  wrongElsewhere(contextId: string, patientId: string, since: string): string[];
  putCaller(contextId: string, patientId: string, evidence: CallerEvidence, person: string): void;
  caller(contextId: string, patientId: string): CallerEvidence | null;
}
export interface Cached {
  json: string;
  /** When the server answered it. */
  asOf: string;
}
/** A cache, never the only copy: reads may find nothing, writes may be dropped (locked vault). */
export interface CardCache {
  read(patientId: string, card: string): Cached | null;
  write(patientId: string, card: string, json: string, asOf: string): void;
  /** Several cards of one patient in one commit: each waits for the disk. */
  writeAll(patientId: string, cards: readonly (Cached & { card: string })[]): void;
  /** Takes out every card of this patient but one. */
  dropAllBut(patientId: string, card: string): void;
  /** What `work` writes is kept in one commit, or not at all. */
  together(work: () => void): void;
  /** `digits` as `normalDigits` gives them; replaces what was kept for this patient. `old`: numbers of before. */
  writeNumbers(patientId: string, digits: readonly string[], old?: readonly string[]): void;
  byNumber(digits: string): string[];
  /** Whose number it was before. */
  byOldNumber(digits: string): string[];
  names: NameIndex;
}

export function createVerificationStore(db: () => Db): VerificationStore {
  return {
    choose: (contextId, patientId, at, person) =>
      void db()
        .prepare(
          `insert into verification_choice (context_id, patient_id, at, person) values (?, ?, ?, ?)
           on conflict (context_id) do update set patient_id = excluded.patient_id, at = excluded.at, person = excluded.person`,
        )
        .run(contextId, patientId, at, person),
    unchoose: (contextId) =>
      void db().prepare('delete from verification_choice where context_id = ?').run(contextId),
    chosen(contextId) {
      const row = db()
        .prepare<[string], { patient_id: string; at: string }>(
          'select patient_id, at from verification_choice where context_id = ?',
        )
        .get(contextId);
      return row === undefined ? null : { patientId: row.patient_id, at: row.at };
    },
    chosenOn: (patientId, most) =>
      db()
        .prepare<[string, number], { context_id: string }>(
          'select context_id from verification_choice where patient_id = ? order by at desc limit ?',
        )
        .all(patientId, most)
        .map((r) => r.context_id),
    add: (contextId, t, person) =>
      void db()
        .prepare(
          `insert into verification (context_id, patient_id, fact, matched, name_needed, at, person)
           values (?, ?, ?, ?, ?, ?, ?)`,
        )
        .run(contextId, t.patientId, t.fact, t.matched ? 1 : 0, t.nameNeeded ? 1 : 0, t.at, person),
    ticks: (contextId) =>
      db()
        .prepare<
          [string],
          { patient_id: string; fact: string; matched: number; name_needed: number; at: string }
        >(
          'select patient_id, fact, matched, name_needed, at from verification where context_id = ? order by n',
        )
        .all(contextId)
        .flatMap((r) => {
          const fact = tickedFacts.find((f) => f === r.fact);
          return fact === undefined
            ? []
            : [
                {
                  patientId: r.patient_id,
                  fact,
                  matched: r.matched === 1,
                  nameNeeded: r.name_needed === 1,
                  at: r.at,
                },
              ];
        }),
    wrongElsewhere: (contextId, patientId, since) =>
      db()
        .prepare<[string, string, string], { at: string }>(
          `select at from verification where patient_id = ? and matched = 0 and at > ? and context_id <> ?
           order by at desc limit 10`,
        )
        .all(patientId, since, contextId)
        .map((r) => r.at),
    putCaller: (contextId, patientId, e, person) =>
      void db()
        .prepare(
          `insert into verification_caller (context_id, patient_id, caller, scope, why, document, at, person)
           values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (context_id, patient_id) do update
           set caller = excluded.caller, scope = excluded.scope, why = excluded.why, document = excluded.document,
             at = excluded.at, person = excluded.person`,
        )
        .run(contextId, patientId, e.caller, e.scope, e.why.join(' '), e.document, e.at, person),
    caller(contextId, patientId) {
      const row = db()
        .prepare<
          [string, string],
          { caller: string; scope: string; why: string; document: string | null; at: string }
        >(
          `select caller, scope, why, document, at from verification_caller
           where context_id = ? and patient_id = ?`,
        )
        .get(contextId, patientId);
      if (row === undefined) return null;
      const said = row.why.split(' ');
      // A word of a later version that this one doesn't know opens nothing.
      return {
        caller: callers.find((c) => c === row.caller) ?? 'other',
        scope: scopes.find((x) => x === row.scope) ?? 'nothing',
        why: whyCodes.filter((w) => said.includes(w)),
        document: row.document,
        at: row.at,
      };
    },
  };
}

/** `db` is null while patients.db is closed (locked). */
export function createCardCache(db: () => Db | null): CardCache {
  const byNumber = (digits: string, old: 0 | 1): string[] =>
    db()
      ?.prepare<[string, number], { patient_id: string }>(
        'select patient_id from cache_number where digits = ? and old = ? order by patient_id limit 21',
      )
      .all(digits, old)
      .map((r) => r.patient_id) ?? [];
  const write: CardCache['write'] = (patientId, card, json, asOf) =>
    void db()
      ?.prepare(
        `insert into cache (patient_id, card, json, as_of) values (?, ?, ?, ?)
           on conflict (patient_id, card) do update
           set json = excluded.json, as_of = excluded.as_of, version = version + 1`,
      )
      .run(patientId, card, json, asOf);
  return {
    names: createNameIndex(db),
    read(patientId, card) {
      const row = db()
        ?.prepare<[string, string], { json: string; as_of: string }>(
          'select json, as_of from cache where patient_id = ? and card = ?',
        )
        .get(patientId, card);
      return row === undefined ? null : { json: row.json, asOf: row.as_of };
    },
    write,
    writeAll: (patientId, cards) =>
      void db()?.transaction(() => {
        for (const { card, json, asOf } of cards) write(patientId, card, json, asOf);
      })(),
    dropAllBut: (patientId, card) =>
      void db()?.prepare('delete from cache where patient_id = ? and card <> ?').run(patientId, card),
    together: (work) => void db()?.transaction(work)(),
    writeNumbers(patientId, digits, old = []) {
      const open = db();
      if (open === null) return;
      open.transaction(() => {
        open.prepare('delete from cache_number where patient_id = ?').run(patientId);
        const add = open.prepare(
          'insert or ignore into cache_number (digits, patient_id, old) values (?, ?, ?)',
        );
        for (const one of digits) add.run(one, patientId, 0);
        for (const one of old) add.run(one, patientId, 1);
      })();
    },
    byNumber: (digits) => byNumber(digits, 0),
    byOldNumber: (digits) => byNumber(digits, 1),
  };
}
