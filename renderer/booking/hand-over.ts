// What the caller wished before they were verified is theirs once they are: verifying takes nothing that was said. Only what
// was typed while nobody was verified goes on, once; nothing ever goes from one patient to another.
import { keepIn, keptIn, letGo } from '../app/kept-words.ts';
import { names, type SavedMessage } from './acts.ts';
import { type Here, taskOf } from './here.ts';
import type { Wish } from './wish.ts';

export function takeUnverified({ contextId, patient, what, visitId }: Here): void {
  if (patient === null) return;
  const before = names(contextId, taskOf({ what, visitId }, ''));
  const now = names(contextId, taskOf({ what, visitId }, patient.patientId));
  const take = <T>(from: string, to: string, empty: T): void => {
    const said = keptIn<T>(from, empty);
    if (said === empty) return;
    letGo(from);
    if (keptIn<T>(to, empty) === empty) keepIn<T>(to, said);
  };
  take<Wish | null>(before.wish, now.wish, null);
  take(before.note, now.note, '');
  take<SavedMessage | null>(before.message, now.message, null);
}
