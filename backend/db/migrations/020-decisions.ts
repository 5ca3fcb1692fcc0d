// Every decision about a report, in its order (product.md C2, C21): a follow-up stays to be read once another decision closed it.
import type { Migration } from '../migrate.ts';

export const reportDecisions: Migration = {
  version: 20,
  sql: `
-- Only added to. report.decision and its fields are the newest one's; the ones before lie here alone.
create table report_decision (
  org_id text not null,
  report_id uuid not null,
  n int not null,
  decision text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  note_id uuid,
  note jsonb,
  primary key (org_id, report_id, n),
  foreign key (org_id, report_id) references report (org_id, id)
);
insert into report_decision (org_id, report_id, n, decision, decided_by, decided_at, note_id, note)
  select org_id, id, 1, decision, decided_by, decided_at, note_id, note from report where decided_at is not null;
`,
};
