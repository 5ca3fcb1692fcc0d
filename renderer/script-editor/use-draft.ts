// One script as it is open in the editor: the version in force to look at, or the draft that is written; every change is kept by
// the desk a moment later, in order, and told when it could not be.
import { useCallback, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ScriptRow, VersionRow } from '#shared/contract/scripts.ts';
import { readDraft, type ScriptContent } from '#shared/domain/script/draft.ts';
import { ok, type Failure, type Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { beginning, changed, redone, undone, type History } from '../app/history.ts';
import { createKeeper, type Kept } from '../app/keeper.ts';

export interface Draft {
  /** null while it is read. */
  history: History<ScriptContent> | null;
  /** The version that is open; null = what shipped, or a new one not kept yet. */
  row: VersionRow | null;
  kept: Kept;
  failure: Failure | null;
  /** It could not be read at all. */
  unread: Failure | null;
}

const content = (value: Record<string, unknown>): Result<ScriptContent> => readDraft(value);

export function useDraft(key: string, listed: ScriptRow | null) {
  const [history, setHistory] = useState<History<ScriptContent> | null>(null);
  const [row, setRow] = useState<VersionRow | null>(null);
  const [kept, setKept] = useState<Kept>('kept');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const openId = listed?.open?.id ?? null;
  const openRevision = listed?.open?.revision ?? null;
  const keeper = useMemo(
    () =>
      createKeeper<ScriptContent, { id: string; revision: number }>({
        async save(written, { id, revision }) {
          const result = await careline.scripts.saveDraft(
            { id, key, revision, content: { ...written } },
            { sureWithin: 5000 },
          );
          if (!result.ok) return result;
          setRow(result.value);
          return ok({ id, revision: result.value.revision });
        },
        told(now, why) {
          setKept(now);
          if (why !== undefined) setFailure(why);
        },
      }),
    [key],
  );

  const read = useCallback(() => {
    void careline.scripts.read({ key, id: openId, current: true }).then((result) => {
      const found = result.ok ? content(result.value.content) : result;
      setUnread(found.ok ? null : found);
      if (!found.ok || !result.ok) return;
      const { row: version } = result.value;
      setRow(version);
      setHistory(beginning(found.value));
      keeper.begin(version && { value: found.value, on: { id: version.id, revision: version.revision } });
    });
  }, [key, openId, keeper]);
  // Another key, another version, or a step that somebody else did with it: looked at anew, unless it is being written here.
  const fresh = useEffectEvent(() => {
    const mine = keeper.standing()?.on;
    if (mine?.id === openId && (mine.revision === openRevision || !keeper.isKept())) return;
    read();
  });
  useEffect(() => fresh(), [key, openId, openRevision]);

  // Closed with something unsaid: it is sent on the way out.
  useEffect(() => () => void keeper.flush(), [keeper]);

  const take = (next: History<ScriptContent>): void => {
    if (next === history) return;
    setHistory(next);
    keeper.write(next.now);
  };
  return {
    history,
    row,
    kept,
    failure,
    unread,
    read,
    /** Keeps what is not kept yet; true once all of it is. */
    flush: keeper.flush,
    /** The version as the desk has it now: state of this drawing may be older. */
    latest: (): { row: { id: string; revision: number } | null } => ({ row: keeper.standing()?.on ?? null }),
    /** A draft of one's own from what is looked at, perhaps under another key. */
    async begin(from: ScriptContent, underKey = key): Promise<Result<VersionRow>> {
      const id = uuidv7();
      const result = await careline.scripts.saveDraft(
        { id, key: underKey, revision: null, content: { ...from } },
        { sureWithin: 5000 },
      );
      if (result.ok && underKey === key) {
        keeper.begin({ value: from, on: { id, revision: result.value.revision } });
        setRow(result.value);
        setHistory(beginning(from));
      }
      return result;
    },
    change(to: ScriptContent, place: string): void {
      if (history !== null) take(changed(history, to, place, performance.now()));
    },
    undo: () => history && take(undone(history)),
    redo: () => history && take(redone(history)),
  };
}
export type OpenDraft = ReturnType<typeof useDraft>;
