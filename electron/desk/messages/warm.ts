// The rules of red flags are made ready when they are first needed, and are slow the first times they run. Both happen soon
// after the start, on made-up words and a little at a time, so that the first caller's words are not kept waiting.
import { readySteps, scanRedFlags } from '#shared/domain/redflags/index.ts';

const words =
  'She was told to call about her breathing and the chest pain that she has had since Tuesday, when she fell. '.repeat(
    8,
  );
/** As often as it still gets quicker. */
const runs = 12;
/** The start itself comes first, ms. */
const pause = 1500;

/** `after` in ms. The returned function ends it. */
export function warmScanner(
  after: (ms: number, run: () => void) => () => void,
  scan: (text: string) => unknown = scanRedFlags,
): () => void {
  const tasks = [...readySteps, ...Array.from({ length: runs }, () => () => scan(words))];
  const next = (): void => {
    tasks.shift()?.();
    if (tasks.length > 0) cancel = after(5, next);
  };
  let cancel = after(pause, next);
  return () => cancel();
}
