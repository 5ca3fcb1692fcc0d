// Telephony: what agents do, live calls and their legs, offers, what was told by the carrier and asked by desks. Nothing
// here but numbers, opaque ids and codes; the handover between agents is sealed and deleted a day after the call.
import type { Migration } from '../migrate.ts';

export const telephony: Migration = {
  version: 6,
  sql: `
-- One person as an agent. version: rises with everything that this person's desk must be told (NOTIFY 'voice').
create table voice_agent (
  org_id text not null,
  person_id text not null,
  -- At the carrier; says nothing about the person.
  identity text not null unique check (identity ~ '^a_[0-9a-f]{20}$'),
  version bigint not null default 1,
  state text not null default 'offline'
    check (state in ('available', 'on-call', 'wrap-up', 'break', 'training', 'recovery', 'offline')),
  reason text,
  since timestamptz not null,
  next jsonb,
  wrap_up_ends_at timestamptz,
  missed jsonb,
  -- The engine is registered and has a microphone: only then may a call be offered.
  phone_registered boolean not null default false,
  phone_microphone boolean not null default false,
  -- The desk asked for its feed; one that is silent is offered nothing.
  seen_at timestamptz,
  primary key (org_id, person_id),
  foreign key (org_id, person_id) references person (org_id, id)
);

create table voice_queue (
  org_id text not null references organisation (id),
  id text not null,
  -- What every desk was last told of it (waiting, estimate, available): told again only when it differs.
  told text not null default '',
  primary key (org_id, id)
);

create table voice_call (
  org_id text not null references organisation (id),
  id uuid not null,
  direction text not null check (direction in ('incoming', 'outgoing')),
  -- path: in the menu; waiting: for an agent; talking: in the conference; dialling: an outgoing one before it is answered.
  phase text not null check (phase in ('path', 'waiting', 'dialling', 'talking', 'ended')),
  -- The caller's own leg (incoming); null until the carrier says it (outgoing).
  call_sid text,
  number text not null,
  dnis text not null,
  account_id text not null,
  queue_id text,
  path jsonb not null default '[]',
  created_at timestamptz not null,
  -- Waiting for an agent: in which queue or for whom, since when, and as what: 'agent' takes the caller, 'target' is
  -- consulted or added.
  wait_queue text,
  wait_person text,
  wait_since timestamptz,
  wait_role text check (wait_role in ('agent', 'target')),
  -- The first time it entered a queue, and the first agent's answer.
  queued_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by text check (ended_by in ('agent', 'caller', 'line', 'transfer')),
  -- The caller waits with music: since when, as what, and on which agent's leg it counts.
  held_since timestamptz,
  held_kind text check (held_kind in ('hold', 'consult')),
  held_by text,
  -- Conferences that this call had; the newest is the one that counts, what is told of older ones changes nothing.
  conference_sid text,
  old_conferences text[] not null default '{}',
  -- transfer of shared/domain/telephony/live.ts, with by (party of who asked) and kind of target
  transfer jsonb,
  -- Sealed for the backend (backend/seal); null a day after the end.
  handover jsonb,
  handover_from text,
  handover_seen_at timestamptz,
  -- recording and consent of shared/domain/telephony/live.ts, whole
  recording jsonb not null,
  consent jsonb not null,
  callback_id uuid,
  -- Outgoing: who reserved it and until when the engine must have connected.
  reserved_by text,
  reserved_until timestamptz,
  -- Last compared with the carrier.
  checked_at timestamptz,
  primary key (org_id, id)
);
create unique index voice_call_sid on voice_call (call_sid) where call_sid is not null;
create index voice_call_live on voice_call (org_id, phase) where phase <> 'ended';
create index voice_call_waiting on voice_call (org_id, wait_since) where wait_since is not null;
create index voice_call_sealed on voice_call (ended_at) where handover is not null;

-- One leg. id is its label at the carrier too.
create table voice_party (
  org_id text not null,
  call_id uuid not null,
  id text not null check (id ~ '^[a-z0-9-]{1,40}$'),
  role text not null check (role in ('caller', 'agent', 'target', 'supervisor')),
  -- A colleague; null = from outside.
  person_id text,
  label text,
  number text,
  state text not null check (state in ('ringing', 'connected', 'held', 'left', 'failed')),
  since timestamptz not null,
  why text,
  leg_sid text,
  -- Highest sequence number taken of what the carrier told about it, within conference_sid of the call.
  seq int not null default -1,
  ring_at timestamptz not null,
  joined_at timestamptz,
  left_at timestamptz,
  ended_by text check (ended_by in ('agent', 'caller', 'line', 'transfer')),
  -- Closed holds while this agent had the caller; hold and consultation apart (product.md 6).
  held_seconds double precision not null default 0,
  consult_seconds double precision not null default 0,
  transferred text check (transferred in ('blind', 'warm')),
  -- The agent asked to leave: their leg's end is no accident.
  leaving boolean not null default false,
  -- How the agent closed it.
  wrapped_at timestamptz,
  disposition text,
  reason_code text,
  primary key (org_id, call_id, id),
  foreign key (org_id, call_id) references voice_call (org_id, id)
);
create index voice_party_person on voice_party (org_id, person_id, ring_at) where person_id is not null;
create index voice_party_leg on voice_party (leg_sid) where leg_sid is not null;

create table voice_offer (
  org_id text not null,
  id uuid not null,
  call_id uuid not null,
  party_id text not null,
  person_id text not null,
  queue_id text,
  offered_at timestamptz not null,
  lease_until timestamptz not null,
  outcome text check (outcome in ('answered', 'no-answer', 'declined', 'phone-gone', 'microphone', 'withdrawn')),
  ended_at timestamptz,
  primary key (org_id, id),
  foreign key (org_id, call_id, party_id) references voice_party (org_id, call_id, id)
);
-- One agent at a time for a call, one call at a time for an agent, whatever processes do.
create unique index voice_offer_call on voice_offer (org_id, call_id) where ended_at is null;
create unique index voice_offer_person on voice_offer (org_id, person_id) where ended_at is null;
create index voice_offer_answered on voice_offer (org_id, queue_id, ended_at) where outcome = 'answered';

-- What must be asked of the carrier: written with the change that wants it, done after its commit, again when whoever
-- did it died. A step is done by one process at a time (lease).
create table voice_task (
  org_id text not null,
  id uuid not null,
  call_id uuid not null,
  kind text not null,
  data jsonb not null,
  due_at timestamptz not null,
  lease_until timestamptz,
  tries int not null default 0,
  done_at timestamptz,
  outcome text,
  primary key (org_id, id)
);
create index voice_task_due on voice_task (due_at) where done_at is null;
create index voice_task_call on voice_task (org_id, call_id);

create table voice_notice (
  org_id text not null references organisation (id),
  id uuid not null,
  kind text not null,
  at timestamptz not null,
  call_id uuid,
  queue_id text,
  -- Null = for supervisors.
  person_id text,
  seen_at timestamptz,
  primary key (org_id, id)
);
create index voice_notice_open on voice_notice (org_id, at) where seen_at is null;
create unique index voice_notice_once on voice_notice (org_id, kind, call_id) where call_id is not null;

-- Row 45: the agent says that it came to the wrong queue, and which would have been right.
create table voice_wrong_queue (
  org_id text not null references organisation (id),
  call_id uuid not null,
  person_id text not null,
  queue_id text,
  better_queue_id text,
  at timestamptz not null,
  primary key (org_id, call_id, person_id)
);

-- Acts of desks by the id that the page made: a repeat gets the same answer.
create table voice_act (
  org_id text not null references organisation (id),
  request_id uuid not null,
  person_id text not null,
  -- SHA-256 of what was asked: the same id for something else is refused.
  digest text not null,
  at timestamptz not null,
  answer jsonb,
  primary key (org_id, request_id)
);
create index voice_act_at on voice_act (at);

-- What the carrier told, once each: CallSid or ConferenceSid with sequence number or event.
create table voice_hook (
  key text primary key,
  at timestamptz not null
);
create index voice_hook_at on voice_hook (at);
`,
};
