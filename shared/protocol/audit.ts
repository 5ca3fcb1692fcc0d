// A device's audit rows on their way to the backend (product.md C7, C17): kept there for six years, each continuing the one before, the
// head signed by the device, the answer by the organisation. Texts that are signed: shared/domain/audit/signed.ts.
import { z } from 'zod';

const v = z.literal(2);
const at = z.iso.datetime({ precision: 3 });
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);
const signature64 = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);
const text = (most: number) => z.string().max(most);

export const auditMost = 1000;
/** As in the vault; `hash` is checked anew over `hashedText` (shared/domain/audit/row.ts). */
export const auditRow = z.strictObject({
  seq: z.int().min(1),
  at: text(40),
  person: text(128),
  role: text(40),
  surface: text(40),
  event: text(120),
  outcome: text(80),
  subjects: text(4000),
  prev: hex64,
  hash: hex64,
});

/**
 * POST /v2/audit. Rows follow what the backend holds; rows that it holds already may lead, if they are the same. Without rows
 * it answers where the backend stands. Refused: `gap` (`expected` = the number to begin with), `fork` (other rows under
 * numbers that are held), `invalid` (a hash or the signature does not fit). Each refused attempt is kept as evidence.
 */
export const auditRequest = z
  .strictObject({
    v,
    rows: z.array(auditRow).max(auditMost),
    /** Of the last row: Ed25519 by the device over `headText`; null exactly without rows. */
    head: z.strictObject({ at, signature: signature64 }).nullable(),
  })
  .refine((asked) => (asked.rows.length === 0) === (asked.head === null), 'a head for rows');
export const auditAnswer = z.strictObject({
  v,
  /** Everything up to there is durable; null = nothing of this device yet. Signed by the organisation over `receiptText`. */
  receipt: z.strictObject({ seq: z.int().min(1), hash: hex64, at, signature: signature64 }).nullable(),
  serverTime: at,
});
export type AuditAnswer = z.infer<typeof auditAnswer>;
