// Answer and mute while another program has the focus (product.md 7). Taken from the system only while they would do something,
// so that no other program misses them otherwise; one that the system would not give is told of, once.
import type { GlobalKey } from '#host/link.ts';

/** Electron's globalShortcut, as far as it is used. */
export interface Shortcuts {
  /** False: another program has it, or the system gives none. */
  register(accelerator: string, pressed: () => void): boolean;
  unregister(accelerator: string): void;
}
export interface GlobalKeysDeps {
  platform: NodeJS.Platform;
  shortcuts: Shortcuts;
  tell(key: GlobalKey, what: 'pressed' | 'refused'): void;
}
/** The page's keys with others beside them: alone they are other programs' own. A Mac's F-keys are for its media. */
export const acceleratorsOf = (platform: NodeJS.Platform): Readonly<Record<GlobalKey, string>> =>
  platform === 'darwin'
    ? { answer: 'Control+Alt+Command+A', mute: 'Control+Alt+Command+M' }
    : { answer: 'Control+Shift+F2', mute: 'Control+Shift+F6' };

/** To be told which would do something now, whenever that may have changed. */
export function createGlobalKeys({
  platform,
  shortcuts,
  tell,
}: GlobalKeysDeps): (wanted: readonly GlobalKey[]) => void {
  const accelerators = acceleratorsOf(platform);
  const held = new Set<GlobalKey>();
  const refused = new Set<GlobalKey>();
  return (wanted) => {
    for (const key of held) {
      if (wanted.includes(key)) continue;
      held.delete(key);
      shortcuts.unregister(accelerators[key]);
    }
    for (const key of wanted) {
      if (held.has(key)) continue;
      if (shortcuts.register(accelerators[key], () => tell(key, 'pressed'))) {
        held.add(key);
        refused.delete(key);
      } else if (!refused.has(key)) {
        refused.add(key);
        tell(key, 'refused');
      }
    }
  };
}
