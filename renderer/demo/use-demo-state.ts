// The demo's state as it really is: read again on its topic, after the desk came back, and every few seconds while asked.
import { useCallback, useEffect, useState } from 'react';
import type { DemoState } from '#shared/contract/demo.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { useDesk, useTopic } from '../bridge/use-desk.ts';

/** While the drawer is open, ms: a backend that ends by itself shows without anybody pressing anything. */
export const pollEvery = 3000;

export function useDemoState(poll = false): {
  demo: DemoState | null;
  failure: Failure | null;
  read: () => void;
} {
  const [demo, setDemo] = useState<DemoState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const epoch = useDesk().hello?.epoch ?? null;
  const read = useCallback(() => {
    void careline.demo.state().then((answer) => {
      if (answer.ok) setDemo(answer.value);
      setFailure(answer.ok ? null : answer);
    });
  }, []);
  useTopic(careline.demo.changed, read);
  useEffect(() => {
    read();
    if (!poll) return;
    const timer = setInterval(read, pollEvery);
    return () => clearInterval(timer);
  }, [read, poll, epoch]);
  return { demo, failure, read };
}
