// Practice certificates: which trainers' keys an organisation trusts, whose certificates were added, and who did what (product.md
// row 46). A skill follows from these rows as they stand; nothing else has to be told when one ends.
import type { Migration } from '../migrate.ts';

export const certificates: Migration = {
  version: 14,
  sql: `
create table trainer_key (
  org_id text not null references organisation (id),
  key_id text not null,
  name text not null,
  -- Ed25519, raw, base64.
  public_key text not null,
  trusted_at timestamptz not null,
  trusted_by text not null,
  revoked_at timestamptz,
  revoked_by text,
  primary key (org_id, key_id)
);

create table practice_certificate (
  org_id text not null,
  id uuid not null,
  person_id text not null,
  name text not null,
  skill text not null,
  key_id text not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  added_at timestamptz not null,
  added_by text not null,
  ended_at timestamptz,
  ended_by text,
  -- The signed text, as it was checked: it can be checked again.
  text text not null,
  primary key (org_id, id),
  foreign key (org_id, person_id) references person (org_id, id),
  foreign key (org_id, key_id) references trainer_key (org_id, key_id)
);
create index practice_certificate_person on practice_certificate (org_id, person_id, skill);

-- Who trusted, added or took back what, and every refusal with its code.
create table certificate_audit (
  org_id text not null references organisation (id),
  n bigint generated always as identity,
  at timestamptz not null,
  device_id text not null,
  person_id text not null,
  what text not null,
  about text,
  outcome text not null,
  primary key (org_id, n)
);

-- What a person holds: by configuration or a supervisor's word, or by a certificate. A supervisor's word that a skill is over
-- outweighs a certificate until one is added after it.
create view voice_skill_held as
  select org_id, person_id, skill, valid_until, null::timestamptz as expires_at from voice_skill
  union all
  select c.org_id, c.person_id, c.skill, null::date, c.expires_at
  from practice_certificate c
  join trainer_key k on k.org_id = c.org_id and k.key_id = c.key_id
  where c.ended_at is null and k.revoked_at is null
    and not exists (
      select 1 from voice_skill s
      where s.org_id = c.org_id and s.person_id = c.person_id and s.skill = c.skill and s.by_hand
        and s.valid_until is not null
    );
`,
};
