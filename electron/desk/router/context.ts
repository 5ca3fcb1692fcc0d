// What a handler gets besides its input, and the types that tie handlers to the contract.
import type { z } from 'zod';
import type { Contract } from '#shared/contract/index.ts';
import type { PageResult, PageSpec, RequestSpec, Role, Surface } from '#shared/contract/kinds.ts';
import type { Result } from '#shared/domain/result.ts';

/** Ids that an audit row may carry: never names, numbers or texts. */
export interface Subject {
  patientId?: string;
  messageId?: string;
  callId?: string;
  articleId?: string;
  accountId?: string;
  card?: string;
  /** Whose secret or seat it is about: not who asks. */
  personId?: string;
  /** The emergency access under which it was read (C2). */
  breakGlassId?: string;
  /** What was reported for review. */
  reportId?: string;
  count?: number;
  /** Codes of what was asked for, joined by a colon. */
  what?: string;
}

export interface Person {
  id: string;
  name: string;
  initials: string;
  role: Role;
}

export interface Context {
  /** ISO instant by the desk's clock. */
  now: string;
  surface: Surface;
  person: Person | null;
  signal: AbortSignal;
  progress(done: number, total: number | null, note?: string): void;
  /** Adds ids to this request's audit row. */
  about(subject: Subject): void;
  /** Announces a change; for a write it is sent only after the commit. */
  changed(topic: string, ids?: readonly string[]): void;
}

type Awaitable<T> = T | Promise<T>;
export interface Cursor {
  after: string | null;
  limit: number;
}
export type HandlerOf<S> =
  S extends RequestSpec<infer I, infer O>
    ? (input: z.output<I>, context: Context) => Awaitable<Result<z.input<O>>>
    : S extends PageSpec<infer I, infer R>
      ? (input: z.output<I>, cursor: Cursor, context: Context) => Result<PageResult<z.input<R>>>
      : never;

type Callable<R> = { [K in keyof R as R[K] extends RequestSpec | PageSpec ? K : never]: HandlerOf<R[K]> };
/** Every handler of a room. A room that lacks one does not compile. */
export type RoomHandlers<N extends keyof Contract> = Callable<Contract[N]>;
export type Handlers = { [N in keyof Contract]: RoomHandlers<N> };
