// An audit row and the exact text that its hash is taken over (C7). Pure: the desk hashes and stores, a verifier
// elsewhere can build the same text from the row alone.
import type { ErrorCode } from '../errors.ts';

/** What an audit row may say about its subject: ids and counts, never names, numbers or texts. */
export const subjectKeys = [
  'accountId',
  'articleId',
  'breakGlassId',
  'callId',
  'card',
  'count',
  'deviceId',
  'draftId',
  /** Whose name the record carries (`same-name.ts`). */
  'match',
  'messageId',
  'patientId',
  'personId',
  /** What was reported for review. */
  'reportId',
  'scenarioId',
  'suppressed',
  'version',
  'what',
] as const;
export type SubjectKey = (typeof subjectKeys)[number];
export type AuditSubject = Partial<Record<SubjectKey, string | number>>;

/** `asked` and `answered` bracket a read from another system; a refusal carries its code. */
export type AuditOutcome = 'ok' | 'asked' | 'answered' | ErrorCode;

export interface AuditRow {
  /** 1, 2, 3 … without a gap. */
  seq: number;
  at: string;
  /** Person's id, or empty before anyone sits at the desk. */
  person: string;
  role: string;
  surface: string;
  event: string;
  outcome: string;
  /** `subjectText` of the subject. */
  subjects: string;
  /** Hash of the row before; 64 zeros before the first. */
  prev: string;
  /** SHA-256 (hex) over `hashedText`, UTF-8. */
  hash: string;
}
export const chainStart = '0'.repeat(64);

const idShape = /^[A-Za-z0-9][A-Za-z0-9._:|/-]{0,127}$/;

/** Canonical JSON of the allowed keys in alphabetical order. What does not look like an id is kept as `[refused]`. */
export function subjectText(subject: AuditSubject): string {
  const out: Record<string, string | number> = {};
  for (const key of subjectKeys) {
    const value = subject[key];
    if (value === undefined) continue;
    const plain = typeof value === 'number' ? Number.isSafeInteger(value) : idShape.test(value);
    out[key] = plain ? value : '[refused]';
  }
  return JSON.stringify(out);
}

/** What the hash is taken over: a JSON array, so that no field can run into its neighbour. */
export const hashedText = (row: Omit<AuditRow, 'hash'>): string =>
  JSON.stringify([
    row.seq,
    row.at,
    row.person,
    row.role,
    row.surface,
    row.event,
    row.outcome,
    row.subjects,
    row.prev,
  ]);

/** What checking the whole chain found. */
export interface ChainReport {
  rows: number;
  /** Rows from the first on that hang together. */
  linked: number;
  /** Number of the first row that is changed, missing or out of place; null when the chain is whole. */
  firstBroken: number | null;
}
