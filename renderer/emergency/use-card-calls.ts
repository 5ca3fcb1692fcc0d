// The calls that the card is about, as the desk says them: without a name, and while locked without a number.
import { useCallback, useEffect, useState } from 'react';
import type { Call } from '#shared/domain/calls/call.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';

export function useCardCalls(): readonly Call[] {
  const [calls, setCalls] = useState<readonly Call[]>([]);
  const read = useCallback(() => {
    void careline.calls.current().then((result) => {
      if (result.ok) setCalls(result.value);
    });
  }, []);
  useEffect(read, [read]);
  useTopic(careline.calls.changed, read);
  return calls;
}
