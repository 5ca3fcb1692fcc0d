// One draft as it is open: its text, undo and redo, and keeping it at the desk a moment after each change, in order. What could not
// be kept stays on the screen and says so.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { DraftRow } from '#shared/contract/training-shapes.ts';
import { ok, type Failure, type Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { beginning, changed, redone, undone, type History } from '../app/history.ts';
import { createKeeper, type Kept } from '../app/keeper.ts';

/** A step is the whole text. */
const mostSteps = 100;

export function useDraft(id: string) {
  const [history, setHistory] = useState<History<string> | null>(null);
  const [row, setRow] = useState<DraftRow | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [kept, setKept] = useState<Kept>('kept');
  /** Kept on a revision. */
  const keeper = useMemo(
    () =>
      createKeeper<string, number>({
        async save(text, revision) {
          const result = await careline.training.draftSave({ id, revision, text }, { sureWithin: 5000 });
          if (!result.ok) return result;
          setRow(result.value);
          return ok(result.value.revision);
        },
        told(now, why) {
          setKept(now);
          if (why !== undefined) setFailure(why);
        },
      }),
    [id],
  );

  const read = useCallback(() => {
    void careline.training.draftRead({ id }).then((result) => {
      if (!result.ok) return setUnread(result);
      const { text } = result.value;
      keeper.begin({ value: text, on: result.value.row.revision });
      setRow(result.value.row);
      setHistory(beginning(text));
      setUnread(null);
    });
  }, [id, keeper]);
  useEffect(read, [read]);

  // Closed with something unsent: it is sent on the way out.
  useEffect(() => () => void keeper.flush(), [keeper]);

  const take = (next: History<string>): void => {
    if (next === history) return;
    setHistory(next);
    keeper.write(next.now);
  };
  return {
    history,
    row,
    unread,
    failure,
    waiting: kept !== 'kept',
    read,
    /** Keeps what is not kept yet; true once all of it is. */
    flush: keeper.flush,
    change(text: string, place: string): void {
      if (history !== null) take(changed(history, text, place, performance.now(), mostSteps));
    },
    undo: () => history !== null && take(undone(history)),
    redo: () => history !== null && take(redone(history)),
    /** Keeps all of it first; the version is what trainees will play. */
    async publish(): Promise<Result<DraftRow> | null> {
      const all = await keeper.flush();
      const standing = keeper.standing();
      if (!all || standing === null) return null;
      const result = await careline.training.draftPublish({ id, revision: standing.on });
      if (result.ok) setRow(result.value);
      return result;
    },
    takeRow: setRow,
  };
}
export type OpenedDraft = ReturnType<typeof useDraft>;
