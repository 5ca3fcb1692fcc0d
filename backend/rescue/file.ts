// Reads a rescue file (shared/protocol/lanes.ts) and says what is wrong with it before anything of it is taken: its hash,
// its count, its order. Whose it is, is the signature's matter (import.ts).
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { rescueHeader, rescueLine, type Lane, type LaneItem } from '#shared/protocol/lanes.ts';

export type RescueHeader = z.infer<typeof rescueHeader>;
export type RescueProblem = 'not-a-rescue-file' | 'altered' | 'wrong-count' | 'wrong-order' | 'not-signed';
export type RescueRead =
  | { ok: true; header: RescueHeader; lanes: Record<Lane, LaneItem[]> }
  | { ok: false; why: RescueProblem };

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export function readRescue(text: string): RescueRead {
  const end = text.indexOf('\n');
  const header = rescueHeader.safeParse(json(end < 0 ? text : text.slice(0, end)));
  if (!header.success) return { ok: false, why: 'not-a-rescue-file' };
  const rest = end < 0 ? '' : text.slice(end + 1);
  if (createHash('sha256').update(rest, 'utf8').digest('hex') !== header.data.sha256)
    return { ok: false, why: 'altered' };
  const lanes: Record<Lane, LaneItem[]> = { urgent: [], normal: [] };
  const lines = rest.split('\n').filter((line) => line !== '');
  for (const line of lines) {
    const parsed = rescueLine.safeParse(json(line));
    if (!parsed.success) return { ok: false, why: 'not-a-rescue-file' };
    const { lane, item } = parsed.data;
    const before = lanes[lane].at(-1);
    if (before && item.seq <= before.seq) return { ok: false, why: 'wrong-order' };
    lanes[lane].push(item);
  }
  if (lines.length !== header.data.items) return { ok: false, why: 'wrong-count' };
  return { ok: true, header: header.data, lanes };
}
