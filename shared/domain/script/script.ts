// A call script: a reason, steps, what to say aloud, what must be said, phrases to pick from, and a brief variant for simple
// tasks (row 30). Content is JSON in data/scripts; keys that came with version 2 have defaults, so that older files stay readable.
import { z } from 'zod';
import { reasonCode } from '../accounts/reason.ts';
import { langs } from './languages.ts';
import { line, pathNames, scriptStep } from './step.ts';

export * from './step.ts';

/** More is no script but an attack or a mistake. */
export const mostSteps = 24;
const contentId = z.string().regex(/^[a-z][a-z0-9_.-]{1,59}$/);
const accountId = z.string().regex(/^[a-z][a-z0-9-]{1,40}$/);

/** What script and path have in common: where it comes from and for whom it is. */
const head = {
  id: contentId,
  title: line(80),
  lang: z.enum(langs).default('en'),
  /** Written for one account; null = for all. */
  accountId: accountId.nullable().default(null),
  version: z.int().min(1),
  author: line(80),
  date: z.iso.date(),
  /** `draft` = wording that no clinician has reviewed; the page says so. */
  review: z.enum(['draft', 'reviewed']),
};

/** The shape alone, for a draft that somebody is still writing. */
export const scriptShape = z.strictObject({
  ...head,
  reason: reasonCode,
  clinical: z.boolean(),
  /** Shown beside the steps: what this role may not do on this call. */
  limits: z.array(line(160)).max(6),
  steps: z.array(scriptStep).min(1).max(mostSteps),
  /** Row 30: the same call in few words, for a caller who wants it done. Null = there is no short way. */
  brief: z.array(scriptStep).min(1).max(mostSteps).nullable().default(null),
});

const once = (list: readonly { id: string }[]) => new Set(list.map((x) => x.id)).size === list.length;
const greets = (list: readonly { kind: string }[]) => list[0]?.kind === 'greeting';
const closes = (list: readonly { kind: string }[]) => list.at(-1)?.kind === 'close';

export const script = scriptShape
  .refine((s) => s.steps.length >= 3, 'at least three steps')
  .refine((s) => once(s.steps) && once(s.brief ?? []), 'each step id once')
  .refine((s) => greets(s.steps) && (s.brief === null || greets(s.brief)), 'starts with a greeting')
  .refine((s) => closes(s.steps) && (s.brief === null || closes(s.brief)), 'ends with a close');
export type Script = z.infer<typeof script>;

/** A part of a call that any script may go into, and out of again. */
export const pathShape = z.strictObject({
  ...head,
  path: z.enum(pathNames),
  /** Row 31: what this role may offer on its own, and what only a supervisor may. */
  mayOffer: z.array(line(160)).max(10).default([]),
  needsSupervisor: z.array(line(160)).max(10).default([]),
  /** When to stop talking, and what then. */
  stopRules: z
    .array(z.strictObject({ when: line(160), what: line(240) }))
    .max(8)
    .default([]),
  steps: z.array(scriptStep).min(1).max(mostSteps),
});
export const path = pathShape.refine((p) => once(p.steps), 'each step id once');
export type Path = z.infer<typeof path>;
