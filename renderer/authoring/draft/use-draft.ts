// One draft as it is open: every change is kept by the desk a moment later, in order, on the revision that it was made on; told
// when it could not be. Undo and redo are of the whole draft, whichever field was changed.
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ArticleDraftRow, ArticleDraftView } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import { ok, type Failure } from '#shared/domain/result.ts';
import { beginning, changed, redone, undone, type History } from '../../app/history.ts';
import { createKeeper, type Kept } from '../../app/keeper.ts';
import { careline } from '../../bridge/index.ts';
import { useTopic } from '../../bridge/use-desk.ts';

/** Whether it is being written on: what was handed in or published stands. */
export const isWritable = (row: Pick<ArticleDraftRow, 'state'>): boolean =>
  row.state === 'open' || row.state === 'came-back';

export function useDraft(id: string) {
  const [view, setView] = useState<ArticleDraftView | null>(null);
  const [row, setRow] = useState<ArticleDraftRow | null>(null);
  const [history, setHistory] = useState<History<DraftFields> | null>(null);
  const [kept, setKept] = useState<Kept>('kept');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  /** Kept on a revision. */
  const keeper = useMemo(
    () =>
      createKeeper<DraftFields, number>({
        async save(fields, revision) {
          const result = await careline.authoring.write({ id, revision, fields }, { sureWithin: 5000 });
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

  const take = useCallback(
    (found: ArticleDraftView): void => {
      setView(found);
      setRow(found.row);
      setHistory(beginning(found.fields));
      keeper.begin({ value: found.fields, on: found.row.revision });
    },
    [keeper],
  );
  const read = useCallback(() => {
    void careline.authoring.draft({ id }).then((result) => {
      setUnread(result.ok ? null : result);
      if (result.ok) take(result.value);
    });
  }, [id, take]);
  useEffect(read, [read]);
  // Handed in, decided, or written in another window: looked at anew unless it is being written here.
  const look = (): void => {
    if (!keeper.isKept()) return;
    void careline.authoring.draft({ id }).then((result) => {
      if (!result.ok || !keeper.isKept()) return;
      if (result.value.row.revision !== keeper.standing()?.on) take(result.value);
      else setRow(result.value.row);
    });
  };
  useTopic(careline.authoring.changed, look);

  // Closed with something unsaid: it is sent on the way out.
  useEffect(() => () => void keeper.flush(), [keeper]);

  const step = (next: History<DraftFields>): void => {
    if (next === history) return;
    setHistory(next);
    keeper.write(next.now);
  };
  return {
    view,
    row,
    history,
    kept,
    failure,
    unread,
    read,
    /** Keeps what is not kept yet; true once all of it is. */
    flush: keeper.flush,
    put: take,
    /** The revision that the desk has now: the state of this drawing may be older. */
    revision: (): number | null => keeper.standing()?.on ?? null,
    change(patch: Partial<DraftFields>, place: string): void {
      if (history !== null) step(changed(history, { ...history.now, ...patch }, place, performance.now()));
    },
    /** It was compared with that version, published since it was begun, and may be handed in over it. */
    async compared(version: number): Promise<void> {
      const kept = await keeper.flush();
      const standing = keeper.standing();
      if (!kept || standing === null) return;
      const { value: fields, on: revision } = standing;
      const result = await careline.authoring.write(
        { id, revision, fields, basedOn: version },
        { sureWithin: 5000 },
      );
      setFailure(result.ok ? null : result);
      if (!result.ok) return;
      keeper.restOn({ value: fields, on: result.value.revision });
      setRow(result.value);
    },
    undo: () => history && step(undone(history)),
    redo: () => history && step(redone(history)),
    /** After a conflict: what is written here goes over the other's, which stays among the earlier states. */
    async keepMine(): Promise<void> {
      const result = await careline.authoring.draft({ id });
      if (!result.ok) return setFailure(result);
      setView(result.value);
      keeper.restOn({ value: result.value.fields, on: result.value.row.revision });
      await keeper.flush();
    },
  };
}
export type OpenedDraft = ReturnType<typeof useDraft>;
