// Ladders that are due are looked at in the order of their urgency: one that may harm never waits behind a thousand others.
import type { Migration } from '../migrate.ts';

export const ladderOrder: Migration = {
  version: 4,
  sql: `
alter table ladder add column urgency smallint not null default 3;
update ladder l set urgency = m.urgency from message m where m.org_id = l.org_id and m.id = l.message_id;
drop index ladder_due;
create index ladder_order on ladder (urgency, due_at) where due_at is not null;
`,
};
