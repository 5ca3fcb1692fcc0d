// Keeps where windows stood: bounds and nothing else, written whole or not at all. A damaged file means default places.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { keptWindows, type KeptWindow, type KeptWindows } from './window-state.ts';

export type KeptSurface = keyof KeptWindows;
export interface WindowStore {
  read(surface: KeptSurface): KeptWindow | null;
  /** Written a moment later: a window that is dragged moves many times a second. */
  keep(surface: KeptSurface, window: KeptWindow): void;
  /** What waits is written now. */
  flush(): void;
}
/** Milliseconds between the last move and the write. */
export const settleFor = 500;

export function createWindowStore(
  file: string,
  later: (ms: number, task: () => void) => () => void,
): WindowStore {
  let windows: KeptWindows = readKept(file);
  let cancel: (() => void) | null = null;

  function write(): void {
    cancel = null;
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(`${file}.new`, JSON.stringify(windows), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch {
      // A full or read-only disk: the windows come up in their default places next time, and nothing else is lost.
    }
  }
  return {
    read: (surface) => windows[surface] ?? null,
    keep(surface, window) {
      windows = { ...windows, [surface]: window };
      cancel?.();
      cancel = later(settleFor, write);
    },
    flush() {
      if (cancel === null) return;
      cancel();
      write();
    },
  };
}

function readKept(file: string): KeptWindows {
  try {
    return keptWindows.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
