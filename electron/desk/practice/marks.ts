// Beside a run's play: a sensitive scenario left for another one, of which nothing is noted, and bookmarks.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { Bookmark, practice } from '#shared/contract/practice.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PracticeRoom } from './room.ts';
import { findAttempt, putBookmarks } from './store.ts';

type Decline = z.output<typeof practice.decline.input>;
const mostBookmarks = 50;

export interface MarksDeps {
  core(): Database.Database;
  room: Pick<PracticeRoom, 'scenarioOf' | 'publish'>;
}
/** No row and no name: who steps back from a hard subject owes nobody a trace of it. */
export function decline(
  { room }: Pick<MarksDeps, 'room'>,
  { scenarioId }: Pick<Decline, 'scenarioId'>,
): Result<{ instead: string }> {
  const scenario = room.scenarioOf(scenarioId);
  if (scenario === null) return fail('not-found', 'scenario');
  if (scenario.sensitive === null) return fail('conflict', 'only a sensitive scenario is declined');
  return ok({ instead: scenario.sensitive.instead });
}

/** One at each time of the call: the newer label counts. */
export function mark(
  { core, room }: MarksDeps,
  id: string,
  given: Bookmark,
  on: boolean,
): Result<Bookmark[]> {
  const attempt = findAttempt(core(), id);
  if (attempt === null) return fail('not-found', 'run');
  const others = attempt.bookmarks.filter((b) => b.atMs !== given.atMs);
  if (on && others.length >= mostBookmarks) return fail('conflict', 'too many bookmarks');
  const marks = (on ? [...others, given] : others).toSorted((a, b) => a.atMs - b.atMs);
  putBookmarks(core(), id, marks);
  room.publish(id);
  return ok(marks);
}
