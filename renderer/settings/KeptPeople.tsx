// What this desk keeps of the record, so that calls open at once: how many people, since when, until when, and that they go.
import { useEffect, useState } from 'react';
import type { KeptView } from '#shared/contract/kept.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { useTopic } from '../bridge/use-desk.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';

const when = (instant: string): string => `${formatDate(instant, {})} ${formatTime(instant)}`;

export function KeptPeople() {
  const [kept, setKept] = useState<KeptView | null>(null);
  const [busy, setBusy] = useState(false);
  const read = (): void => void careline.kept.read().then((result) => result.ok && setKept(result.value));
  useEffect(read, []);
  useTopic(careline.kept.changed, read);
  if (kept === null) return null;
  const forget = async (): Promise<void> => {
    setBusy(true);
    const result = await careline.kept.forget();
    setBusy(false);
    if (result.ok) setKept(result.value);
    else sayFailure(result);
  };
  return (
    <section className="cl-stack" aria-label={t('settings.people')}>
      <h3>{t('settings.people')}</h3>
      <p>
        {kept.since === null
          ? t('settings.people.none')
          : t('settings.people.some', { count: kept.people, since: when(kept.since) })}{' '}
        {t(`settings.people.ahead.${kept.ahead.state}`, { count: kept.ahead.left })}
      </p>
      <p className="cl-detail-quiet">{t('settings.people.until', { days: kept.days })}</p>
      <div className="cl-inline">
        <Button size="small" isPending={busy} isDisabled={kept.people === 0} onPress={() => void forget()}>
          {t('settings.people.forget')}
        </Button>
      </div>
    </section>
  );
}
