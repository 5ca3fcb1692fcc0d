// The page's end of the bridge: pending requests, topics, retries. Everything a port's death can do to a request is
// settled here, so that no screen ever waits on an answer that cannot come (architecture rule 3).
import { fail, type Result } from '#shared/domain/result.ts';
import type { limits, TopicEvent } from '#shared/contract/kinds.ts';
import type { CallOptions, RawBridge } from '#shared/contract/bridge.ts';
import type { ToPage } from '#shared/contract/wire.ts';
import { createTopics } from './topics.ts';

export interface DeskState {
  state: 'starting' | 'running' | 'down';
  reason: string | null;
  /** The app's version, as its host told it; null where it didn't. */
  version: string | null;
  /** From the last `hello`; null before the first one. */
  hello: Omit<Extract<ToPage, { t: 'hello' }>, 't'> | null;
}
export interface RequestOptions extends Omit<CallOptions, 'sureWithin'> {
  cursor?: string | null;
}
export interface Client {
  /** Settles always, never rejects. `interrupted` = sent, but the answer was lost: the change may have happened. */
  call(name: string, input: unknown, options?: RequestOptions): Promise<Result<unknown>>;
  /** As `call`, but repeats what was interrupted with the same requestId, for at most `within` ms (60 000). */
  callSure(
    name: string,
    input: unknown,
    options?: RequestOptions & { within?: number },
  ): Promise<Result<unknown>>;
  watch(topic: string, listener: (event: TopicEvent) => void): () => void;
  /** Calls at once with the present state, then on each change. */
  onDesk(listener: (state: DeskState) => void): () => void;
  desk(): DeskState;
  /** A person asks to start a desk that is down once more. */
  tryAgain(): void;
}
export interface ClientTimes {
  /** How long a call waits for a port before `desk-unavailable`, ms. */
  forPort: number;
  /** How long a sent call waits for an answer or progress before `timed-out`, ms. */
  forReply: number;
  /** How long a cancelled call still waits for the desk's word on what happened, ms. */
  forCancel: number;
  /** Pause before `callSure` asks again, ms. */
  beforeRepeat: number;
}
const usualTimes: ClientTimes = { forPort: 10_000, forReply: 60_000, forCancel: 2000, beforeRepeat: 200 };
const messageBytes: (typeof limits)['messageBytes'] = 1_000_000;

interface Pending {
  sent: boolean;
  send(): void;
  settle(result: Result<unknown>): void;
  progress: RequestOptions['onProgress'];
  /** Starts the wait again with this many ms, then settles with that. */
  wait(ms: number, otherwise: 'desk-unavailable' | 'timed-out' | 'cancelled'): void;
}

export function createClient(raw: RawBridge, times: ClientTimes = usualTimes): Client {
  const pending = new Map<string, Pending>();
  const topics = createTopics((frame) => raw.send(frame));
  const listeners = new Set<(state: DeskState) => void>();
  let desk: DeskState = { state: 'starting', reason: null, version: null, hello: null };
  let counter = 0;

  const tell = (next: DeskState): void => {
    desk = next;
    for (const listener of listeners) listener(desk);
  };
  const interruptSent = (): void => {
    for (const call of pending.values()) if (call.sent) call.settle(fail('interrupted'));
  };

  raw.onFrame((frame) => {
    if (frame.t === 'hello') {
      interruptSent();
      const { epoch, host, demo, practice } = frame;
      const again = desk.hello !== null;
      tell({ ...desk, state: 'running', reason: null, hello: { epoch, host, demo, practice } });
      topics.opened(again);
      for (const call of pending.values()) call.send();
    } else if (frame.t === 'desk') {
      // `running` alone promises no port: the `hello` of the new one does.
      if (frame.state === 'running') return;
      topics.closed();
      interruptSent();
      tell({ ...desk, state: frame.state, reason: frame.reason, version: frame.version ?? desk.version });
    } else if (frame.t === 'reply') {
      pending.get(frame.id)?.settle(asResult(frame.result));
    } else if (frame.t === 'progress') {
      const call = pending.get(frame.id);
      call?.wait(times.forReply, 'timed-out');
      call?.progress?.({ done: frame.done, total: frame.total, note: frame.note });
    } else if (frame.t === 'topic') {
      topics.event(frame);
    }
  });

  const call = (name: string, input: unknown, options: RequestOptions = {}): Promise<Result<unknown>> => {
    if (options.signal?.aborted) return Promise.resolve(fail('cancelled'));
    if (new TextEncoder().encode(JSON.stringify(input) ?? '').length > messageBytes - 1000)
      return Promise.resolve(fail('too-large', name));
    const id = String(++counter);
    const frame = {
      t: 'call' as const,
      id,
      name,
      input,
      requestId: options.requestId ?? crypto.randomUUID(),
      ...(options.cursor === undefined ? {} : { cursor: options.cursor }),
    };
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const abort = (): void => {
        if (!entry.sent) return entry.settle(fail('cancelled'));
        raw.send({ t: 'cancel', id });
        entry.wait(times.forCancel, 'cancelled');
      };
      const entry: Pending = {
        sent: false,
        send() {
          entry.sent = true;
          raw.send(frame);
          entry.wait(times.forReply, 'timed-out');
        },
        settle(result) {
          clearTimeout(timer);
          pending.delete(id);
          options.signal?.removeEventListener('abort', abort);
          resolve(result);
        },
        progress: options.onProgress,
        wait(ms, otherwise) {
          clearTimeout(timer);
          timer = setTimeout(() => {
            if (otherwise === 'timed-out') raw.send({ t: 'cancel', id });
            entry.settle(fail(otherwise, name));
          }, ms);
        },
      };
      options.signal?.addEventListener('abort', abort);
      pending.set(id, entry);
      if (desk.state === 'running') entry.send();
      else entry.wait(times.forPort, 'desk-unavailable');
    });
  };

  return {
    call,
    async callSure(name, input, { within = 60_000, ...options } = {}) {
      const requestId = options.requestId ?? crypto.randomUUID();
      const until = performance.now() + within;
      for (;;) {
        const result = await call(name, input, { ...options, requestId });
        const again = !result.ok && (result.code === 'interrupted' || result.code === 'desk-unavailable');
        if (!again || performance.now() + times.beforeRepeat >= until || options.signal?.aborted)
          return result;
        await new Promise((resolve) => setTimeout(resolve, times.beforeRepeat));
      }
    },
    watch: topics.watch,
    onDesk(listener) {
      listeners.add(listener);
      listener(desk);
      return () => listeners.delete(listener);
    },
    desk: () => desk,
    tryAgain: () => raw.send({ t: 'try-again' }),
  };
}

function asResult(value: unknown): Result<unknown> {
  if (typeof value === 'object' && value !== null && 'ok' in value && typeof value.ok === 'boolean')
    return value as Result<unknown>;
  return fail('invalid-result');
}
