// Adding frames: what each one in a conference hears is everyone's sum without the own voice.
import { frameSamples } from '../sound/sounds.ts';

export type Sum = Int32Array;

export const emptySum = (): Sum => new Int32Array(frameSamples);

export function addTo(sum: Sum, frame: Int16Array | null, sign: 1 | -1 = 1): void {
  if (frame === null) return;
  for (let i = 0; i < frameSamples; i += 1) sum[i] = (sum[i] ?? 0) + sign * (frame[i] ?? 0);
}

/** Too loud is cut off, as every mixer does. */
export function toFrame(sum: Sum): Int16Array {
  const frame = new Int16Array(frameSamples);
  for (let i = 0; i < frameSamples; i += 1) frame[i] = Math.max(-32_768, Math.min(32_767, sum[i] ?? 0));
  return frame;
}

/** Both at once; null when both are silent. */
export function mixed(one: Int16Array | null, other: Int16Array | null): Int16Array | null {
  if (one === null || other === null) return one ?? other;
  const sum = emptySum();
  addTo(sum, one);
  addTo(sum, other);
  return toFrame(sum);
}
