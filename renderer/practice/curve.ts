// The debrief's pictures as plain numbers: where a missed cue is labelled over the call, a skill over attempts. Pure; drawn elsewhere.
import type { SeriesPoint } from '#shared/domain/practice/debrief.ts';

export interface Box {
  width: number;
  height: number;
}
export interface Spot {
  x: number;
  y: number;
}
const round = (n: number): number => Math.round(n * 10) / 10;

/** `M0 10 L5 8 …`; empty for nothing. */
export const pathOf = (spots: readonly Spot[]): string =>
  spots.map((s, i) => `${i === 0 ? 'M' : 'L'}${s.x} ${s.y}`).join(' ');

export interface MissedMark {
  x: number;
  atMs: number;
  /** False where another label is too near. */
  labelled: boolean;
}

/** Where a cue was passed over. A label needs about 110 px; what is nearer keeps its line and loses its words. */
export function missedMarks(series: readonly SeriesPoint[], { width }: Box, room = 110): MissedMark[] {
  const end = series.at(-1)?.atMs ?? 0;
  let free = room;
  return series
    .filter((p) => p.missedCue)
    .map((p) => {
      const x = round(end === 0 ? 0 : (p.atMs / end) * width);
      // The ends of the axis have labels of their own.
      const labelled = x >= free && x <= width - room;
      if (labelled) free = x + room;
      return { x, atMs: p.atMs, labelled };
    });
}

/** Spots of the trend: evenly apart, `of` at the top; one attempt stands in the middle. */
export function trendSpots(values: readonly number[], of: number, { width, height }: Box): Spot[] {
  return values.map((v, i) => ({
    x: round(values.length === 1 ? width / 2 : (i / (values.length - 1)) * width),
    y: round(height - (Math.min(of, Math.max(0, v)) / of) * height),
  }));
}
