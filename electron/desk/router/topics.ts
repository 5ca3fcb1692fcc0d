// Topics: ids and a version, each merged to at most ten frames a second; a window that doesn't read gets one `resync`
// instead of a queue (architecture rule 1).
import { limits } from '#shared/contract/kinds.ts';

/** Topic frames that a window may leave unread before it is sent only one resync. */
const unreadLimit = 20;

export interface TopicSink {
  send(frame: unknown): void;
}
interface Window {
  sink: TopicSink;
  watching: Set<string>;
  pending: Map<string, Set<string>>;
  unread: number;
  behind: Set<string>;
}

export interface Timers {
  /** Runs once after `ms`; returns how to cancel it. */
  after(ms: number, run: () => void): () => void;
}

export function createTopics(timers: Timers, published: (topic: string) => void = () => undefined) {
  const windows = new Map<number, Window>();
  const versions = new Map<string, number>();
  /** Topics that are about to be sent, or rest after they were. */
  const resting = new Map<string, () => void>();

  /** At once when the topic rested (a ring must not wait for an import's progress), then not again before its time. */
  const flush = (topic: string): void => {
    resting.set(
      topic,
      timers.after(1000 / limits.topicHz, () => {
        resting.delete(topic);
        if ([...windows.values()].some((w) => w.pending.has(topic))) flush(topic);
      }),
    );
    for (const w of windows.values()) {
      const ids = w.pending.get(topic);
      if (ids === undefined) continue;
      w.pending.delete(topic);
      if (w.unread >= unreadLimit) w.behind.add(topic);
      else {
        w.unread++;
        w.sink.send({ t: 'topic', topic, version: versions.get(topic) ?? 0, ids: [...ids].slice(0, 500) });
      }
    }
  };

  return {
    add(port: number, sink: TopicSink): void {
      windows.set(port, { sink, watching: new Set(), pending: new Map(), unread: 0, behind: new Set() });
    },
    remove(port: number): void {
      windows.delete(port);
    },
    watch(port: number, topic: string, on: boolean): void {
      const w = windows.get(port);
      if (on) w?.watching.add(topic);
      else w?.watching.delete(topic);
    },
    /** The window took in what it was sent; what it missed meanwhile becomes one resync a topic. */
    read(port: number): void {
      const w = windows.get(port);
      if (!w) return;
      w.unread = 0;
      for (const topic of w.behind)
        w.sink.send({ t: 'topic', topic, version: versions.get(topic) ?? 0, ids: [], resync: true });
      w.behind.clear();
    },
    /** `now`: a ring does not wait for the rest of a topic that was sent a moment ago. Nothing else is that urgent. */
    publish(topic: string, ids: readonly string[] = [], when: 'rested' | 'now' = 'rested'): void {
      versions.set(topic, (versions.get(topic) ?? 0) + 1);
      published(topic);
      for (const w of windows.values()) {
        if (!w.watching.has(topic)) continue;
        const set = w.pending.get(topic) ?? new Set<string>();
        for (const id of ids) set.add(id);
        w.pending.set(topic, set);
      }
      if (when === 'rested' && resting.has(topic)) return;
      resting.get(topic)?.();
      // Not within this turn of the loop: what one request changes is one frame.
      resting.set(
        topic,
        timers.after(0, () => flush(topic)),
      );
    },
    close(): void {
      for (const cancel of resting.values()) cancel();
      resting.clear();
      windows.clear();
    },
  };
}
export type Topics = ReturnType<typeof createTopics>;
