// How old the articles on this computer are: they are searched and read here, online or not.
import { useEffect, useState } from 'react';
import type { StatusValue } from '#shared/contract/status.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { useNow } from '../ui/index.ts';

export function AsOf() {
  const [known, setKnown] = useState<StatusValue['knowledge'] | null>(null);
  const read = (): void => {
    void careline.status.read().then((result) => result.ok && setKnown(result.value.knowledge));
  };
  useEffect(read, []);
  useTopic(careline.status.changed, read);
  const now = useNow(60_000);
  if (known === null) return null;
  if (known.importing !== null)
    return <span>{t('knowledge.asOf.importing', { percent: Math.round(known.importing * 100) })}</span>;
  if (known.asOf === null) return null;
  return (
    <span>
      {t('knowledge.asOf', {
        day: formatDate(known.asOf, { weekday: true, now: now.toISOString() }),
        time: formatTime(known.asOf),
      })}
    </span>
  );
}
