// Devices as they are offered, and a level as the ear takes it. Pure.
import type { AudioDevice } from '#shared/domain/telephony/engine.ts';
import { t } from '../text/t.ts';

/** The system's own choice first; one that is chosen and not there any more says so instead of vanishing. */
export function deviceOptions(
  devices: readonly AudioDevice[],
  chosen: string | null,
): { id: string; title: string; isDisabled?: boolean }[] {
  const known = devices.filter((d) => d.id !== 'default' && d.id !== '');
  const gone = chosen !== null && chosen !== 'default' && !known.some((d) => d.id === chosen);
  return [
    { id: 'default', title: t('telephony.devices.default') },
    ...known.map((d, i) => ({
      id: d.id,
      title: d.label === '' ? t('telephony.devices.unnamed', { n: i + 1 }) : d.label,
    })),
    ...(gone ? [{ id: chosen, title: t('telephony.devices.gone'), isDisabled: true }] : []),
  ];
}

/** The loudest of the last moments: between two words nobody has stopped being heard. */
export interface Peak {
  level: number;
  atMs: number;
}
export const noPeak: Peak = { level: 0, atMs: 0 };
/** ms for which a peak is held; longer than the pauses of speech. */
const heldMs = 1500;
export const heldPeak = (was: Peak, level: number, nowMs: number): Peak =>
  level >= was.level || nowMs - was.atMs > heldMs ? { level, atMs: nowMs } : was;

/** 0 to 100: loudness is felt in ratios, so half of the bar is speech and not a shout. */
export function meterShare(level: number): number {
  if (!(level > 0.001)) return 0;
  const decibels = 20 * Math.log10(Math.min(1, level));
  return Math.round(Math.max(0, Math.min(100, ((decibels + 60) / 60) * 100)));
}
