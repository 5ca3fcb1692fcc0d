// Every use of the organisation's recovery key (product.md C36): who had which vault's key given back, and who was refused.
import type { Migration } from '../migrate.ts';

export const keys: Migration = {
  version: 17,
  sql: `
create table key_use (
  org_id text not null references organisation (id),
  n bigint generated always as identity,
  at timestamptz not null,
  device_id text not null,
  vault_id uuid not null,
  kind text not null check (kind in ('master', 'reader')),
  person_id text,
  outcome text not null,
  primary key (org_id, n)
);
create index key_use_device on key_use (org_id, device_id, at);
`,
};
