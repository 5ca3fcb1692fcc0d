// Who proved to be whom at which device (product.md C1, C8, C10, C11): bindings, live sessions, the log of sign-ins, tokens that
// were used, the organisation's signed policy, and what devices say of themselves (C13).
import type { Migration } from '../migrate.ts';

export const identity: Migration = {
  version: 16,
  sql: `
-- proves: the policy in force names a provider, so a person in a body is believed of bound devices alone.
-- subject_claim: the claim of an ID token that names the person.
alter table organisation add column proves boolean not null default false,
  add column subject_claim text not null default 'sub';

-- subject: what the provider calls this person; null = the person's id.
alter table person add column subject text, add column revoked_at timestamptz, add column revoked_by text;
create unique index person_subject on person (org_id, subject) where subject is not null;

alter table device add column last_seen_at timestamptz, add column app text, add column os text,
  add column stores_phi boolean, add column policy_version int, add column vault_id uuid,
  add column revoked_by text, add column wiped_at timestamptz, add column wiped jsonb;
create index device_vault on device (org_id, vault_id) where vault_id is not null;

-- One row a pair for ever. session_since: sits there now; ended_at: the last session was ended from another device.
create table device_person (
  org_id text not null,
  device_id text not null,
  person_id text not null,
  bound_at timestamptz not null,
  last_sign_in timestamptz not null,
  acr text,
  amr text[] not null,
  mfa boolean not null,
  -- The last proof with a second factor, made for it then and there.
  step_up_at timestamptz,
  session_since timestamptz,
  ended_at timestamptz,
  revoked_at timestamptz,
  revoked_by text,
  primary key (org_id, device_id, person_id),
  foreign key (org_id, device_id) references device (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id)
);
create index device_person_person on device_person (org_id, person_id);

-- Good and failed ones (164.308(a)(5)(ii)(C)). person_id null: nobody that is known here. outcome 'ok' or a code.
create table sign_in_log (
  org_id text not null references organisation (id),
  n bigint generated always as identity,
  at timestamptz not null,
  device_id text not null,
  person_id text,
  what text not null check (what in ('sit', 'step-up', 'seat', 'leave', 'end', 'recover', 'renew')),
  mfa boolean not null,
  outcome text not null,
  primary key (org_id, n)
);
create index sign_in_log_device on sign_in_log (org_id, device_id, at);
create index sign_in_log_person on sign_in_log (org_id, person_id, n);

-- Hash of each ID token (or its jti) that was taken; kept until it could not be taken anyway.
create table used_token (
  org_id text not null references organisation (id),
  hash text not null,
  until timestamptz not null,
  primary key (org_id, hash)
);

-- The text as it was signed; a version once published never changes.
create table policy (
  org_id text not null references organisation (id),
  version int not null check (version > 0),
  text text not null,
  signature text not null,
  published_at timestamptz not null,
  primary key (org_id, version)
);

-- Its author was not bound to the device that it came from, or the device was revoked; the item counts all the same.
alter table message add column author_unbound boolean not null default false;
create index message_unbound on message (org_id, device_id) where author_unbound;
`,
};
