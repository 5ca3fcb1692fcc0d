// The hash chain of a batch: every item's hash must follow from the one before it and from its own content.
import { hash } from 'node:crypto';
import { chainText } from '#shared/protocol/seal-format.ts';
import type { LaneItem } from '#shared/protocol/lanes.ts';

export const chainHash = (previous: string, item: Omit<LaneItem, 'hash'>): string =>
  hash('sha256', chainText(previous, item));

/** Seq of the first item that is out of order or whose hash doesn't follow; null when all do. */
export function firstBroken(chainBefore: string, items: readonly LaneItem[]): number | null {
  let previous = chainBefore;
  let seq = items[0]?.seq ?? 1;
  for (const item of items) {
    if (item.seq !== seq || item.hash !== chainHash(previous, item)) return item.seq;
    previous = item.hash;
    seq += 1;
  }
  return null;
}
