// Before the first paint in the preview: the address's token becomes a cookie that no script can read, and leaves the
// address bar. In Electron there is no token: the window itself is the proof.
import { tokenOf } from './place.ts';

export interface BootSurroundings {
  location: Pick<Location, 'hash' | 'pathname' | 'search'>;
  /** Takes the token out of the address bar and out of the history. */
  replaceAddress(to: string): void;
  /** POSTs JSON to this page's own origin; answers the status, or null when nothing answered. */
  post(path: string, body: unknown): Promise<number | null>;
}

/** `ok` = go on; the others are pages that say why and what to do. */
export type BootResult = 'ok' | 'token-refused' | 'no-answer';

/** Removes the token from the address in every case: a used or refused token is worth nothing, a copied one is. */
export async function exchangeToken({
  location,
  replaceAddress,
  post,
}: BootSurroundings): Promise<BootResult> {
  const token = tokenOf(location);
  if (location.hash.startsWith('#token=')) replaceAddress(location.pathname + location.search);
  if (token === null) return 'ok';
  const status = await post('/session', { token });
  if (status === null) return 'no-answer';
  return status >= 200 && status < 300 ? 'ok' : 'token-refused';
}
