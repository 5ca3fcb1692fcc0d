// 4d.7: how far a copy of a schedule on a device counts.
const hourMs = 3_600_000;

/** Up to 12 h `fresh`; up to 24 h `old` (confirm by phone when offline); then `expired`. Both are instants. */
export function scheduleAge(asOf: string, now: string): 'fresh' | 'old' | 'expired' {
  const hours = (Date.parse(now) - Date.parse(asOf)) / hourMs;
  return hours > 24 ? 'expired' : hours > 12 ? 'old' : 'fresh';
}
