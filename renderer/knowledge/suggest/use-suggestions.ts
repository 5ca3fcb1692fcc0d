// Articles that fit what is in hand, asked anew when the reason, the step or the notes change: each only after it has rested.
import { useEffect, useMemo, useState } from 'react';
import type { Suggestion } from '#shared/contract/knowledge.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { createNewest } from '../../bridge/latest.ts';
import { useTopic } from '../../bridge/use-desk.ts';
import type { InHand } from '../use-in-hand.ts';

/** More of them at once are not read while somebody speaks. */
const limit = 5;
/** A step that is passed by within this time is not looked for (ms). */
const restMs = 250;

export interface Suggestions {
  rows: readonly Suggestion[];
  failure: Failure | null;
  /** The first answer is awaited. */
  reading: boolean;
}

/** One object, so that nothing is drawn anew by it. */
const none: Suggestions = { rows: [], failure: null, reading: false };

type Asked = Pick<InHand, 'reason' | 'step' | 'accountId' | 'notes' | 'callId'>;

/** Nothing is asked while nothing is in hand: `asked` null. */
export function useSuggestions(asked: Asked | null): Suggestions {
  const [state, setState] = useState<Suggestions>({ rows: [], failure: null, reading: true });
  const newest = useMemo(
    () =>
      createNewest(
        (question: Asked, signal: AbortSignal) =>
          careline.knowledge.suggest({ ...question, limit }, { signal }),
        (_question, answer) => {
          if (answer === null) return;
          setState((before) =>
            answer.ok
              ? { rows: answer.value, failure: null, reading: false }
              : { ...before, failure: answer, reading: false },
          );
        },
      ),
    [],
  );
  const key = asked === null ? null : JSON.stringify(asked);
  const ask = (): void => {
    if (key !== null) newest.ask(JSON.parse(key) as Asked);
  };
  useEffect(() => {
    if (key === null) return;
    const timer = setTimeout(() => newest.ask(JSON.parse(key) as Asked), restMs);
    return () => {
      clearTimeout(timer);
      newest.stop();
    };
  }, [newest, key]);
  useTopic(careline.knowledge.changed, ask);
  return key === null ? none : state;
}
