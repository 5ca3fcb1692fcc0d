// How old the articles on this computer are: they are searched and read here, online or not. After a day without news that is said
// as something to look at.
import { Clock } from 'lucide-react';
import { useStatus } from '../status/store.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Icon, useNow } from '../ui/index.ts';

/** Older knowledge is marked (ms). */
export const staleAfterMs = 24 * 3_600_000;
export const isStale = (asOf: string, now: Date): boolean => now.getTime() - Date.parse(asOf) > staleAfterMs;

export function AsOf() {
  const known = useStatus((s) => s.value?.knowledge ?? null);
  const now = useNow(60_000);
  if (known === null) return null;
  if (known.importing !== null)
    return <span>{t('knowledge.asOf.importing', { count: known.importing })}</span>;
  if (known.asOf === null) return null;
  const said = {
    day: formatDate(known.asOf, { weekday: true, now: now.toISOString() }),
    time: formatTime(known.asOf),
  };
  if (!isStale(known.asOf, now)) return <span>{t('knowledge.asOf', said)}</span>;
  return (
    <span className="cl-inline cl-ink-amber">
      <Icon of={Clock} size={13} />
      <span>{t('knowledge.asOf.stale', said)}</span>
    </span>
  );
}
