// The small parts: `powerMonitor` driven by specs, `shell` and `Menu` recorded.
import { EventEmitter } from 'node:events';
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { createEvent } from './event.ts';
import {
  events,
  type AwakeMembers,
  type ClipboardMembers,
  type MenuStatics,
  type ShellMembers,
  type ShortcutMembers,
} from './members.ts';
import { surface } from './not-in-surface.ts';
import type { Recorder } from './recorder.ts';

/** Docs: api/power-monitor, events; user-did-… are of macOS and Windows. */
export type PowerEvent = (typeof events.PowerMonitor)[number];

export function createPower(): { powerMonitor: EventEmitter; emit(event: PowerEvent): boolean } {
  const powerMonitor = surface('powerMonitor', new EventEmitter(), events.PowerMonitor);
  return { powerMonitor, emit: (event) => powerMonitor.emit(event, createEvent()) };
}

/** Docs: api/power-save-blocker. Only noted: nothing here would sleep. */
export function createAwake(recorder: Recorder): AwakeMembers {
  let last = 0;
  return surface('powerSaveBlocker', {
    start(type) {
      recorder.record('powerSaveBlocker.start', type);
      return ++last;
    },
    stop(id) {
      recorder.record('powerSaveBlocker.stop', id);
      return true;
    },
  } satisfies AwakeMembers);
}

/** Docs: api/clipboard. One for this double, not the computer's. */
export function createClipboard(): ClipboardMembers {
  let text = '';
  return surface('clipboard', {
    clear: () => void (text = ''),
    readText: async () => text,
    writeText: async (given) => void (text = given),
  } satisfies ClipboardMembers);
}

export interface ShortcutControls {
  /** Those that the app holds now. */
  held(): string[];
  /** Somebody presses it, whatever has the focus; false when the app doesn't hold it. */
  press(accelerator: string): boolean;
  /** From now on another program has it, or (`false`) has given it back. */
  taken(accelerator: string, on: boolean): void;
}
/** Docs: api/global-shortcut, register: false when another program has it; the app's own is replaced without a word. */
export function createShortcuts(isReady: () => boolean): {
  globalShortcut: ShortcutMembers;
  controls: ShortcutControls;
} {
  const held = new Map<string, () => void>();
  const others = new Set<string>();
  return {
    globalShortcut: surface('globalShortcut', {
      register(accelerator, callback) {
        if (!isReady()) throw new Error('globalShortcut cannot be used before the app is ready');
        if (others.has(accelerator)) return false;
        held.set(accelerator, callback);
        return true;
      },
      unregister: (accelerator) => void held.delete(accelerator),
    } satisfies ShortcutMembers),
    controls: {
      held: () => [...held.keys()],
      press(accelerator) {
        held.get(accelerator)?.();
        return held.has(accelerator);
      },
      taken: (accelerator, on) => void (on ? others.add(accelerator) : others.delete(accelerator)),
    },
  };
}

/** Docs: api/shell, openExternal. Nothing is opened. */
export const createShell = (recorder: Recorder): ShellMembers =>
  surface('shell', { openExternal: async (url: string) => recorder.record('shell.openExternal', url) });

/** Docs: api/menu. Only macOS has one; the template is kept as it is. */
export const createMenu = (recorder: Recorder) =>
  surface('Menu', {
    setApplicationMenu: (menu: ElectronMenu | null) => recorder.record('Menu.setApplicationMenu', menu),
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({ template }) as unknown as ElectronMenu,
  } satisfies MenuStatics);
