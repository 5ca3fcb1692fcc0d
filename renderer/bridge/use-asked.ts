// A question to the desk and its newest answer: asked again when a topic says that something changed or the desk comes back, and
// what was known stays on the screen meanwhile.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { TopicEvent } from '#shared/contract/kinds.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { useDesk } from './use-desk.ts';

export interface Asked<V> {
  /** The last good answer to this question; null before there is one. */
  value: V | null;
  failure: Failure | null;
  again: () => void;
  /** Puts in place what another request answered. */
  put: (value: V) => void;
}
interface Topic {
  watch(listener: (event: TopicEvent) => void): () => void;
}

/** `about` names the question: with another one the old answer goes. `topics`: one list for as long as it is mounted. */
export function useAsked<V>(
  about: string,
  ask: () => Promise<Result<V>>,
  topics: readonly Topic[],
  onFailure?: (failure: Failure) => void,
): Asked<V> {
  const epoch = useDesk().hello?.epoch ?? null;
  const [known, setKnown] = useState<{ about: string; value: V | null; failure: Failure | null }>({
    about,
    value: null,
    failure: null,
  });
  const asked = useRef(0);
  const read = useEffectEvent(() => {
    const mine = ++asked.current;
    void ask().then((result) => {
      if (mine !== asked.current) return;
      if (!result.ok) onFailure?.(result);
      setKnown((before) => ({
        about,
        value: result.ok ? result.value : before.about === about ? before.value : null,
        failure: result.ok ? null : result,
      }));
    });
  });
  const [times, setTimes] = useState(0);
  const again = (): void => setTimes((n) => n + 1);
  useEffect(() => {
    const left = topics.map((topic) => topic.watch(() => setTimes((n) => n + 1)));
    return () => left.forEach((leave) => leave());
  }, [topics]);
  useEffect(() => read(), [about, epoch, times]);
  const current = known.about === about;
  return {
    value: current ? known.value : null,
    failure: current ? known.failure : null,
    again,
    put(value) {
      asked.current++;
      setKnown({ about, value, failure: null });
    },
  };
}
