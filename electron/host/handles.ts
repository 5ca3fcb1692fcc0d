// One-time handles for files a person picked: the page carries the handle, only the desk can turn it into a path, once.
import { fail, ok, type Result } from '#shared/domain/result.ts';

export interface Handles {
  issue(path: string): string;
  redeem(handle: string): Result<{ path: string }>;
}
/** A handle that nobody used is void after this many milliseconds. */
export const handleLife = 600_000;
const mostKept = 32;

export function fileHandles(makeId: () => string, now: () => number): Handles {
  const kept = new Map<string, { path: string; until: number }>();
  return {
    issue(path) {
      const oldest = kept.keys().next().value;
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      const handle = makeId();
      kept.set(handle, { path, until: now() + handleLife });
      return handle;
    },
    redeem(handle) {
      const found = kept.get(handle);
      kept.delete(handle);
      return found && now() < found.until ? ok({ path: found.path }) : fail('handle-spent');
    },
  };
}
