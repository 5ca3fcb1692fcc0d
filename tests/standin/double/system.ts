// The small parts: `powerMonitor` driven by specs, `shell` and `Menu` recorded.
import { EventEmitter } from 'node:events';
import type { Menu as ElectronMenu, MenuItemConstructorOptions } from 'electron';
import { createEvent } from './event.ts';
import { events, type AwakeMembers, type MenuStatics, type ShellMembers } from './members.ts';
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

/** Docs: api/shell, openExternal. Nothing is opened. */
export const createShell = (recorder: Recorder): ShellMembers =>
  surface('shell', { openExternal: async (url: string) => recorder.record('shell.openExternal', url) });

/** Docs: api/menu. Only macOS has one; the template is kept as it is. */
export const createMenu = (recorder: Recorder) =>
  surface('Menu', {
    setApplicationMenu: (menu: ElectronMenu | null) => recorder.record('Menu.setApplicationMenu', menu),
    buildFromTemplate: (template: MenuItemConstructorOptions[]) => ({ template }) as unknown as ElectronMenu,
  } satisfies MenuStatics);
