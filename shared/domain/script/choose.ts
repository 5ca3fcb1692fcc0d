// Which script opens for a reason: its own, or the general one. There is always something to say.
import type { Script } from './script.ts';

/** Newest version of the reason's script; the general script when the reason has none; null only for an empty library. */
export function scriptFor(scripts: readonly Script[], reason: string): Script | null {
  const newest = (code: string) =>
    scripts.filter((s) => s.reason === code).toSorted((a, b) => b.version - a.version)[0] ?? null;
  return newest(reason) ?? newest('general');
}
