// One script as it is open in the editor: the version in force to look at, or the draft that is written; every change is kept by
// the desk a moment later, in order, and told when it could not be.
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { ScriptRow, VersionRow } from '#shared/contract/scripts.ts';
import { readDraft, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { beginning, changed, redone, undone, type History } from '../app/history.ts';

/** From the last change until it is sent, ms. */
const restMs = 700;

export interface Draft {
  /** null while it is read. */
  history: History<ScriptContent> | null;
  /** The version that is open; null = what shipped, or a new one not kept yet. */
  row: VersionRow | null;
  kept: 'kept' | 'waiting' | 'failed';
  failure: Failure | null;
  /** It could not be read at all. */
  unread: Failure | null;
}

const content = (value: Record<string, unknown>): Result<ScriptContent> => readDraft(value);

export function useDraft(key: string, listed: ScriptRow | null) {
  const [history, setHistory] = useState<History<ScriptContent> | null>(null);
  const [row, setRow] = useState<VersionRow | null>(null);
  const [kept, setKept] = useState<Draft['kept']>('kept');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [unread, setUnread] = useState<Failure | null>(null);
  const openId = listed?.open?.id ?? null;
  const openRevision = listed?.open?.revision ?? null;
  /** What the desk has, and what it is to get: saves follow one another. */
  const sent = useRef<{ id: string; revision: number | null; content: ScriptContent } | null>(null);
  const sending = useRef<Promise<boolean>>(Promise.resolve(true));
  const latest = useRef<ScriptContent | null>(null);

  const read = useCallback(() => {
    void careline.scripts.read({ key, id: openId, current: true }).then((result) => {
      const found = result.ok ? content(result.value.content) : result;
      setUnread(found.ok ? null : found);
      if (!found.ok || !result.ok) return;
      const { row: version } = result.value;
      setRow(version);
      setHistory(beginning(found.value));
      latest.current = found.value;
      sent.current =
        version === null ? null : { id: version.id, revision: version.revision, content: found.value };
      setKept('kept');
      setFailure(null);
    });
  }, [key, openId]);
  // Another key, another version, or a step that somebody else did with it: looked at anew, unless it is being written here.
  const fresh = useEffectEvent(() => {
    const mine = sent.current;
    if (mine !== null && mine.id === openId && mine.revision === openRevision) return;
    if (mine !== null && mine.id === openId && latest.current !== mine.content) return;
    read();
  });
  useEffect(() => fresh(), [key, openId, openRevision]);

  const send = useCallback(async (): Promise<boolean> => {
    const [to, at] = [latest.current, sent.current];
    if (to === null || at === null || to === at.content) return true;
    const result = await careline.scripts.saveDraft(
      { id: at.id, key, revision: at.revision, content: { ...to } },
      { sureWithin: 5000 },
    );
    if (result.ok) {
      sent.current = { id: at.id, revision: result.value.revision, content: to };
      setRow(result.value);
      setKept(latest.current === to ? 'kept' : 'waiting');
    } else setKept('failed');
    setFailure(result.ok ? null : result);
    return result.ok;
  }, [key]);
  /** Keeps what is not kept yet; true once all of it is. */
  const flush = useCallback((): Promise<boolean> => {
    sending.current = sending.current.then(send, send);
    return sending.current;
  }, [send]);
  const now = history?.now;
  useEffect(() => {
    if (now === undefined || sent.current === null || now === sent.current.content) return undefined;
    const timer = setTimeout(() => void flush(), restMs);
    return () => clearTimeout(timer);
  }, [now, flush]);
  // Closed with something unsaid: it is sent on the way out.
  useEffect(() => () => void flush(), [flush]);

  const take = (next: History<ScriptContent>): void => {
    setHistory(next);
    latest.current = next.now;
    setKept('waiting');
  };
  return {
    history,
    row,
    kept,
    failure,
    unread,
    read,
    flush,
    /** The version as the desk has it now: state of this drawing may be older. */
    latest: (): { row: { id: string; revision: number } | null } => {
      const at = sent.current;
      return { row: at === null || at.revision === null ? null : { id: at.id, revision: at.revision } };
    },
    /** A draft of one's own from what is looked at, perhaps under another key. */
    async begin(from: ScriptContent, underKey = key): Promise<Result<VersionRow>> {
      const id = uuidv7();
      const result = await careline.scripts.saveDraft(
        { id, key: underKey, revision: null, content: { ...from } },
        { sureWithin: 5000 },
      );
      if (result.ok && underKey === key) {
        sent.current = { id, revision: result.value.revision, content: from };
        latest.current = from;
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
