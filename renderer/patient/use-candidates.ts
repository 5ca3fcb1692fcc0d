// Who may be meant: by the number that rings, or by what the caller said. The newest question wins.
import { useEffect, useMemo, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { createNewest } from '../bridge/latest.ts';
import type { Found } from './checking.ts';

export type Question = { number: string } | { name: string; birthDate: string };
/** What was looked for by name on a call: choosing another person goes on from it. As long as the page stands. */
const soughtOn = new Map<string, { name: string; birthDate: string }>();
export const sought = (contextId: string | null): { name: string; birthDate: string } | null =>
  contextId === null ? null : (soughtOn.get(contextId) ?? null);
/** Back to the list of the number. */
export const forgetSought = (contextId: string | null): void => void soughtOn.delete(contextId ?? '');

export interface Candidates {
  question: Question | null;
  found: Found | null;
  failure: Failure | null;
  busy: boolean;
  ask(question: Question): void;
  again(): void;
}

const said = (question: Question): { number: string } | { name: string; birthDate?: string } => {
  if ('number' in question) return { number: question.number };
  const birthDate = question.birthDate.trim();
  return birthDate === '' ? { name: question.name } : { name: question.name, birthDate };
};

export function useCandidates(contextId: string | null, number: string | null): Candidates {
  const [{ question, answer, busy }, setState] = useState<{
    question: Question | null;
    answer: Result<Found> | null;
    busy: boolean;
  }>(() => {
    // What was sought stands in the box and is asked again by hand: a list of before is not what the caller means now.
    const question = sought(contextId) !== null || number === null ? null : { number };
    return { question, answer: null, busy: question !== null };
  });
  const newest = useMemo(
    () =>
      createNewest<Question, Result<Found>>(
        (asked, signal) => careline.patient.candidates({ callId: contextId, ...said(asked) }, { signal }),
        (asked, result) =>
          setState((before) => ({
            question: asked,
            // The same question once more: what it said before stays until the new answer.
            answer: result ?? (before.question === asked ? before.answer : null),
            busy: result === null,
          })),
      ),
    [contextId],
  );
  useEffect(() => {
    if (number !== null && sought(contextId) === null) newest.ask({ number });
    return () => newest.stop();
  }, [newest, number, contextId]);
  return {
    question,
    found: answer?.ok ? answer.value : null,
    failure: answer?.ok === false ? answer : null,
    busy,
    ask: (asked) => {
      if (contextId !== null && 'name' in asked) soughtOn.set(contextId, asked);
      newest.ask(asked);
    },
    again: () => question && newest.ask(question),
  };
}
