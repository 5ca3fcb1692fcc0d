// An instant of a list in words: the clock alone today, with its day else.
import { formatDate, formatTime } from '../text/format.ts';

export function whenWords(at: string, nowMs: number): string {
  const now = new Date(nowMs).toISOString();
  const today = formatDate(at) === formatDate(now);
  return today ? formatTime(at) : `${formatDate(at, { weekday: true, now })} ${formatTime(at)}`;
}
