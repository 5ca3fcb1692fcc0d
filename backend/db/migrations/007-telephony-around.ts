// Around calls: recordings as they were ordered, consent's and outbound rules' reasons, do-not-call, callbacks, voicemail,
// skills. Numbers, opaque ids and codes in clear; sounds and typed reasons sealed.
import type { Migration } from '../migrate.ts';

export const telephonyAround: Migration = {
  version: 7,
  sql: `
-- The table of consent to recordings is published as accounts are.
alter table document drop constraint document_kind_check;
alter table document add constraint document_kind_check check (kind in ('account', 'on-call', 'recording-consent'));

-- What a call's recorder was told last; what it says itself stands in voice_call.recording.
create table voice_recording (
  org_id text not null,
  call_id uuid not null,
  -- The recorded leg and its recording at the carrier; null until the carrier named it.
  leg_sid text not null,
  recording_sid text,
  wanted text not null check (wanted in ('on', 'paused', 'off')),
  reason text,
  -- Rises with every order: an answer to an older one changes nothing.
  n int not null default 0,
  -- Paused by a payment hand-off and not by a person: its end resumes.
  by_hand_off boolean not null default false,
  person_id text,
  -- The alarm of the open gap was given.
  alarmed boolean not null default false,
  due_at timestamptz,
  lease_until timestamptz,
  tries int not null default 0,
  primary key (org_id, call_id),
  foreign key (org_id, call_id) references voice_call (org_id, id)
);
create index voice_recording_due on voice_recording (due_at) where due_at is not null;

-- Why an agent dialled against a rule; the reason is sealed for the backend.
create table voice_override (
  org_id text not null references organisation (id),
  call_id uuid not null,
  rule text not null,
  person_id text not null,
  at timestamptz not null,
  reason jsonb not null,
  primary key (org_id, call_id, rule)
);

create table voice_do_not_call (
  org_id text not null references organisation (id),
  number text not null,
  since timestamptz not null,
  person_id text,
  primary key (org_id, number)
);

create table voice_callback (
  org_id text not null references organisation (id),
  id uuid not null,
  -- The call in which it was promised or asked for.
  call_id uuid,
  number text not null,
  account_id text not null,
  reason_code text,
  due_at timestamptz not null,
  -- Its place in this queue is kept: asked_at is then when the caller came to it.
  queue_id text,
  asked_at timestamptz not null,
  planned_by text,
  claimed_by text,
  claimed_until timestamptz,
  tries int not null default 0,
  -- Supervisors were told that nobody took it.
  late_told boolean not null default false,
  -- Every desk was told that it is due.
  due_told boolean not null default false,
  outcome text check (outcome in ('reached', 'not-reached', 'cancelled')),
  ended_at timestamptz,
  primary key (org_id, id)
);
create index voice_callback_open on voice_callback (org_id, due_at) where ended_at is null;
create unique index voice_callback_of_call on voice_callback (org_id, call_id)
  where call_id is not null and queue_id is not null;

create table voice_mail (
  org_id text not null references organisation (id),
  id uuid not null,
  call_id uuid,
  number text not null,
  account_id text not null,
  queue_id text,
  left_at timestamptz not null,
  seconds int not null,
  recording_sid text not null unique,
  sound text not null default 'fetching' check (sound in ('fetching', 'ready', 'failed')),
  -- Sealed for the backend; null until it was fetched, and again a day after its message was saved.
  key_id text,
  key_for_backend bytea,
  body bytea,
  claimed_by text,
  claimed_until timestamptz,
  message_id uuid,
  taken_by text,
  taken_at timestamptz,
  -- Next try to fetch it, or to delete the carrier's copy; null = nothing left to do.
  due_at timestamptz,
  lease_until timestamptz,
  tries int not null default 0,
  primary key (org_id, id)
);
create index voice_mail_due on voice_mail (due_at) where due_at is not null;
create index voice_mail_open on voice_mail (org_id, left_at) where taken_at is null;

-- valid_until null = does not end; the day itself still counts.
create table voice_skill (
  org_id text not null,
  person_id text not null,
  skill text not null,
  valid_until date,
  primary key (org_id, person_id, skill),
  foreign key (org_id, person_id) references person (org_id, id)
);
`,
};
