// Takes a device's audit rows, checks that they continue what is held, and answers with a receipt (C7, C17). What does not fit is
// refused and kept as evidence: a fork means a copied or altered log.
import { createHash, createPublicKey, verify } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { z } from 'zod';
import { chainStart, hashedText } from '#shared/domain/audit/row.ts';
import { headText, receiptText } from '#shared/domain/audit/signed.ts';
import type { AuditAnswer, auditRequest } from '#shared/protocol/audit.ts';
import { spkiHead } from '#shared/protocol/seal-format.ts';
import { inTransaction } from '../db/transaction.ts';
import { Refusal } from '../http/refusal.ts';
import type { Caller } from '../http/signed.ts';
import type { Parts } from '../parts.ts';
import {
  anchorOf,
  earlierSeq,
  hashesOf,
  insertRows,
  isAsEarlier,
  isForeign,
  keepAnchor,
  keepRefused,
  type Anchor,
} from './store.ts';

type Asked = z.infer<typeof auditRequest>;
type Row = Asked['rows'][number];

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** Number of the first row that is not what its own hash says, or does not follow the one before; null = all do. */
function firstBroken(rows: readonly Row[]): number | null {
  let before: Row | null = null;
  for (const row of rows) {
    const { hash, ...rest } = row;
    if (sha256(hashedText(rest)) !== hash) return row.seq;
    if (before !== null && (row.seq !== before.seq + 1 || row.prev !== before.hash)) return row.seq;
    before = row;
  }
  return null;
}

async function isSigned(
  db: Pool | PoolClient,
  who: Caller,
  text: string,
  signature: string,
): Promise<boolean> {
  const found = await db.query<{ public_key: string }>(
    'select public_key from device where org_id = $1 and id = $2 for no key update',
    [who.org, who.device],
  );
  const raw = Buffer.from(found.rows[0]?.public_key ?? '', 'base64');
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from(spkiHead.ed25519, 'hex'), raw]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
}

/**
 * Of a vault that was enrolled anew (its device key names it): what it handed in as another device stays what it is, and is
 * continued at its very end. Or it could drop its last rows, enrol anew and get receipts for others.
 */
async function problemOfEarlier(
  db: PoolClient,
  who: Caller,
  rows: readonly Row[],
  first: Row,
  isNew: boolean,
): Promise<Refusal | null> {
  const end = await earlierSeq(db, who);
  const again = rows.filter(({ seq }) => seq <= end).map(({ seq, hash }) => ({ seq, hash }));
  const before = { seq: first.seq - 1, hash: first.prev };
  if (isNew && first.seq > 1 && before.seq > end)
    return (await isForeign(db, who.org, before.seq, before.hash))
      ? new Refusal('fork', 'The rows before these are of another log.')
      : new Refusal('gap', 'Rows before these are missing.', end + 1);
  if (isNew && first.seq > 1) again.push(before);
  if (await isAsEarlier(db, who, again)) return null;
  return new Refusal('fork', 'Other rows were handed in under these numbers before it was enrolled anew.');
}

/** What does not fit, as a refusal; null = the rows may be stored from `from` on. */
async function problemOf(
  db: PoolClient,
  who: Caller,
  asked: Asked,
  anchor: Anchor | null,
): Promise<Refusal | null> {
  const [first] = asked.rows;
  const last = asked.rows.at(-1);
  if (!first || !last || asked.head === null) return null;
  const broken = firstBroken(asked.rows);
  if (broken !== null) return new Refusal('invalid', `The chain breaks at row ${broken}.`, broken);
  const stand = {
    organisation: who.org,
    device: who.device,
    seq: last.seq,
    hash: last.hash,
    at: asked.head.at,
  };
  if (!(await isSigned(db, who, headText(stand), asked.head.signature)))
    return new Refusal('bad-signature', 'The head is not signed by this device.');
  const held = anchor?.seq ?? 0;
  if (anchor === null && first.seq === 1 && first.prev !== chainStart)
    return new Refusal('fork', 'The log has another start.');
  const earlier = await problemOfEarlier(db, who, asked.rows, first, anchor === null);
  if (earlier !== null || anchor === null) return earlier;
  if (first.seq > held + 1) return new Refusal('gap', 'Rows before these are missing.', held + 1);
  if (first.seq === held + 1)
    return first.prev === anchor.hash ? null : new Refusal('fork', 'These rows do not follow what is held.');
  const known = await hashesOf(db, who, first.seq, Math.min(last.seq, held));
  const differs = asked.rows.some((row) => row.seq <= held && known.get(row.seq) !== row.hash);
  return differs ? new Refusal('fork', 'Other rows are held under these numbers.') : null;
}

/** POST /v2/audit. @throws Refusal `gap`, `fork`, `invalid`, `bad-signature`. */
export async function anchorRows(parts: Parts, who: Caller, asked: Asked): Promise<AuditAnswer> {
  const now = parts.clock();
  const done = await inTransaction(parts.pool, async (db) => {
    // With the devices as which the same vault was enrolled before: one of its logs grows at a time.
    await db.query(
      `select 1 from device where org_id = $1 and public_key =
         (select public_key from device where org_id = $1 and id = $2) order by id for no key update`,
      [who.org, who.device],
    );
    const anchor = await anchorOf(db, who);
    const problem = await problemOf(db, who, asked, anchor);
    if (problem) {
      await keepRefused(db, who, asked, { why: problem.code, at: now, held: anchor?.seq ?? 0 });
      return { problem, anchor };
    }
    const held = anchor?.seq ?? 0;
    const fresh = asked.rows.filter((row) => row.seq > held);
    const last = fresh.at(-1);
    if (!last || asked.head === null) return { problem: null, anchor };
    await insertRows(db, who, fresh, now);
    const at = now.toISOString();
    const { seq, hash } = last;
    const text = receiptText({ organisation: who.org, device: who.device, seq, hash, at });
    const receipt = { seq, hash, at, signature: parts.organisationKeys.sign(text) };
    await keepAnchor(db, who, receipt, asked.head);
    return { problem: null, anchor: receipt };
  });
  if (done.problem) {
    parts.log('audit-refused', { org: who.org, device: who.device, code: done.problem.code });
    throw done.problem;
  }
  if (asked.rows.length > 0)
    parts.log('audited', { org: who.org, device: who.device, count: asked.rows.length });
  return { v: 2, receipt: done.anchor, serverTime: now.toISOString() };
}
