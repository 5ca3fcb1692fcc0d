// One draft as it is open: every change is kept by the desk a moment later, in order, on the revision that it was made on; told
// when it could not be. Undo and redo are of the whole draft, whichever field was changed.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ArticleDraftRow, ArticleDraftView } from '#shared/contract/authoring.ts';
import type { DraftFields } from '#shared/domain/knowledge/draft.ts';
import type { Failure } from '#shared/domain/result.ts';
import { beginning, changed, redone, undone, type History } from '../../app/history.ts';
import { careline } from '../../bridge/index.ts';
import { useTopic } from '../../bridge/use-desk.ts';

/** From the last change until it is sent, ms. */
const restMs = 700;

/** Whether it is being written on: what was handed in or published stands. */
export const isWritable = (row: Pick<ArticleDraftRow, 'state'>): boolean =>
  row.state === 'open' || row.state === 'came-back';

export function useDraft(id: string) {
  const [view, setView] = useState<ArticleDraftView | null>(null);
  const [row, setRow] = useState<ArticleDraftRow | null>(null);
  const [history, setHistory] = useState<History<DraftFields> | null>(null);
  const [kept, setKept] = useState<'kept' | 'waiting' | 'failed'>('kept');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  /** What the desk has. */
  const sent = useRef<{ revision: number; fields: DraftFields } | null>(null);
  const latest = useRef<DraftFields | null>(null);
  const sending = useRef<Promise<boolean>>(Promise.resolve(true));

  const take = useCallback((found: ArticleDraftView): void => {
    setView(found);
    setRow(found.row);
    setHistory(beginning(found.fields));
    sent.current = { revision: found.row.revision, fields: found.fields };
    latest.current = found.fields;
    setKept('kept');
    setFailure(null);
  }, []);
  const read = useCallback(() => {
    void careline.authoring.draft({ id }).then((result) => {
      setUnread(result.ok ? null : result);
      if (result.ok) take(result.value);
    });
  }, [id, take]);
  useEffect(read, [read]);
  // Handed in, decided, or written in another window: looked at anew unless it is being written here.
  const look = (): void => {
    if (latest.current !== sent.current?.fields) return;
    void careline.authoring.draft({ id }).then((result) => {
      if (!result.ok || latest.current !== sent.current?.fields) return;
      if (result.value.row.revision !== sent.current?.revision) take(result.value);
      else setRow(result.value.row);
    });
  };
  useTopic(careline.authoring.changed, look);

  const send = useCallback(async (): Promise<boolean> => {
    const [to, at] = [latest.current, sent.current];
    if (to === null || at === null || to === at.fields) return true;
    const result = await careline.authoring.write(
      { id, revision: at.revision, fields: to },
      { sureWithin: 5000 },
    );
    if (result.ok) {
      sent.current = { revision: result.value.revision, fields: to };
      setRow(result.value);
      setKept(latest.current === to ? 'kept' : 'waiting');
    } else setKept('failed');
    setFailure(result.ok ? null : result);
    return result.ok;
  }, [id]);
  /** Keeps what is not kept yet; true once all of it is. */
  const flush = useCallback((): Promise<boolean> => {
    sending.current = sending.current.then(send, send);
    return sending.current;
  }, [send]);
  const now = history?.now;
  useEffect(() => {
    if (now === undefined || sent.current === null || now === sent.current.fields) return undefined;
    const timer = setTimeout(() => void flush(), restMs);
    return () => clearTimeout(timer);
    // A new row: what was kept just now may be older than what stands here.
  }, [now, row, flush]);
  // Closed with something unsaid: it is sent on the way out.
  useEffect(() => () => void flush(), [flush]);

  const step = (next: History<DraftFields>): void => {
    if (next === history) return;
    setHistory(next);
    latest.current = next.now;
    // Taken back to what the desk has: nothing is to be sent.
    setKept(next.now === sent.current?.fields ? 'kept' : 'waiting');
  };
  return {
    view,
    row,
    history,
    kept,
    failure,
    unread,
    read,
    flush,
    put: take,
    /** The revision that the desk has now: the state of this drawing may be older. */
    revision: (): number | null => sent.current?.revision ?? null,
    change(patch: Partial<DraftFields>, place: string): void {
      if (history !== null) step(changed(history, { ...history.now, ...patch }, place, performance.now()));
    },
    /** It was compared with that version, published since it was begun, and may be handed in over it. */
    async compared(version: number): Promise<void> {
      if (!(await flush()) || sent.current === null) return;
      const { revision, fields } = sent.current;
      const result = await careline.authoring.write(
        { id, revision, fields, basedOn: version },
        { sureWithin: 5000 },
      );
      setFailure(result.ok ? null : result);
      if (!result.ok) return;
      sent.current = { revision: result.value.revision, fields };
      setRow(result.value);
    },
    undo: () => history && step(undone(history)),
    redo: () => history && step(redone(history)),
    /** After a conflict: what is written here goes over the other's, which stays among the earlier states. */
    async keepMine(): Promise<void> {
      const mine = latest.current;
      const result = await careline.authoring.draft({ id });
      if (!result.ok || mine === null) return setFailure(result.ok ? null : result);
      setView(result.value);
      sent.current = { revision: result.value.row.revision, fields: result.value.fields };
      await flush();
    },
  };
}
export type OpenedDraft = ReturnType<typeof useDraft>;
