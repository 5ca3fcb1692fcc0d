// The shell's own questions, in the system's dialog: for the moments in which no page can ask.
import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron';
import type { Leaving } from '#host/link.ts';
import type { LeavingReason } from './leaving.ts';
import { leavingWords, text } from './text.ts';

interface Words {
  title: string;
  message: string;
  detail: string;
  yes: string;
  no: string;
}
/** The harmless answer is the default, and what closing the dialog means. */
async function ask(window: BrowserWindow | null, words: Words, harmless: 'yes' | 'no'): Promise<boolean> {
  const harmlessIndex = harmless === 'no' ? 0 : 1;
  const options: MessageBoxOptions = {
    type: 'question',
    title: words.title,
    message: words.message,
    detail: words.detail,
    buttons: [words.no, words.yes],
    defaultId: harmlessIndex,
    cancelId: harmlessIndex,
    noLink: true,
  };
  // On a window that nobody sees, macOS would show a sheet that nobody sees either.
  const { response } =
    window === null || window.isDestroyed() || !window.isVisible()
      ? await dialog.showMessageBox(options)
      : await dialog.showMessageBox(window, options);
  return response === 1;
}

export const askLeave = (
  window: BrowserWindow | null,
  why: readonly LeavingReason[],
  state: Leaving,
): Promise<boolean> => ask(window, { ...text.leaving, ...leavingWords(why, state) }, 'no');

export const askLost = (window: BrowserWindow): Promise<boolean> => ask(window, text.pageLost, 'yes');
export const askHung = (window: BrowserWindow): Promise<boolean> => ask(window, text.pageHung, 'no');
