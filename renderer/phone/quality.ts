// A call's quality in words a person can act on, from what was measured. A figure that is missing or no number is
// unknown, never good: a negative loss sample makes the carrier's score null.
import type { Quality } from '#shared/domain/telephony/engine.ts';
import type { Sample, SampleWarning } from './softphone.ts';

const inRange = (value: number | null, most: number): number | null =>
  value === null || !Number.isFinite(value) || value < 0 || value > most ? null : value;

/** Drops what can't have been measured. */
export const cleaned = (sample: Sample): Sample => ({
  mos: inRange(sample.mos, 5),
  rttMs: inRange(sample.rttMs, 60_000),
  jitterMs: inRange(sample.jitterMs, 60_000),
  lossPercent: inRange(sample.lossPercent, 100),
});

/** From this mean opinion score (ITU-T G.107, as the SDK counts it) on a call sounds good, fair. */
export const goodFrom = 4.0;
export const fairFrom = 3.5;

function wordOf(sample: Sample, warnings: readonly SampleWarning[]): Quality['word'] {
  if (warnings.includes('media-lost') || warnings.includes('no-sound-in')) return 'poor';
  const { mos, rttMs, lossPercent } = sample;
  if (mos === null && rttMs === null && lossPercent === null) return 'unknown';
  if ((mos !== null && mos < fairFrom) || (lossPercent ?? 0) > 5 || (rttMs ?? 0) > 400) return 'poor';
  if ((mos !== null && mos < goodFrom) || (lossPercent ?? 0) > 2 || (rttMs ?? 0) > 250 || warnings.length > 0)
    return 'fair';
  return mos === null ? 'unknown' : 'good';
}

export function qualityOf(given: Sample, warnings: Iterable<SampleWarning>): Quality {
  const sample = cleaned(given);
  const standing = [...new Set(warnings)].slice(0, 6);
  return { word: wordOf(sample, standing), ...sample, warnings: standing };
}

/** The SDK's names for what we warn of; others are not used (its silence detector counts a muted caller as a fault). */
const names: Readonly<Record<string, SampleWarning>> = {
  'high-packet-loss': 'loss',
  'high-packets-lost-fraction': 'loss',
  'high-jitter': 'jitter',
  'high-rtt': 'latency',
  'low-bytes-received': 'no-sound-in',
  'low-bytes-sent': 'no-sound-out',
  'ice-connectivity-lost': 'media-lost',
};
export const warningOf = (name: string): SampleWarning | null =>
  Object.hasOwn(names, name) ? (names[name] ?? null) : null;
