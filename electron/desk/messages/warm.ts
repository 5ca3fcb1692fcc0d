// The rules of red flags are slow the first times they run. They run at start on made-up words, a little at a time, so that
// the first caller's are not kept waiting.
import { scanRedFlags } from '#shared/domain/redflags/index.ts';

const words =
  'She was told to call about her breathing and the chest pain that she has had since Tuesday, when she fell. '.repeat(
    8,
  );
/** As often as it still gets quicker. */
const runs = 12;

/** `after` in ms. The returned function ends it. */
export function warmScanner(
  after: (ms: number, run: () => void) => () => void,
  scan: (text: string) => unknown = scanRedFlags,
): () => void {
  let left = runs;
  const next = (): void => {
    scan(words);
    if (--left > 0) cancel = after(5, next);
  };
  let cancel = after(50, next);
  return () => cancel();
}
