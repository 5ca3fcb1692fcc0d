// Accounts and on-call schedules from the backend: what this desk has, asked against what is newer there. The on-call room
// decides whether a delivered file counts.
import { z } from 'zod';
import type { Delivered, documentRef } from '#shared/protocol/lanes.ts';
import type { Result } from '#shared/domain/result.ts';

export interface DocumentStore {
  /** Kind, id and version of every delivered file that is kept. */
  have(): z.infer<typeof documentRef>[];
  /** Keeps a newer, sound file; refuses any other. */
  put(delivered: Delivered): Result<unknown>;
  /** Nothing newer is there: what is here is as young as this moment. */
  checked(): void;
}

type Ref = z.infer<typeof documentRef>;
/** Files that don't count here, by kind and id; kept while the desk runs. */
export type RefusedFiles = Map<string, Ref>;
const nameOf = ({ kind, id }: Ref): string => `${kind} ${id}`;

/** What the backend need not send: also what was refused, so that broken files leave room for the others. */
export const haveWith = (store: DocumentStore, refused: RefusedFiles): Ref[] => [
  ...store.have().filter((ref) => !refused.has(nameOf(ref))),
  ...refused.values(),
];

/** Puts delivered files away. How many count, and whether asking on can bring more. */
export function takeDocuments(
  store: DocumentStore,
  answer: { documents: Delivered[]; more: boolean },
  refused: RefusedFiles,
): { taken: number; more: boolean } {
  let taken = 0;
  let fresh = false;
  for (const file of answer.documents) {
    const { kind, id, version } = file;
    const name = nameOf(file);
    // A newer version has its own chance; the same one again says nothing new.
    fresh ||= refused.get(name)?.version !== version;
    if (store.put(file).ok) {
      taken++;
      refused.delete(name);
    } else refused.set(name, { kind, id, version });
  }
  if (!answer.more && refused.size === 0) store.checked();
  return { taken, more: answer.more && fresh };
}
