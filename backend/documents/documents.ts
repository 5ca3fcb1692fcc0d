// Accounts and on-call schedules as whole files with versions: kept as published, given to desks that lack them
// (POST /v2/documents). The table of consent to recordings (C22) is kept alike; only the backend reads it.
import type { Pool } from 'pg';
import { z } from 'zod';
import { account } from '#shared/domain/accounts/account.ts';
import { schedule } from '#shared/domain/oncall/index.ts';
import { consentTable } from '#shared/domain/telephony/consent.ts';
import {
  delivered,
  documentKinds,
  documentRef,
  documentsRequest,
  type Delivered,
  type DocumentsAnswer,
} from '#shared/protocol/lanes.ts';
import { wakeAll } from '../dispatch/wake.ts';
import type { Parts } from '../parts.ts';

/** There is one such table: its id is its kind. */
export const consentKind = 'recording-consent';
export const published = documentRef.extend({
  kind: z.enum([...documentKinds, consentKind]),
  json: delivered.shape.json,
});
export type Published = z.infer<typeof published>;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
/** What is wrong with a document, naming fields only; null = nothing: ladders and desks can read it. */
export function flawOf({ kind, id, json }: Published): string | null {
  const value = jsonOf(json);
  const shape = kind === 'account' ? account : kind === 'on-call' ? schedule : consentTable;
  const read = shape.safeParse(value);
  if (!read.success) return `not-valid ${read.error.issues[0]?.path.join('.') ?? ''}`.trim();
  const own = 'accountId' in read.data ? read.data.accountId : 'id' in read.data ? read.data.id : consentKind;
  return own === id ? null : 'other-id';
}

/**
 * Puts documents in; a version that is there already stays as it was published. Ladders that lacked one go on. Answers how
 * many are new.
 * @throws when one cannot be read: none is kept then.
 */
export async function publish(
  pool: Pool,
  org: string,
  documents: readonly Published[],
  at: Date,
): Promise<number> {
  for (const one of documents) {
    const flaw = flawOf(one);
    if (flaw !== null) throw new Error(`${one.kind} ${one.id} ${one.version}: ${flaw}`);
  }
  let added = 0;
  for (const one of documents) {
    const done = await pool.query(
      `insert into document (org_id, kind, id, version, published_at, json) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [org, one.kind, one.id, one.version, at, one.json],
    );
    added += done.rowCount ?? 0;
  }
  if (added > 0) await wakeAll(pool, org, at);
  return added;
}

interface Row {
  kind: Delivered['kind'];
  id: string;
  version: number;
  published_at: Date;
  json: string;
}
export const newest = `select distinct on (kind, id) kind, id, version, published_at, json from document
  where org_id = $1 order by kind, id, version desc`;

const most = 20;
const mostBytes = 1_000_000;

/** Only what is newer than what the desk says it has. */
export async function documentsFor(
  parts: Parts,
  org: string,
  have: z.infer<typeof documentsRequest>['have'],
): Promise<DocumentsAnswer> {
  const found = await parts.pool.query<Row>(
    `select n.* from (${newest}) n
     left join unnest($2::text[], $3::text[], $4::int[]) as h (kind, id, version) on h.kind = n.kind and h.id = n.id
     where n.kind = any($6) and (h.version is null or h.version < n.version) order by n.kind, n.id limit $5`,
    [
      org,
      have.map((h) => h.kind),
      have.map((h) => h.id),
      have.map((h) => h.version),
      most + 1,
      documentKinds,
    ],
  );
  const documents: Delivered[] = [];
  let bytes = 0;
  for (const row of found.rows) {
    bytes += row.json.length;
    if (documents.length === most || (bytes > mostBytes && documents.length > 0)) break;
    const { published_at: publishedAt, ...rest } = row;
    documents.push({ ...rest, publishedAt: publishedAt.toISOString() });
  }
  return {
    v: 2,
    documents,
    more: documents.length < found.rows.length,
    serverTime: parts.clock().toISOString(),
  };
}
