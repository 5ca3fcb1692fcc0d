// One record, one clock: what stands on a message is told in the practice's own time, and says so.
import { formatTime, formatTimeSeconds } from '../text/format.ts';
import { t } from '../text/t.ts';

/** `22:47 there`. */
export const timeThere = (iso: string, zone: string): string =>
  t('messages.time.there', { time: formatTime(iso, zone) });

/** `22:47:12 there`. */
export const secondsThere = (iso: string, zone: string): string =>
  t('messages.time.there', { time: formatTimeSeconds(iso, zone) });
