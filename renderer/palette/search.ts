// People and articles as they are found while typing. A search that was overtaken by a newer one is cancelled.
import { useEffect, useState } from 'react';
import type { Candidate } from '#shared/contract/patient.ts';
import type { ArticleSummary } from '#shared/domain/knowledge/article.ts';
import { useDeskView } from '../app/desk-store.ts';
import { careline } from '../bridge/index.ts';

/** Shortest text that is searched, and the pause after a key before it is, ms. A person's search leaves this computer. */
const articles = { least: 2, pause: 120, shown: 6 };
const people = { least: 3, pause: 350, shown: 6 };

/** Runs `find` a moment after the last key; an answer to an older text is dropped. */
function useFound<T>(
  text: string,
  pause: number,
  isOn: boolean,
  find: (text: string, signal: AbortSignal) => Promise<readonly T[]>,
): readonly T[] {
  const [found, setFound] = useState<readonly T[]>([]);
  useEffect(() => {
    if (!isOn) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void find(text, stop.signal).then((rows) => !stop.signal.aborted && setFound(rows));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, pause, isOn, find]);
  return isOn ? found : [];
}

const findArticles = async (text: string, signal: AbortSignal): Promise<readonly ArticleSummary[]> => {
  const result = await careline.knowledge.search({ text, limit: articles.shown }, { signal });
  return result.ok ? result.value.hits : [];
};
const findPeople = async (name: string, signal: AbortSignal): Promise<readonly Candidate[]> => {
  const callId = useDeskView.getState().contextId;
  const result = await careline.patient.candidates({ callId, name }, { signal });
  return result.ok ? result.value.candidates.slice(0, people.shown) : [];
};

/** May be a person's name: long enough, and without a digit (a key, a number). */
export const isName = (text: string): boolean => text.length >= people.least && !/\d/.test(text);

export interface Found {
  articles: readonly ArticleSummary[];
  people: readonly Candidate[];
}

/** People are searched only when something is in hand that a choice could belong to. */
export function useSearch(query: string, mayFindPeople: boolean): Found {
  const text = query.trim();
  return {
    articles: useFound(text, articles.pause, text.length >= articles.least, findArticles),
    people: useFound(text, people.pause, mayFindPeople && isName(text), findPeople),
  };
}
