// Unusual look-ups in an audit log (C6; 164.308(a)(1)(ii)(D)): what somebody should ask about, not what was wrong. Pure, row by
// row, so that a log of any length takes little memory; needs nothing but the rows.
import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { groupOf, isRefused } from './events.ts';
import type { AuditRow } from './row.ts';

export const unusualKinds = [
  /** The record carries the name of who looked: perhaps their own. */
  'own-record',
  /** The same family name as who looked. */
  'family-name',
  /** More different patients within an hour than the limit. */
  'many-patients',
  /** Look-ups that belong to no call of this log, more of a day than the limit. */
  'no-call',
  'break-glass',
  /** Refused look-ups, more of an hour than the limit. */
  'refused',
  /** Wrong secrets, more of an hour than the limit. */
  'tries',
] as const;
export type UnusualKind = (typeof unusualKinds)[number];

export const unusualLimits = z.strictObject({
  patientsPerHour: z.int().min(1).max(1000),
  patientsWithoutCall: z.int().min(1).max(1000),
  refusedPerHour: z.int().min(1).max(1000),
});
export type UnusualLimits = z.infer<typeof unusualLimits>;
export const usualLimits: UnusualLimits = { patientsPerHour: 20, patientsWithoutCall: 5, refusedPerHour: 3 };

export interface UnusualFinding {
  kind: UnusualKind;
  person: string;
  role: string;
  from: string;
  to: string;
  count: number;
  patientId: string | null;
  rows: number[];
}

const hourMs = 3_600_000;
/** Numbers of rows that a finding carries. */
const mostRows = 20;

type Row = Pick<AuditRow, 'seq' | 'at' | 'person' | 'role' | 'event' | 'outcome' | 'subjects'>;
interface Look {
  row: Row;
  ms: number;
  patientId: string;
}
interface Subject {
  patientId?: string;
  callId?: string;
  match?: string;
  personId?: string;
  count?: number;
}
function subjectOf(text: string): Subject {
  try {
    const value = JSON.parse(text) as Record<string, unknown>;
    const word = (key: string): string | undefined =>
      typeof value[key] === 'string' ? value[key] : undefined;
    const [patientId, callId, match] = [word('patientId'), word('callId'), word('match')];
    const [personId, count] = [word('personId'), value['count']];
    return {
      ...(personId !== undefined && { personId }),
      ...(typeof count === 'number' && { count }),
      ...(patientId !== undefined && { patientId }),
      ...(callId !== undefined && { callId }),
      ...(match !== undefined && { match }),
    };
  } catch {
    return {};
  }
}

/** Sensitive reads of one patient: a revealed number counts as a look-up. */
const looksUp = (event: string): boolean => groupOf(event) === 'lookup' || event === 'patient.reveal';
const secretWrong: readonly string[] = ['vault-wrong-key', 'secret-wait'];
/** The desk's own standing, whoever asks: a page that asked on while the seat became empty is nobody's doing. */
const ofTheDesk: readonly string[] = [
  'locked',
  'vault-closed',
  'not-signed-in',
  'lease-ended',
  'step-up-needed',
];
const codes: Readonly<Record<string, string>> = errorCodes;
/** Somebody asked for what they may not see. */
const isForbidden = (outcome: string): boolean =>
  codes[outcome] === 'refused' && !ofTheDesk.includes(outcome);
const isCall = (event: string): boolean => groupOf(event) === 'call';

/** A run of one kind: grows while rows keep coming within the time, else a finding is made of it. */
interface Run {
  rows: Row[];
  ms: number[];
}

export function createUnusual(limits: UnusualLimits) {
  const found: UnusualFinding[] = [];
  const once = new Map<string, UnusualFinding>();
  const looks = new Map<string, Look[]>();
  const many = new Map<string, UnusualFinding>();
  const refusals = new Map<string, Run>();
  const runs = new Map<string, UnusualFinding>();
  /** By day and person: patients looked up in a context that no call of the log has (yet). */
  const contexts = new Map<string, { row: Row; patientId: string; day: string }[]>();
  const calls = new Set<string>();

  const finding = (kind: UnusualKind, row: Row, patientId: string | null): UnusualFinding => {
    const { person, role, at } = row;
    const made: UnusualFinding = { kind, person, role, from: at, to: at, count: 0, patientId, rows: [] };
    found.push(made);
    return made;
  };
  const add = (to: UnusualFinding, row: Row, count = to.count + 1): void => {
    to.count = count;
    if (row.at > to.to) to.to = row.at;
    if (row.at < to.from) to.from = row.at;
    if (to.rows.length < mostRows && !to.rows.includes(row.seq)) to.rows.push(row.seq);
  };

  function named(row: Row, patientId: string, match: string): void {
    const kind = match === 'own-name' ? 'own-record' : 'family-name';
    const key = `${kind} ${row.person} ${patientId} ${row.at.slice(0, 10)}`;
    let made = once.get(key);
    if (made === undefined) once.set(key, (made = finding(kind, row, patientId)));
    add(made, row);
  }

  /** Different patients within the last hour; one finding as long as it stays above the limit. */
  function counted(row: Row, ms: number, patientId: string): void {
    const list = (looks.get(row.person) ?? []).filter(
      (look) => Math.abs(ms - look.ms) < hourMs && look.patientId !== patientId,
    );
    list.push({ row, ms, patientId });
    looks.set(row.person, list);
    const different = list.length;
    const going = many.get(row.person);
    if (different <= limits.patientsPerHour) many.delete(row.person);
    else if (going === undefined) {
      const made = finding('many-patients', row, null);
      many.set(row.person, made);
      for (const look of list) add(made, look.row, different);
    } else add(going, row, Math.max(going.count, different));
  }

  function refused(kind: 'refused' | 'tries', row: Row, ms: number): void {
    const key = `${kind} ${row.person}`;
    const run = refusals.get(key) ?? { rows: [], ms: [] };
    const keep = run.ms.map((at) => Math.abs(ms - at) < hourMs);
    run.rows = [...run.rows.filter((_, i) => keep[i]), row];
    run.ms = [...run.ms.filter((_, i) => keep[i]), ms];
    refusals.set(key, run);
    const going = runs.get(key);
    if (run.rows.length <= limits.refusedPerHour) runs.delete(key);
    else if (going !== undefined) add(going, row);
    else {
      const made = finding(kind, row, null);
      runs.set(key, made);
      for (const one of run.rows) add(made, one);
    }
  }

  return {
    /** Rows in the order of their numbers. */
    row(row: Row): void {
      const ms = Date.parse(row.at);
      const { patientId, callId, match, personId, count } = subjectOf(row.subjects);
      if (isCall(row.event) && callId !== undefined && !isRefused(row.outcome)) calls.add(callId);
      if (row.event === 'access.breakGlass' && row.outcome === 'ok')
        add(finding('break-glass', row, patientId ?? null), row);
      // Counted while nobody could be told: one row for all of them, with whose secret it was.
      if (row.event === 'vault.tries')
        add(finding('tries', { ...row, person: personId ?? '' }, null), row, count ?? 1);
      else if (secretWrong.includes(row.outcome)) refused('tries', row, ms);
      if (!looksUp(row.event) || row.outcome === 'asked') return;
      // Kept ahead of calls by the desk itself: nobody saw it.
      if (row.event === 'kept.ahead') return;
      if (isRefused(row.outcome)) return isForbidden(row.outcome) ? refused('refused', row, ms) : undefined;
      if (patientId === undefined || row.person === '') return;
      if (match !== undefined) named(row, patientId, match);
      counted(row, ms, patientId);
      const key = callId ?? '';
      const list = contexts.get(key) ?? [];
      // A context shows one patient many times: the first is enough.
      if (!list.some((one) => one.patientId === patientId && one.row.person === row.person))
        list.push({ row, patientId, day: row.at.slice(0, 10) });
      contexts.set(key, list);
    },
    /** Newest first. */
    end(): UnusualFinding[] {
      const days = new Map<string, { row: Row; patientId: string }[]>();
      for (const [context, list] of contexts) {
        if (calls.has(context)) continue;
        for (const { row, patientId, day } of list) {
          const key = `${day} ${row.person}`;
          days.set(key, [...(days.get(key) ?? []), { row, patientId }]);
        }
      }
      for (const list of days.values()) {
        const patients = new Set(list.map((one) => one.patientId));
        const [first] = list;
        if (first === undefined || patients.size <= limits.patientsWithoutCall) continue;
        const made = finding('no-call', first.row, null);
        for (const { row } of list) add(made, row, patients.size);
      }
      return found.toSorted((a, b) => (a.to < b.to ? 1 : a.to > b.to ? -1 : 0));
    },
  };
}
