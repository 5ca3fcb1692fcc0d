// core.db: what stands around the audit rows. A row goes only through a checkpoint, and there is none for a row that the
// backend has not confirmed (C17): the database itself refuses it, whoever asks.
export const auditAnchorSchema = `
-- What the backend confirmed, signed by the organisation's key (docs/audit-format.md).
create table audit_receipts (
  organisation text not null, device text not null, seq integer not null, hash text not null,
  at text not null, signature text not null, key text not null,
  primary key (organisation, device, seq)
) strict, without rowid;
create index audit_receipts_by_seq on audit_receipts (seq);
create trigger audit_receipts_fixed before update on audit_receipts
begin select raise(abort, 'append-only'); end;
-- The newest of a day is enough; the newest of all stays.
create trigger audit_receipts_newest before delete on audit_receipts
when not exists (
  select 1 from audit_receipts newer
  where newer.organisation = old.organisation and newer.device = old.device and newer.seq > old.seq
)
begin select raise(abort, 'append-only'); end;

-- The last row that was pruned, signed by the device's key: the chain goes on from there.
create table audit_checkpoints (
  seq integer primary key, hash text not null, at text not null, signature text not null
) strict;
create trigger audit_checkpoints_anchored before insert on audit_checkpoints
when not exists (select 1 from audit_receipts where seq >= new.seq)
  or (select hash from audit where seq = new.seq) is not new.hash
begin select raise(abort, 'unanchored'); end;
create trigger audit_checkpoints_fixed before update on audit_checkpoints
begin select raise(abort, 'append-only'); end;
create trigger audit_checkpoints_newest before delete on audit_checkpoints
when old.seq = (select max(seq) from audit_checkpoints)
begin select raise(abort, 'append-only'); end;

drop trigger audit_no_delete;
create trigger audit_no_delete before delete on audit
when old.seq > coalesce((select max(seq) from audit_checkpoints), 0)
begin select raise(abort, 'append-only'); end;
`;
