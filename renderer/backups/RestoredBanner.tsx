// After a restore: what came back and what could not be read, once, until somebody has read it.
import { useState } from 'react';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { useBackups } from './use-backups.ts';
import { whenOf } from './words.ts';
import '../text/late/backups.ts';

/** Of this document: the desk may be drawn anew without anything having been restored again. */
let read: string | null = null;

export default function RestoredBanner() {
  const { state } = useBackups();
  const [, setRead] = useState(0);
  const restored = state?.restored ?? null;
  const mark = JSON.stringify(restored);
  if (restored === null || read === mark) return null;
  const { from, salvaged: rows, holes, unsent, setAside, tookMs } = restored;
  return (
    <Banner
      tone={holes.length > 0 ? 'amber' : 'info'}
      title={t('backups.done.title')}
      onDismiss={() => {
        read = mark;
        setRead((n) => n + 1);
      }}
    >
      {[
        from === null
          ? t('backups.done.none', { rows })
          : t('backups.done.from', { when: whenOf(from), rows }),
        t(holes.length > 0 ? 'backups.done.holes' : 'backups.done.whole', { count: holes.length }),
        t('backups.done.unsent', { count: unsent }),
        t('backups.done.took', { time: formatSpan(Math.max(1, tookMs / 1000), true) }),
        setAside === null ? '' : t('backups.done.aside', { name: setAside }),
      ]
        .filter(Boolean)
        .join(' ')}
    </Banner>
  );
}
