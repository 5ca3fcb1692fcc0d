// Opens and reads one item. What cannot be opened or read is told apart, never thrown: it goes to quarantine.
import { addendum, message } from '#shared/domain/messages/message.ts';
import type { SyncItem } from '#shared/protocol/sync.ts';
import type { SealKeys } from '../seal/keys.ts';
import { openSealed } from '../seal/open.ts';

const schemas = { message: { 1: message }, addendum: { 1: addendum } } as const;
const known = (item: SyncItem): typeof message | typeof addendum | null =>
  item.schema === 1 ? schemas[item.type][1] : null;

/** Null when the item is sound, else why not. The reason names fields, never their values. */
export function flawOf(keys: SealKeys, item: SyncItem): string | null {
  const schema = known(item);
  if (!schema) return `unknown-schema ${item.schema}`;
  const opened = openSealed(keys, item.id, item.payload);
  if (!opened.ok) return `cannot-open ${opened.why}`;
  let value: unknown;
  try {
    value = JSON.parse(opened.text.toString('utf8'));
  } catch {
    return 'not-json';
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success)
    return `not-valid ${parsed.error.issues[0]?.path.join('.') ?? ''}`.slice(0, 200).trim();
  return parsed.data.id === item.id ? null : 'other-id';
}
