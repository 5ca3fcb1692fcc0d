// A question to the desk and its newest answer: asked again when the desk says that something changed or comes back, and what
// was known stays on the screen meanwhile.
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { Failure, Result } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';
import { readTraining } from './store.ts';

export interface Asked<V> {
  /** The last good answer to this question; null before there is one. */
  value: V | null;
  failure: Failure | null;
  again: () => void;
  /** Puts in place what another request answered. */
  put: (value: V) => void;
}

/** `about` names the question: with another one the old answer goes. */
export function useAsked<V>(about: string, ask: () => Promise<Result<V>>): Asked<V> {
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
      if (!result.ok && result.code === 'training-signed-out') void readTraining();
      setKnown((before) => ({
        about,
        value: result.ok ? result.value : before.about === about ? before.value : null,
        failure: result.ok ? null : result,
      }));
    });
  });
  const [times, setTimes] = useState(0);
  const again = (): void => setTimes((n) => n + 1);
  useTopic(careline.training.changed, again);
  useTopic(careline.practice.changed, again);
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
