// The versions of a message in the order in which they were made, each with what it was made from. Pure.
import type { MessageView } from '#shared/contract/messages.ts';
import type { EntryOf } from '#shared/domain/messages/entry.ts';
import type { DraftFields } from '#shared/domain/messages/message.ts';

export interface Version {
  /** Null = as taken. */
  entryId: string | null;
  number: number;
  /** The version that it was made from; 0 for the first one. */
  base: number;
  /** Fields of that version; its own where none is known. */
  from: DraftFields;
  fields: DraftFields;
  incomplete: readonly string[];
  by: string;
  at: string;
  why: string;
  elsewhere: boolean;
}
type VersionEntry = EntryOf<'version'>;

/** Oldest first. Two made from one base have one number. */
export function versionsOf({ message, entries }: Pick<MessageView, 'message' | 'entries'>): Version[] {
  const words = message.fields.verbatim;
  const versions: Version[] = [
    {
      entryId: null,
      number: 1,
      base: 0,
      from: message.fields,
      fields: message.fields,
      incomplete: message.incomplete,
      by: message.takenBy.name,
      at: message.savedAt,
      why: '',
      elsewhere: false,
    },
  ];
  for (const { entry, elsewhere } of entries) {
    if (entry.body.kind !== 'version') continue;
    const { body } = entry as VersionEntry;
    versions.push({
      entryId: entry.id,
      number: body.base + 1,
      base: body.base,
      from: versions.find((v) => v.number === body.base)?.fields ?? message.fields,
      // The caller's words are those of the first version, whatever a later one carries (M10).
      fields: { ...body.fields, verbatim: words },
      incomplete: body.incomplete,
      by: entry.author.name,
      at: entry.at,
      why: body.why,
      elsewhere,
    });
  }
  return versions;
}

/** The versions that wait for a person's choice, oldest first. */
export const inConflict = (versions: readonly Version[], conflicts: readonly string[]): Version[] =>
  versions.filter((v) => v.entryId !== null && conflicts.includes(v.entryId));
