// The backend's log: an event and a few allow-listed fields. No free text, so that no patient data can slip in.

/** `code` is an error code of ours or of PostgreSQL; `org` and `device` are ids. */
export interface LogFields {
  org?: string;
  device?: string;
  code?: string;
  status?: number;
  count?: number;
  ms?: number;
  port?: number;
  version?: number;
}
export type Log = (
  event:
    | 'ready'
    | 'stopping'
    | 'migrated'
    | 'refused'
    | 'failed'
    | 'database-lost'
    | 'enrolled'
    | 'pushed'
    | 'quarantined'
    | 'looked-again'
    | 'paged'
    | 'answered'
    | 'no-account'
    | 'carrier'
    | 'hook-refused'
    | 'hook-unknown'
    | 'certificate'
    | 'sign-in'
    | 'key'
    | 'audited'
    | 'audit-refused'
    | 'reported'
    | 'reviewed'
    | 'knowledge'
    | 'administered'
    | 'wiped',
  fields?: LogFields,
) => void;
