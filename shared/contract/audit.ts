// The audit log of this desk as an auditor sees it: rows of ids and codes, whether the chain is whole and how far the backend
// confirmed it, unusual look-ups, and the file to hand out (C6, C7, C17; docs/audit-format.md). An administrator reads along
// and exports nothing: who changes roles and devices is not the one who hands out the evidence.
import { z } from 'zod';
import { auditGroups } from '../domain/audit/events.ts';
import { unusualKinds, unusualLimits } from '../domain/audit/unusual.ts';
import { instant, nothing, page, request, topic } from './kinds.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const id = z.string().max(128);

export const auditFilter = z.strictObject({
  person: id.nullable(),
  role: z.string().max(40).nullable(),
  group: z.enum(auditGroups).nullable(),
  outcome: z.enum(['all', 'done', 'refused']),
  from: instant.nullable(),
  to: instant.nullable(),
  /** An id anywhere in the subject: a patient, a call, a message. */
  subject: z
    .string()
    .regex(/^[A-Za-z0-9._:|/-]{1,128}$/)
    .nullable(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

/** As it lies in the log: what its hash is taken over. */
export const auditRowView = z.strictObject({
  seq: z.int(),
  at: z.string().max(40),
  person: z.string(),
  role: z.string(),
  surface: z.string(),
  event: z.string(),
  outcome: z.string(),
  subjects: z.string(),
  prev: hash,
  hash,
});
export type AuditRowView = z.infer<typeof auditRowView>;

export const chainView = z.strictObject({
  rows: z.int(),
  /** Rows that hang together from the first on. */
  linked: z.int(),
  /** Number of the first row that is changed, missing or out of place. */
  firstBroken: z.int().nullable(),
  at: instant,
});
export type ChainView = z.infer<typeof chainView>;

export const auditState = z.strictObject({
  rows: z.int(),
  /** Of the newest row. */
  head: z.strictObject({ seq: z.int(), hash }),
  /** Of the oldest row here. */
  oldestAt: z.string().nullable(),
  /** Rows up to this one were pruned; the backend has them. */
  checkpoint: z.strictObject({ seq: z.int(), at: instant }).nullable(),
  /** The backend confirmed every row up to this one. */
  anchored: z.strictObject({ seq: z.int(), at: instant }).nullable(),
  /** Why nothing is confirmed: no backend, not enrolled or its key not known yet; `on` = it is. */
  backend: z.enum(['none', 'unknown', 'on']),
  /** Error code of what stands in the way. */
  problem: z.string().max(60).nullable(),
  /** Rows stay here this many days at least. */
  keepDays: z.int(),
  /** What the last check of this run said. */
  chain: chainView.nullable(),
});
export type AuditState = z.infer<typeof auditState>;

export const unusualFinding = z.strictObject({
  kind: z.enum(unusualKinds),
  person: id,
  role: z.string(),
  /** First and last row it is made of. */
  from: z.string().max(40),
  to: z.string().max(40),
  /** Rows, or people looked up: what the kind counts. */
  count: z.int(),
  /** Null where it is about several. */
  patientId: id.nullable(),
  /** Numbers of its rows, at most twenty. */
  rows: z.array(z.int()).max(20),
});
export type UnusualFindingView = z.infer<typeof unusualFinding>;

const auditors = ['auditor'] as const;
const readers = ['auditor', 'administrator'] as const;
const reading = { roles: readers, lease: 'free' } as const;

export const audit = {
  state: request(nothing, auditState, { effect: 'read', audit: null, ...reading }),
  /** Newest first. A page may be empty and go on: it says how far back it has looked by its cursor (a row's number). */
  list: page(auditFilter, auditRowView, { audit: 'audit.list', ...reading }),
  /** Every row, its hash and its link, in a worker. */
  verify: request(nothing, chainView, { effect: 'read', audit: 'audit.verify', progress: true, ...reading }),
  unusual: request(
    unusualLimits,
    z.strictObject({
      /** Newest first, at most 500. */
      findings: z.array(unusualFinding).max(500),
      rows: z.int(),
      from: z.string().max(40).nullable(),
    }),
    { effect: 'read', audit: 'audit.unusual', progress: true, ...reading },
  ),
  /** Writes every row here to a file that `npm run audit:verify` checks. */
  export: request(
    nothing,
    z.strictObject({
      /** Null = the person cancelled. `name` is the file's name, never its path. */
      file: z.strictObject({ name: z.string().max(255), rows: z.int(), bytes: z.int() }).nullable(),
    }),
    { effect: 'remote', audit: 'audit.export', progress: true, stepUp: true, roles: auditors, lease: 'free' },
  ),
  changed: topic(['main']),
};
