// Names that this desk can read at this moment: a word of a search that is one of them is not kept (misses.ts).
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { ifOpen, readSealed, type Sealer } from '../messages/sealer.ts';
import { prepared } from '../vault/prepared.ts';

/** Each is opened by itself; what is searched for is most often about who is on the line, or was just now. */
const mostDrafts = 10;
const mostMessages = 40;
const named = z.object({
  callerName: z.string().default(''),
  patientName: z.string().default(''),
  usualProvider: z.string().default(''),
});
const body = z.union([z.object({ fields: named }).transform(({ fields }) => fields), named]);

/** Of callers and patients in the newest drafts and messages; none without a lease to read. */
export function namesOnFile(db: Database.Database, sealer: Sealer): string[] {
  const rows = [
    ...prepared<[number], { id: string; body_sealed: Buffer }>(
      db,
      'SELECT id, body_sealed FROM drafts ORDER BY kept_at DESC LIMIT ?',
    ).all(mostDrafts),
    ...prepared<[number], { id: string; body_sealed: Buffer }>(
      db,
      'SELECT id, body_sealed FROM messages ORDER BY saved_at DESC, id DESC LIMIT ?',
    ).all(mostMessages),
  ];
  return rows.flatMap((row) => {
    const read = body.safeParse(ifOpen(() => readSealed(db, sealer, row.id, row.body_sealed)));
    return read.success ? [read.data.callerName, read.data.patientName, read.data.usualProvider] : [];
  });
}
