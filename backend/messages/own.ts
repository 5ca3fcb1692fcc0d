// Entries that the backend writes itself (attempts, answers of clinicians): sealed and numbered like everything else, so
// that every desk sees them among its changes.
import type { PoolClient } from 'pg';
import { entry, type Entry } from '#shared/domain/messages/entry.ts';
import type { Parts } from '../parts.ts';
import { sealOwn } from '../seal/reader.ts';
import { addChanges } from './store.ts';

/** In the order given; the last thing of a transaction, because it locks the organisation's row. */
export async function addOwnEntries(
  db: PoolClient,
  parts: Parts,
  org: string,
  urgency: number,
  entries: readonly Entry[],
): Promise<void> {
  const at = parts.clock();
  for (const one of entries) {
    const sealed = sealOwn(parts.sealKeys, one.id, JSON.stringify(entry.parse(one)));
    await db.query(
      `insert into message (org_id, device_id, lane, received_at, seq, id, type, schema, author, taken_at, urgency,
         key_id, key_for_backend, body, message_id, kind)
       values ($1, null, null, $2, null, $3, 'entry', 1, $4, $5, $6, $7, decode($8, 'base64'), decode($9, 'base64'),
         $10, $11)`,
      [
        org,
        at,
        one.id,
        one.author.personId,
        one.at,
        urgency,
        sealed.keyId,
        sealed.keyForBackend,
        sealed.body,
        one.messageId,
        one.body.kind,
      ],
    );
  }
  if (entries.length > 0)
    await addChanges(
      db,
      org,
      null,
      entries.map((e) => e.id),
    );
}
