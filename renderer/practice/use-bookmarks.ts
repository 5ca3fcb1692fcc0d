// Bookmarks of a run: shown at once as the desk answered them, also before the run is read anew.
import { useState } from 'react';
import type { Bookmark } from '#shared/contract/practice.ts';
import type { DebriefLine } from '#shared/domain/practice/debrief.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { labelOf } from './moments.ts';
import { readKept } from './store.ts';

export function useBookmarks(runId: string, kept: readonly Bookmark[]) {
  const [answered, setAnswered] = useState<{ over: readonly Bookmark[]; now: Bookmark[] } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  // What was read later counts.
  const bookmarks = answered !== null && answered.over === kept ? answered.now : kept;
  function mark(line: Pick<DebriefLine, 'atMs' | 'text'>, on: boolean): void {
    void careline.practice
      .bookmark({ runId, atMs: line.atMs, label: labelOf(line), on }, { sureWithin: 5000 })
      .then((result) => {
        setFailure(result.ok ? null : result);
        if (!result.ok) return;
        setAnswered({ over: kept, now: result.value });
        void readKept(runId);
      });
  }
  return { bookmarks, mark, failure };
}
