// What the pane draws: a script or a shared path, with where its wording is from. Pure.
import type { ScriptInForce } from '#shared/contract/scripts.ts';
import type { Lang } from '#shared/domain/script/languages.ts';
import type { Path, Script, ScriptStep } from '#shared/domain/script/script.ts';
import { keyOf } from '#shared/domain/script/walk.ts';

export type Origin = ScriptInForce['origin'];
export interface Flow {
  title: string;
  lang: Lang;
  version: number;
  author: string;
  date: string;
  review: 'draft' | 'reviewed';
  steps: readonly ScriptStep[];
  /** null = made in code: nobody approves it. */
  origin: Origin | null;
  /** null = the call's own script. */
  path: Path | null;
}

const head = ({ title, lang, version, author, date, review }: Script | Path) => ({
  title,
  lang,
  version,
  author,
  date,
  review,
});
export const flowOfScript = (
  script: Script,
  origin: Origin | null = null,
  steps: readonly ScriptStep[] = script.steps,
): Flow => ({ ...head(script), steps, origin, path: null });
export const flowOfPath = (path: Path, origin: Origin | null): Flow => ({
  ...head(path),
  steps: path.steps,
  origin,
  path,
});

/** Warnings of the abuse path: its steps that are named so, and how many of them were given. */
export function warningsOf(
  path: Path,
  progress: { done: readonly string[]; said: readonly string[] },
): { given: number; of: number } | null {
  const all = path.steps.filter((s) => /^(first_|second_|third_)?warn/.test(s.id));
  const isGiven = (s: ScriptStep): boolean =>
    progress.done.includes(s.id) || s.required.some((r) => progress.said.includes(keyOf(s.id, r.id)));
  return all.length === 0 ? null : { given: all.filter(isGiven).length, of: all.length };
}

/** Longest text of a step that articles are looked for by (characters). */
const mostWords = 400;
/** Steps that are about the matter itself; a greeting or a close is the same on every call and would find anything. */
const telling: readonly ScriptStep['kind'][] = ['need', 'action', 'message'];
/** What a step is about in its own words, without what would be filled in of a caller; empty = nothing of the matter. */
export const wordsOf = ({ kind, title, say }: Pick<ScriptStep, 'kind' | 'title' | 'say'>): string =>
  (telling.includes(kind) ? [title, ...say] : [])
    .join(' ')
    .replaceAll(/\{[^}]*\}/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, mostWords);
