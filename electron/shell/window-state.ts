// Where a window comes up: where it was, if a person can still reach it there; else on a screen that exists. Pure, so that
// every way in which screens come and go is a row of a table.
import { z } from 'zod';
import type { WindowKind } from './window-kinds.ts';

/** Device-independent pixels; left and above of the first screen is negative. */
const pixels = z.int().min(-100_000).max(100_000);
const area = z.strictObject({ x: pixels, y: pixels, width: pixels.min(1), height: pixels.min(1) });
export type Area = z.infer<typeof area>;

/** How a window was left. `bounds` are those to which it returns when it is no longer maximised. */
export const keptWindow = z.strictObject({ bounds: area, maximised: z.boolean() });
export type KeptWindow = z.infer<typeof keptWindow>;
/** The whole file: nothing but places. */
export const keptWindows = z.strictObject({
  main: keptWindow.optional(),
  panel: keptWindow.optional(),
  compact: keptWindow.optional(),
  trainer: keptWindow.optional(),
});
export type KeptWindows = z.infer<typeof keptWindows>;

/** A title bar is about this high; it must not lie above or below the screen, or nobody can take hold of it. */
const titleBar = 40;
/** So much of the window's width must be on the screen. */
const grip = 160;

const overlap = (a: Area, b: Area): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));
const within = (value: number, low: number, high: number): number =>
  Math.min(Math.max(value, low), Math.max(low, high));

/**
 * Bounds for a window, on one of `screens` (work areas, without task bars; the first is the primary one; at least one).
 * A window that was kept stays where its title bar can be taken hold of, moved by as little as needed. One that lies on
 * no screen any more, or was never kept, comes up in the middle of the primary one.
 */
export function placeWindow(
  kept: Area | null,
  screens: readonly [Area, ...Area[]],
  kind: Pick<WindowKind, 'width' | 'height' | 'minWidth' | 'minHeight'>,
): Area {
  const [primary] = screens;
  const home =
    kept === null ? primary : screens.reduce((a, b) => (overlap(kept, b) > overlap(kept, a) ? b : a));
  // A screen may be smaller than the least size: the screen wins, its edges can be reached.
  const width = Math.min(Math.max(kept?.width ?? kind.width, kind.minWidth), home.width);
  const height = Math.min(Math.max(kept?.height ?? kind.height, kind.minHeight), home.height);
  if (kept === null || overlap(kept, home) === 0)
    return {
      x: home.x + Math.floor((home.width - width) / 2),
      y: home.y + Math.floor((home.height - height) / 2),
      width,
      height,
    };
  const hold = Math.min(grip, width);
  return {
    x: within(kept.x, home.x - width + hold, home.x + home.width - hold),
    y: within(kept.y, home.y, home.y + home.height - titleBar),
    width,
    height,
  };
}

export const sameArea = (a: Area, b: Area): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
