// Emergency access and privacy incidents with their reviews (product.md C2, C21), and what administrators did.
import type { Migration } from '../migrate.ts';

export const reports: Migration = {
  version: 19,
  sql: `
-- facts: ids, codes, times. What a person typed lies sealed in payload, as it came.
create table report (
  org_id text not null references organisation (id),
  id uuid not null,
  kind text not null check (kind in ('break-glass', 'incident')),
  device_id text not null,
  author text not null,
  author_unbound boolean not null,
  at timestamptz not null,
  received_at timestamptz not null,
  facts jsonb not null,
  payload jsonb,
  -- The review: 24 hours after it came.
  due_at timestamptz not null,
  -- Incidents: from the discovery, by 164.410 and 164.404(b).
  discovered_at timestamptz,
  notice_due_at timestamptz,
  limit_at timestamptz,
  decision text,
  decided_by text,
  decided_at timestamptz,
  note_id uuid,
  note jsonb,
  primary key (org_id, id)
);
create index report_list on report (org_id, kind, received_at desc, id);
create index report_open on report (org_id, kind, due_at) where decided_at is null;

create table admin_audit (
  org_id text not null references organisation (id),
  n bigint generated always as identity,
  at timestamptz not null,
  -- Both null: whoever runs the backend, by the command line.
  device_id text,
  person_id text,
  what text not null,
  about text not null,
  why text not null,
  outcome text not null,
  primary key (org_id, n)
);
`,
};
