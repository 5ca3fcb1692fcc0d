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

/** Puts delivered files away. How many count, and whether asking on can bring more. */
export function takeDocuments(
  store: DocumentStore,
  answer: { documents: Delivered[]; more: boolean },
): { taken: number; refused: number; more: boolean } {
  let taken = 0;
  for (const file of answer.documents) if (store.put(file).ok) taken++;
  const refused = answer.documents.length - taken;
  if (!answer.more && refused === 0) store.checked();
  // What was refused is delivered again each time: asking on would never end.
  return { taken, refused, more: answer.more && taken > 0 };
}
