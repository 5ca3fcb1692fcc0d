// Who sits at a practice desk: one seat, under the name that was typed, so that scripts greet by it. The role stays the one that
// every room of a practice desk may be used with.
import type Database from 'better-sqlite3';
import type { Person } from '../router/context.ts';
import { trainee } from '../session/people.ts';
import { keptTrainee } from './store.ts';

/** `trainee` until somebody said who practises. */
export function practicePerson(db: Database.Database | null): Person {
  const name = (db === null ? null : keptTrainee(db))?.name.trim() ?? '';
  if (name === '') return trainee;
  const [first = '', ...rest] = name.split(/\s+/);
  const initials =
    rest.length === 0 ? first.slice(0, 2) : first.slice(0, 1) + (rest.at(-1) ?? '').slice(0, 1);
  return { ...trainee, name, initials: initials.toUpperCase() };
}
