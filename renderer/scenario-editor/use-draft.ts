// One draft as it is open: its text, undo and redo, and keeping it at the desk a moment after each change, in order. What could not
// be kept stays on the screen and says so.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { DraftRow } from '#shared/contract/training-shapes.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { beginning, changed, redone, undone, type History } from '../app/history.ts';

/** A step is the whole text. */
const mostSteps = 100;

/** From the last change until it is sent, ms. */
const restMs = 700;

export function useDraft(id: string) {
  const [history, setHistory] = useState<History<string> | null>(null);
  const [row, setRow] = useState<DraftRow | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [keptText, setKeptText] = useState('');
  /** What the desk has, and what it is to get. */
  const sent = useRef<{ revision: number; text: string } | null>(null);
  const latest = useRef<string | null>(null);
  const sending = useRef<Promise<boolean>>(Promise.resolve(true));

  const read = useCallback(() => {
    void careline.training.draftRead({ id }).then((result) => {
      if (!result.ok) return setUnread(result);
      const { text } = result.value;
      sent.current = { revision: result.value.row.revision, text };
      latest.current = text;
      setRow(result.value.row);
      setHistory(beginning(text));
      setKeptText(text);
      setUnread(null);
      setFailure(null);
    });
  }, [id]);
  useEffect(read, [read]);

  const send = useCallback(async (): Promise<boolean> => {
    const [text, at] = [latest.current, sent.current];
    if (text === null || at === null || text === at.text) return true;
    const result = await careline.training.draftSave(
      { id, revision: at.revision, text },
      { sureWithin: 5000 },
    );
    if (result.ok) {
      sent.current = { revision: result.value.revision, text };
      setKeptText(text);
      setRow(result.value);
    }
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
    if (now === undefined || now === sent.current?.text) return undefined;
    const timer = setTimeout(() => void flush(), restMs);
    return () => clearTimeout(timer);
  }, [now, flush]);
  // Closed with something unsent: it is sent on the way out.
  useEffect(() => () => void flush(), [flush]);

  const take = (next: History<string>): void => {
    latest.current = next.now;
    setHistory(next);
  };
  return {
    history,
    row,
    unread,
    failure,
    waiting: now !== undefined && now !== keptText,
    read,
    flush,
    change(text: string, place: string): void {
      if (history !== null) take(changed(history, text, place, performance.now(), mostSteps));
    },
    undo: () => history !== null && take(undone(history)),
    redo: () => history !== null && take(redone(history)),
    /** Keeps all of it first; the version is what trainees will play. */
    async publish(): Promise<Result<DraftRow> | null> {
      if (!(await flush()) || sent.current === null) return null;
      const result = await careline.training.draftPublish({ id, revision: sent.current.revision });
      if (result.ok) setRow(result.value);
      return result;
    },
    takeRow: setRow,
  };
}
export type OpenedDraft = ReturnType<typeof useDraft>;
