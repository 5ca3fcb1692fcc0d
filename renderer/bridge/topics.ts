// Who listens to which topic, and telling the desk so: once a topic, again after each new port.
import type { TopicEvent } from '#shared/contract/kinds.ts';
import type { ToDesk, ToPage } from '#shared/contract/wire.ts';

type Listener = (event: TopicEvent) => void;

export interface Topics {
  watch(topic: string, listener: Listener): () => void;
  event(frame: Extract<ToPage, { t: 'topic' }>): void;
  /** A new port; `again` = not the first one, so something may have been missed and everybody reads again. */
  opened(again: boolean): void;
  closed(): void;
}

export function createTopics(send: (frame: ToDesk) => void): Topics {
  const watched = new Map<string, Set<Listener>>();
  let open = false;
  let readOwed = false;

  const give = (topic: string, event: TopicEvent): void => {
    for (const listener of Array.from(watched.get(topic) ?? [])) {
      try {
        listener(event);
      } catch (error) {
        // One screen's bug must not keep the others from hearing; it surfaces as an uncaught error of its own.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  };

  return {
    watch(topic, listener) {
      const mine: Listener = (event) => listener(event);
      const group = watched.get(topic) ?? new Set();
      watched.set(topic, group);
      group.add(mine);
      if (open && group.size === 1) send({ t: 'watch', topic, on: true });
      return () => {
        if (!group.delete(mine) || group.size > 0) return;
        watched.delete(topic);
        if (open) send({ t: 'watch', topic, on: false });
      };
    },
    event({ topic, version, ids, resync }) {
      give(topic, { version, ids, ...(resync === undefined ? {} : { resync }) });
      if (readOwed) return;
      readOwed = true;
      // A microtask, not a frame: the phone's page is never painted and must still be told everything.
      queueMicrotask(() => {
        readOwed = false;
        if (open) send({ t: 'read' });
      });
    },
    opened(again) {
      open = true;
      for (const topic of watched.keys()) send({ t: 'watch', topic, on: true });
      if (again)
        for (const topic of Array.from(watched.keys())) give(topic, { version: 0, ids: [], resync: true });
    },
    closed() {
      open = false;
    },
  };
}
