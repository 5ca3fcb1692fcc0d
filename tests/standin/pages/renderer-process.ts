// Which process of the system shows a page: DevTools doesn't say, so it is found among Chromium's renderers.
import type { Session } from './cdp.ts';

export interface RendererHint {
  /** A number the page gave away (its requests carry it), 0 if none; wrong inside a process namespace. */
  seen: number;
  /** Processes of other pages. */
  taken: readonly number[];
}
/** @returns the process's number, or 0 when it can't be told */
export async function findRenderer(browser: Session, { seen, taken }: RendererHint): Promise<number> {
  const { processInfo } = await browser.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter((each) => each.type === 'renderer').map((each) => each.id);
  if (renderers.includes(seen)) return seen;
  return renderers.filter((pid) => !taken.includes(pid)).at(-1) ?? 0;
}
