// Topics: ids and a version, merged to at most ten a second a window; a window that doesn't read gets one `resync`
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

export function createTopics(timers: Timers) {
  const windows = new Map<number, Window>();
  const versions = new Map<string, number>();
  let cancelFlush: (() => void) | null = null;

  const flush = (): void => {
    cancelFlush = null;
    for (const w of windows.values()) {
      for (const [topic, ids] of w.pending) {
        if (w.unread >= unreadLimit) w.behind.add(topic);
        else {
          w.unread++;
          w.sink.send({ t: 'topic', topic, version: versions.get(topic) ?? 0, ids: [...ids].slice(0, 500) });
        }
      }
      w.pending.clear();
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
    publish(topic: string, ids: readonly string[] = []): void {
      versions.set(topic, (versions.get(topic) ?? 0) + 1);
      for (const w of windows.values()) {
        if (!w.watching.has(topic)) continue;
        const set = w.pending.get(topic) ?? new Set<string>();
        for (const id of ids) set.add(id);
        w.pending.set(topic, set);
      }
      cancelFlush ??= timers.after(1000 / limits.topicHz, flush);
    },
    close(): void {
      cancelFlush?.();
      windows.clear();
    },
  };
}
export type Topics = ReturnType<typeof createTopics>;
