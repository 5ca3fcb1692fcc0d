// The pinned key and the policy in force, in core.db: one row.
import type { Db } from '../vault/open.ts';

/** core.db. `text` null: the organisation has a key and no policy yet. */
export const policySchema = `
create table policy (
  id integer primary key check (id = 1),
  organisation text not null, device text not null, public_key text not null,
  text text, signature text, taken_at text not null,
  check ((text is null) = (signature is null))
) strict;
`;

export interface Kept {
  organisation: string;
  device: string;
  /** Ed25519, raw 32 bytes, base64. */
  publicKey: string;
  signed: { text: string; signature: string } | null;
}
interface Row {
  organisation: string;
  device: string;
  public_key: string;
  text: string | null;
  signature: string | null;
}

export function readKept(db: Db): Kept | null {
  const row = db
    .prepare<[], Row>('select organisation, device, public_key, text, signature from policy where id = 1')
    .get();
  if (row === undefined) return null;
  const { organisation, device, public_key: publicKey, text, signature } = row;
  return {
    organisation,
    device,
    publicKey,
    signed: text === null || signature === null ? null : { text, signature },
  };
}

export const writeKept = (db: Db, kept: Kept, at: string): void =>
  void db
    .prepare(
      `insert into policy (id, organisation, device, public_key, text, signature, taken_at)
       values (1, @organisation, @device, @publicKey, @text, @signature, @at)
       on conflict (id) do update set organisation = excluded.organisation, device = excluded.device,
         public_key = excluded.public_key, text = excluded.text, signature = excluded.signature,
         taken_at = excluded.taken_at`,
    )
    .run({
      organisation: kept.organisation,
      device: kept.device,
      publicKey: kept.publicKey,
      text: kept.signed?.text ?? null,
      signature: kept.signed?.signature ?? null,
      at,
    });
