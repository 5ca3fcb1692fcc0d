// Search as you type: the newest words win, the hits of before stay until the new ones are here.
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { ArticleSearchResult } from '#shared/domain/knowledge/article.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createNewest } from '../bridge/latest.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { useStatus } from '../status/store.ts';
import { asksAgain } from './ask-again.ts';

interface Asked {
  text: string;
  /** Account whose articles count besides the shared ones; null = every practice. */
  practice: string | null;
}
export interface Search {
  /** null before anything was typed, and while the first answer is awaited. */
  result: ArticleSearchResult | null;
  failure: Failure | null;
  busy: boolean;
  again(): void;
}

/** So many hits are asked for, and no more are shown. */
export const limit = 20;
const run = ({ text, practice }: Asked, signal: AbortSignal): Promise<Result<ArticleSearchResult>> =>
  careline.knowledge.search({ text, limit, ...(practice === null ? {} : { practice }) }, { signal });

/** `isHeld`: whether somebody points at the hits or is among them. */
export function useSearch(text: string, practice: string | null, isHeld: () => boolean): Search {
  const [state, setState] = useState<Omit<Search, 'again'>>({ result: null, failure: null, busy: false });
  const newest = useMemo(
    () =>
      createNewest(run, (_asked, answer) =>
        setState((before) =>
          answer === null
            ? { ...before, busy: true }
            : answer.ok
              ? { result: answer.value, failure: null, busy: false }
              : { result: null, failure: answer, busy: false },
        ),
      ),
    [],
  );
  const words = text.trim();
  useEffect(() => {
    // A space at the end says that the last word is whole: it is searched with.
    if (words !== '') newest.ask({ text, practice });
    return () => newest.stop();
  }, [newest, text, words, practice]);
  useTopic(careline.knowledge.changed, () => words !== '' && newest.ask({ text, practice }));
  // Full text answered while the index was not there: its order would stay until the next key.
  const index = useStatus((s) => s.value?.knowledge.index.state ?? null);
  const before = useRef(index);
  const followIndex = useEffectEvent(() => {
    const stands = { before: before.current, now: index, by: state.result?.engine ?? null, held: isHeld() };
    before.current = index;
    if (words !== '' && asksAgain(stands)) newest.ask({ text, practice });
  });
  useEffect(() => followIndex(), [index]);
  const shown = words === '' ? { result: null, failure: null, busy: false } : state;
  return { ...shown, again: () => newest.ask({ text, practice }) };
}
