// A laboratory value over time: which points, which reference range, and where they stand in the drawing. Pure.
import type { LabRow } from '#shared/domain/patient/panel-rows.ts';

export interface Point {
  at: string;
  value: number;
}
export interface Bounds {
  low: number | null;
  high: number | null;
}

const figure = String.raw`(-?\d+(?:\.\d+)?)`;
const between = new RegExp(`^${figure}\\s*(?:–|-|to)\\s*${figure}$`);
const from = new RegExp(`^(?:≥|>=|>)\\s*${figure}$`);
const upTo = new RegExp(`^(?:≤|<=|<)\\s*${figure}$`);

/** Only a range that is nothing but figures can be drawn; any other stays a text. */
export function boundsOf(range: string | null): Bounds | null {
  const text = range?.trim() ?? '';
  const both = between.exec(text);
  if (both) {
    const [low, high] = [Number(both[1]), Number(both[2])];
    return low <= high ? { low, high } : null;
  }
  const low = from.exec(text);
  if (low) return { low: Number(low[1]), high: null };
  const high = upTo.exec(text);
  return high ? { low: null, high: Number(high[1]) } : null;
}

/** Oldest first, the newest value last when it is a figure; what has no time can't be drawn. */
export function pointsOf({ value, at, earlier }: Pick<LabRow, 'value' | 'at' | 'earlier'>): Point[] {
  const isFigure = value !== null && /^-?\d+(\.\d+)?$/.test(value.trim());
  const all = [...(isFigure && at !== null ? [{ at, value: Number(value) }] : []), ...earlier];
  return all
    .filter((point) => Number.isFinite(point.value) && !Number.isNaN(Date.parse(point.at)))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A line needs two points. */
export const hasTrend = (row: Pick<LabRow, 'value' | 'at' | 'earlier'>): boolean => pointsOf(row).length > 1;

export const sideOf = (value: number, bounds: Bounds | null): 'above' | 'below' | 'within' | null => {
  if (bounds === null) return null;
  if (bounds.high !== null && value > bounds.high) return 'above';
  return bounds.low !== null && value < bounds.low ? 'below' : 'within';
};

export interface Drawing {
  dots: { x: number; y: number; side: ReturnType<typeof sideOf> }[];
  line: string;
  /** Top and height of the reference range; open ends reach the edge. */
  band: { y: number; height: number } | null;
  /** Figures at the left, top to bottom. */
  marks: { y: number; value: number }[];
}

/** `box` in the drawing's own units; y grows downwards. */
export function drawingOf(
  points: readonly Point[],
  bounds: Bounds | null,
  box: { left: number; right: number; top: number; bottom: number },
): Drawing {
  const values = points.map((p) => p.value);
  const edges = [bounds?.low, bounds?.high].filter((v) => typeof v === 'number');
  const lowest = Math.min(...values, ...edges);
  const highest = Math.max(...values, ...edges);
  const spare = highest > lowest ? (highest - lowest) * 0.08 : Math.max(1, Math.abs(highest) * 0.1);
  const [bottom, top] = [lowest - spare, highest + spare];
  const y = (value: number): number =>
    box.bottom - ((value - bottom) / (top - bottom)) * (box.bottom - box.top);
  const times = points.map((p) => Date.parse(p.at));
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = (i: number): number =>
    last > first
      ? box.left + (((times[i] ?? first) - first) / (last - first)) * (box.right - box.left)
      : box.left + (points.length > 1 ? i / (points.length - 1) : 0.5) * (box.right - box.left);
  const dots = points.map((p, i) => ({ x: x(i), y: y(p.value), side: sideOf(p.value, bounds) }));
  const bandTop = bounds === null ? 0 : bounds.high === null ? box.top : y(bounds.high);
  const bandBottom = bounds === null ? 0 : bounds.low === null ? box.bottom : y(bounds.low);
  const marks = [...new Set([highest, ...edges, lowest])]
    .map((value) => ({ value, y: y(value) }))
    .toSorted((a, b) => a.y - b.y)
    // Two figures on one line can't be read.
    .filter((mark, i, all) => i === 0 || mark.y - (all[i - 1]?.y ?? 0) > 11);
  return {
    dots,
    line: dots.map((d, i) => `${i === 0 ? 'M' : 'L'}${d.x.toFixed(1)} ${d.y.toFixed(1)}`).join(' '),
    band: bounds === null ? null : { y: bandTop, height: Math.max(0, bandBottom - bandTop) },
    marks,
  };
}
