// What is noted of a run beside its play: a sensitive scenario left for another one, and bookmarks.
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import type { Bookmark, practice } from '#shared/contract/practice.ts';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import type { PracticeRoom } from './room.ts';
import { addAttempt, findAttempt, putBookmarks } from './store.ts';

type Decline = z.output<typeof practice.decline.input>;
const mostBookmarks = 50;

export interface MarksDeps {
  core(): Database.Database;
  room: Pick<PracticeRoom, 'scenarioOf' | 'publish'>;
}
export function decline(
  { core, room }: MarksDeps,
  { id, scenarioId, level, trainee, assignmentId }: Decline,
  now: string,
): Result<{ instead: string }> {
  const scenario = room.scenarioOf(scenarioId);
  if (scenario === null) return fail('not-found', 'scenario');
  if (scenario.sensitive === null) return fail('conflict', 'only a sensitive scenario is declined');
  const { instead } = scenario.sensitive;
  if (findAttempt(core(), id) !== null) return ok({ instead });
  const given = { id, scenario, hash: null, level, seed: 0, trainee, assignmentId, run: null } as const;
  addAttempt(core(), { ...given, startedAt: now, state: 'declined' });
  room.publish(id);
  return ok({ instead });
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
