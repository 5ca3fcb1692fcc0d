// One record, one clock: what stands on a message is told on the desk's clock, with the practice's own in brackets.
import { formatTimeBoth, formatTimeSeconds } from '../text/format.ts';

/** `03:47 (22:47 there)`. */
export const timeThere = (iso: string, zone: string): string => formatTimeBoth(iso, zone);

/** `03:47:12 (22:47:12 there)`. */
export const secondsThere = (iso: string, zone: string): string =>
  formatTimeBoth(iso, zone, formatTimeSeconds);
