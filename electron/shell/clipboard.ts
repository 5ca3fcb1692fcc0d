// What a person copied out of Careline leaves the system's clipboard again, unless somebody copied something else meanwhile
// (C32). Only a hash of it is kept for that. Electron has no way to keep it out of Windows' clipboard history: a site that
// needs that switches the history off by group policy.
import { createHash } from 'node:crypto';
import type { Clipboard } from 'electron';
import { ok } from '#shared/domain/result.ts';
import type { Host } from '#host/host.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

/** `after` runs something once, so many ms later, and answers how to take that back. */
export function createClipboard(
  clipboard: Pick<Clipboard, 'readText' | 'writeText' | 'clear'>,
  after: (ms: number, run: () => void) => () => void,
): Pick<Host, 'copyText'> & { clearNow(): Promise<void> } {
  let ours: string | null = null;
  let cancel = (): void => undefined;
  async function clear(): Promise<void> {
    cancel();
    const mine = ours;
    ours = null;
    if (mine === null) return;
    // What cannot be read may be ours.
    const there = await clipboard.readText().then(hashOf, () => mine);
    if (there === mine) clipboard.clear();
  }
  return {
    async copyText({ text, clearAfterMs }) {
      cancel();
      await clipboard.writeText(text);
      ours = hashOf(text);
      cancel = after(clearAfterMs, () => void clear());
      return ok({});
    },
    clearNow: clear,
  };
}
