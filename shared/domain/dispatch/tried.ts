// What counts as having tried to reach a person: only that lets the alarm rest, an outcome be written and a ladder be closed
// as ended (O2, M21, M22). Pure.
import { backendAuthor, type Entry } from '../messages/entry.ts';

/** What was handed to a network reached nobody yet; what the backend could not send, still less. */
export const isTry = ({ body, author }: Entry): boolean =>
  body.kind === 'attempt' &&
  body.result !== 'dialling' &&
  body.result !== 'sent' &&
  !(body.result === 'failed' && author.personId === backendAuthor.personId);

/** Entries from which the alarm's minute is counted: a try, and the first word that a number is being dialled. */
export function restsAlarm(entries: readonly Entry[]): Entry[] {
  const dialled = new Set<string>();
  return entries.filter((e) => {
    if (e.body.kind !== 'attempt') return false;
    const { attemptId, result } = e.body;
    if (result !== 'dialling') return isTry(e);
    const first = !dialled.has(attemptId);
    dialled.add(attemptId);
    return first;
  });
}
