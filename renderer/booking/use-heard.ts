// What the caller has said so far about when and what, for a form that nobody touched yet. Read once: a form must not change
// under the agent's hands.
import { useEffect, useState } from 'react';
import { careline } from '../bridge/index.ts';
import { heardIn, type Heard } from './heard.ts';

const nothing: Heard = { words: [] };

export function useHeard(contextId: string, kinds: readonly { id: string; label: string }[]): Heard {
  const [heard, setHeard] = useState(nothing);
  useEffect(() => {
    let left = false;
    void careline.calls.captions({ callId: contextId }).then((result) => {
      // A draft without a call has none.
      if (!left && result.ok)
        setHeard(
          heardIn(
            result.value.map((line) => line.text),
            kinds,
          ),
        );
    });
    return () => {
      left = true;
    };
  }, [contextId, kinds]);
  return heard;
}
