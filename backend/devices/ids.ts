// Ids that name their organisation first, so that a credential alone leads to the right rows (and, later, the right shard).

const organisation = /^([a-z][a-z0-9-]{1,23})\./;

/** `org.uuid`: at most 61 characters, which fits the protocol's 64. */
export const deviceIdFor = (org: string, uuid: string): string => `${org}.${uuid}`;

/** The organisation that a device id or an enrolment code names, null when it names none. */
export const organisationOf = (id: string): string | null =>
  id.length <= 64 ? (organisation.exec(id)?.[1] ?? null) : null;
