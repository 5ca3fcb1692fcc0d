// The bridge for React: the desk's state, and re-running a read when a topic says so.
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { TopicEvent } from '#shared/contract/kinds.ts';
import { bridgeClient, type DeskState } from './index.ts';

export function useDesk(): DeskState {
  return useSyncExternalStore(
    (changed) => bridgeClient().onDesk(changed),
    () => bridgeClient().desk(),
  );
}

/** Calls `listener` on each event of `careline.<room>.<topic>` while mounted; the newest listener is used. */
export function useTopic(
  topic: { watch(listener: (event: TopicEvent) => void): () => void },
  listener: (event: TopicEvent) => void,
): void {
  const heard = useEffectEvent(listener);
  useEffect(() => topic.watch(heard), [topic]);
}
