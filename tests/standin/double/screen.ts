// `screen`: the displays a spec puts on the desk. What it answers is the double's own word: specs on it are @emulated.
import { EventEmitter } from 'node:events';
import type { Display } from 'electron';
import { events, type ElectronDouble } from './members.ts';
import { surface } from './not-in-surface.ts';

/** The part of Electron's Display that is used (docs: api/structures/display). */
export type DisplayLike = Pick<Display, 'id' | 'bounds' | 'workArea' | 'scaleFactor' | 'rotation'>;
export type ScreenPart = ElectronDouble['screen'];

/** One display as a call centre has it. */
export const usualDisplay: DisplayLike = {
  id: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
  scaleFactor: 1,
  rotation: 0,
};

export interface ScreenDouble {
  screen: ScreenPart;
  now(): DisplayLike[];
  /** Replaces the displays; the first one is the primary. Emits what changed (docs: api/screen, events). */
  set(displays: DisplayLike[]): void;
}

export function createScreen(first: DisplayLike[], isReady: () => boolean): ScreenDouble {
  let displays = first;
  const asked = (): Display[] => {
    // Docs: api/screen, "You cannot require or use this module until the ready event of the app module is emitted."
    if (!isReady()) throw new Error('The screen module can’t be used before app is ready');
    return displays as Display[];
  };
  const screen: ScreenPart = surface(
    'screen',
    Object.assign(new EventEmitter(), {
      getAllDisplays: () => asked(),
      getPrimaryDisplay: () => first1(asked()),
    }),
    events.Screen,
  );
  return {
    screen,
    now: () => displays,
    set(next) {
      const before = displays;
      displays = next;
      for (const gone of before.filter((each) => !next.some((now) => now.id === each.id)))
        screen.emit('display-removed', {}, gone);
      for (const each of next) {
        const was = before.find((old) => old.id === each.id);
        if (was === undefined) screen.emit('display-added', {}, each);
        else {
          const changed = (['bounds', 'workArea', 'scaleFactor', 'rotation'] as const).filter(
            (key) => JSON.stringify(was[key]) !== JSON.stringify(each[key]),
          );
          if (changed.length > 0) screen.emit('display-metrics-changed', {}, each, changed);
        }
      }
    },
  };
}

const first1 = (displays: Display[]): Display => {
  const primary = displays[0];
  if (primary === undefined) throw new Error('the stand-in has no display');
  return primary;
};
