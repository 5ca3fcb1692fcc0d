// One observation that gives or costs points, with the line that shows it.
import type { Found } from './deadline.ts';

/** `quote` is the line that shows it; null = no line did. */
export interface Evidence {
  ruleId: string;
  title: string;
  points: number;
  of: number;
  /** Index in `run.lines`. */
  line: number | null;
  quote: string | null;
  atMs: number | null;
  /** The words of the line that decided, where the rule says which. */
  words: string[];
  /** Why no more: never done, too late, said wrong, claimed before it was so, another time. Null = earned, or a remark. */
  why: 'never' | 'late' | 'wrong' | 'done-but-must-not' | 'not-saved' | 'untrue' | 'other-time' | null;
}

export const at = (found: Found | undefined) => ({
  line: found?.line ?? null,
  quote: found?.said.text ?? null,
  atMs: found?.said.atMs ?? null,
});
