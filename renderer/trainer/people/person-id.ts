// The shape of a person's id, without the schema library: the desk checks again (`shared/domain/training/records.ts`; a test
// holds both together).
export const personId = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;
