// Before the first paint in the preview: the address's token becomes a cookie that no script can read, and leaves the
// address bar. In Electron there is no token: the window itself is the proof.
import { tokenOf } from './place.ts';

export interface BootSurroundings {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  /** Takes the token out of the address bar and out of the history. */
  replaceAddress(to: string): void;
  /** POSTs JSON to this page's own origin; null when nothing answered. */
  post(path: string, body: unknown): Promise<{ status: number; body: unknown } | null>;
  /** Keeps this tab's secret for the sockets to come; a reload finds it again. */
  keepTab(secret: string): void;
}

/** `ok` = go on; the others are pages that say why and what to do. */
export type BootResult = 'ok' | 'token-refused' | 'no-answer';

/** Removes the token from the address in every case: a used or refused token is worth nothing, a copied one is. */
export async function exchangeToken({
  location,
  replaceAddress,
  post,
  keepTab,
}: BootSurroundings): Promise<BootResult> {
  const token = tokenOf(location);
  if (location.hash.startsWith('#token=')) replaceAddress(location.pathname + location.search);
  if (token === null) return 'ok';
  const answer = await post('/session', { token });
  if (answer === null) return 'no-answer';
  const { status, body } = answer;
  const tab = typeof body === 'object' && body !== null && 'tab' in body ? body.tab : null;
  if (status !== 200 || typeof tab !== 'string') return 'token-refused';
  keepTab(tab);
  return 'ok';
}
