// Whether something that somebody wrote may be said to callers: whole, of its form, and clean by the lint. The editor shows what
// this finds beside the line; the desk asks it again before anything is submitted or approved.
import { isPath, type ScriptContent } from './draft.ts';
import type { Path } from './script.ts';
import { lintPath, lintScript, type ScriptFinding } from './script-lint.ts';

/** Empty = may be submitted. `paths`: those in force, which a branch may lead into; null = not checked. */
export const findingsOf = (content: ScriptContent, paths: readonly Path[] | null): ScriptFinding[] =>
  isPath(content) ? lintPath(content, paths) : lintScript(content, paths);
