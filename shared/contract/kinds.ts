// The three kinds of the bridge (architecture rule 1): request, page, topic. A room declares them once, with schemas;
// the desk's router, the page's typed bridge and the table in docs/requests.md are all derived from the declaration.
import { z } from 'zod';

export const roles = [
  'agent',
  'after-hours',
  'nurse',
  'trainer',
  'supervisor',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
export const surfaces = ['main', 'panel', 'compact', 'phone', 'trainer'] as const;
export type Surface = (typeof surfaces)[number];

/**
 * How the router runs a handler:
 * - `control`: no vault transaction (unlock, state of the desk); audited afterwards when the vault is open;
 * - `read`: local; its audit row is committed before the result leaves;
 * - `remote`: asks another system; "asked" is audited before and "answered" after;
 * - `write`: handler, audit row and the kept result of its requestId are one transaction; the handler is synchronous.
 */
export type Effect = 'control' | 'read' | 'remote' | 'write';

/** When a request may run: from the first screen on, only with the vault open, or also while the desk is locked. */
export type When = 'always' | 'open' | 'open-or-locked';

interface Common {
  /** Who may call it; `any` = also before a person is known. */
  roles: 'any' | readonly Role[];
  surfaces: readonly Surface[];
  when: When;
  /** The audit event's name, or null where no patient data and no decision is involved. */
  audit: string | null;
  /** It wants a proof of who asks that is not older than five minutes (`signin.begin`, `signin.stepUp`). */
  stepUp: boolean;
  /** Whoever sits at a practice desk may use it too: the people there are made up. */
  practice: boolean;
  /** `needed` = it reads patients or bodies, so it waits for the backend once the read-lease has ended (C10). */
  lease: 'free' | 'needed';
}
export interface RequestSpec<
  I extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> extends Common {
  kind: 'request';
  input: I;
  output: O;
  effect: Effect;
  /** True when the handler reports progress (long work). */
  progress: boolean;
}
export interface PageSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> extends Common {
  kind: 'page';
  /** Filters; the cursor is added by the bridge. */
  input: I;
  /** One row. At most 200 rows and 256 kB a page. */
  row: O;
}
/** Ids and a version only, never contents; merged to at most ten a second. */
export interface TopicSpec {
  kind: 'topic';
  surfaces: readonly Surface[];
}
export type Spec = RequestSpec | PageSpec | TopicSpec;

/** Who answers the telephone and teaches it. Auditors and administrators get only what names them. */
export const staff: readonly Role[] = ['agent', 'after-hours', 'nurse', 'trainer', 'supervisor'];
/** Who talks to patients and writes messages about them: no trainer needs a real person's for teaching (C18). */
export const callers: readonly Role[] = ['agent', 'after-hours', 'nurse', 'supervisor'];
/** For what shows patients, their calls or messages, and is practised too. */
export const calling = { roles: callers, practice: true } as const;
/** Everybody who may have a seat: for what concerns the seat itself. */
export const everybody: readonly Role[] = roles;
const main: readonly Surface[] = ['main'];

type Option = 'roles' | 'surfaces' | 'when' | 'audit' | 'stepUp' | 'lease' | 'practice';
type RequestOptions = Partial<Pick<RequestSpec, Option | 'progress'>> & {
  effect: Effect;
};
export function request<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
  options: RequestOptions,
): RequestSpec<I, O> {
  return {
    kind: 'request',
    input,
    output,
    roles: staff,
    surfaces: main,
    when: 'open',
    audit: null,
    stepUp: false,
    practice: false,
    lease: 'needed',
    progress: false,
    ...options,
  };
}
export function page<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  row: O,
  options: Partial<Pick<PageSpec, Option>> = {},
): PageSpec<I, O> {
  return {
    kind: 'page',
    input,
    row,
    roles: staff,
    surfaces: main,
    when: 'open',
    audit: null,
    stepUp: false,
    practice: false,
    lease: 'needed',
    ...options,
  };
}
/** A room for `callers` alone: every request of it that does not name its roles. */
export function forCallers<R extends Record<string, Spec>>(room: R): R {
  const specs = Object.entries(room).map(([name, spec]): [string, Spec] => [
    name,
    spec.kind === 'topic' || spec.roles !== staff ? spec : { ...spec, ...calling },
  ]);
  return Object.fromEntries(specs) as R;
}
export const topic = (surfaces: readonly Surface[] = ['main', 'panel', 'compact']): TopicSpec => ({
  kind: 'topic',
  surfaces,
});

export const nothing = z.strictObject({});
export const instant = z.iso.datetime({ precision: 3 });
export const shortText = z.string().max(200);
export const longText = z.string().max(8000);

/** What a page answers: rows, and where to go on. */
export interface PageResult<R> {
  rows: R[];
  next: string | null;
}
export interface TopicEvent {
  /** Counts up with every change of the topic; a page that missed some asks again. */
  version: number;
  ids: string[];
  /** True when events were dropped for this window: read everything again. */
  resync?: boolean;
}

/** Limits of the bridge, both ways (rule 1). */
export const limits = { messageBytes: 1_000_000, pageRows: 200, pageBytes: 256_000, topicHz: 10 } as const;
