// The types of the page's bridge, derived from the contract: what `careline.messages.save(…)` takes and answers.
// Types only: the renderer's bundle carries no schema.
import type { z } from 'zod';
import type { Result } from '../domain/result.ts';
import type { PageResult, PageSpec, RequestSpec, Spec, TopicEvent, TopicSpec } from './kinds.ts';
import type { contract } from './index.ts';
import type { ToDesk, ToPage } from './wire.ts';

/** Not for the desk but for who started it: a person asks to start a desk that is down once more. */
export interface TryAgain {
  t: 'try-again';
}
/** Nor this: a person ends the app. A host that is no app has nothing to end. */
export interface Quit {
  t: 'quit';
}
/** What the preload (or the preview's socket) gives a page: frames out, frames in. Everything else is `renderer/bridge`. */
export interface RawBridge {
  send(frame: ToDesk | TryAgain | Quit): void;
  /** Frames that came before the first listener are kept for it. Returns how to stop listening. */
  onFrame(listener: (frame: ToPage) => void): () => void;
}

export interface Progress {
  done: number;
  total: number | null;
  note: string | null;
}
/** An AbortSignal, as far as it is used (this floor has no DOM). */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
export interface CallOptions {
  /** Give the same one to repeat a change safely; made by the bridge when absent. */
  requestId?: string;
  signal?: Signal;
  onProgress?: (progress: Progress) => void;
  /** Asks again with the same requestId while the desk restarts, for at most this many milliseconds. */
  sureWithin?: number;
}

type NoInput = Record<never, never>;
type Input<I extends z.ZodType> = z.input<I>;
/** A page without filters takes the cursor alone: beside `Record<string, never>` it would be `never` itself. */
type PageInput<I> = (I extends Record<string, never> ? NoInput : I) & { cursor?: string | null };
/** A request or page whose input may be empty can be called without it. */
type Call<I, R> = NoInput extends I
  ? (input?: I, options?: CallOptions) => Promise<Result<R>>
  : (input: I, options?: CallOptions) => Promise<Result<R>>;
export type Bridged<S> =
  S extends RequestSpec<infer I, infer O>
    ? Call<Input<I>, z.output<O>>
    : S extends PageSpec<infer I, infer O>
      ? Call<PageInput<Input<I>>, PageResult<z.output<O>>>
      : S extends TopicSpec
        ? { watch(listener: (event: TopicEvent) => void): () => void }
        : never;
export type BridgeOf<C extends Record<string, Record<string, Spec>>> = {
  readonly [Room in keyof C]: { readonly [Name in keyof C[Room]]: Bridged<C[Room][Name]> };
};
export type Bridge = BridgeOf<typeof contract>;
