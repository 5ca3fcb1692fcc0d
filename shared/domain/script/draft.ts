// Reading content that somebody wrote or brought: a draft may still have empty or overlong lines, but its shape is whole; a file
// of a newer version of Careline, or one that is damaged, is refused by name and nothing of it is used.
import { z } from 'zod';
import { fail, ok, type Result } from '../result.ts';
import {
  nothingMore,
  path,
  pathShape,
  script,
  scriptShape,
  type Path,
  type Script,
  type ScriptStep,
} from './script.ts';

export type ScriptContent = Script | Path;
export const isPath = (content: ScriptContent): content is Path => 'path' in content;

/** The version of the schema that this desk writes and reads. */
export const scriptSchema = 2;
/** As a file that is carried to another desk. */
const carried = z.object({ format: z.literal('careline-script'), schema: z.int(), content: z.unknown() });

/** More is no script but an attack or a mistake (characters). */
export const longestScript = 200_000;

/** What somebody who writes can bring about field by field: too short, too long, not yet of its form. */
const unfinished = ['too_small', 'too_big', 'invalid_format', 'custom'];

const shapeOf = (value: unknown) =>
  typeof value === 'object' && value !== null && 'path' in value ? pathShape : scriptShape;

/** `a.0.b: what` of the first issue; names fields only, never the content's own words. */
const where = (issue: z.core.$ZodIssue | undefined): string =>
  `${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`.slice(0, 120);

/**
 * A draft as it was kept: its shape is whole, its lines may be unfinished. Keys that it lacks get their defaults. Refuses with
 * `script-damaged` and the place, never with the draft's own words.
 */
export function readDraft(value: unknown): Result<ScriptContent> {
  const read = shapeOf(value).safeParse(value);
  if (read.success) return ok(read.data);
  const bad = read.error.issues.find((i) => !unfinished.includes(i.code));
  return bad === undefined ? ok(withDefaults(value as ScriptContent)) : fail('script-damaged', where(bad));
}

const more = (steps: readonly ScriptStep[]): ScriptStep[] => steps.map((s) => ({ ...nothingMore, ...s }));
const withDefaults = (draft: ScriptContent): ScriptContent =>
  isPath(draft)
    ? { ...noPathRules, ...noHead, ...draft, steps: more(draft.steps) }
    : { ...noHead, ...draft, steps: more(draft.steps), brief: draft.brief ? more(draft.brief) : null };
const noHead = { lang: 'en', accountId: null } as const;
const noPathRules = { mayOffer: [], needsSupervisor: [], stopRules: [] };

/** Content that is to be said to callers: whole and of its form in everything. */
export function readContent(value: unknown): Result<ScriptContent> {
  const read =
    typeof value === 'object' && value !== null && 'path' in value
      ? path.safeParse(value)
      : script.safeParse(value);
  return read.success ? ok(read.data) : fail('script-damaged', where(read.error.issues[0]));
}

/** As a file: `{format, schema, content}`. Codes: `too-large`, `script-damaged`, `script-newer`. */
export function readFile(text: string): Result<ScriptContent> {
  if (text.length > longestScript) return fail('too-large', 'script');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('script-damaged', 'not JSON');
  }
  const found = carried.safeParse(value);
  if (!found.success) return fail('script-damaged', where(found.error.issues[0]));
  if (found.data.schema > scriptSchema) return fail('script-newer', String(found.data.schema));
  return readDraft(found.data.content);
}
export const writeFile = (content: ScriptContent): string =>
  `${JSON.stringify({ format: 'careline-script', schema: scriptSchema, content }, null, 2)}\n`;
