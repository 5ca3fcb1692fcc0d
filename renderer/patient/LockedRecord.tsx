// After three wrong answers: nothing more is compared, and the caller is still helped. By this call's own answers it stays so
// for whomever is chosen; by earlier calls about the same person only that person is closed, and another may be chosen.
import { Lock, UserSearch } from 'lucide-react';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { formatDate, formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import type { Verification } from './checking.ts';

export interface LockedRecordProps {
  verification: Pick<Verification, 'contextId' | 'lockedBy' | 'lockedUntil'>;
  /** Nobody is chosen any more. */
  onChange: () => Promise<void>;
}

export function LockedRecord({ verification, onChange }: LockedRecordProps) {
  const { contextId, lockedBy, lockedUntil } = verification;
  const earlier = lockedBy === 'patient';
  const change = async (): Promise<void> => {
    const result = await careline.patient.unchoose({ contextId }, { sureWithin: 10_000 });
    if (!result.ok) return sayFailure(result);
    await onChange();
  };
  const until = lockedUntil ?? null;
  return (
    <div className="cl-patient-pad">
      <Banner tone="amber" icon={Lock} title={t(earlier ? 'patient.locked.earlier' : 'patient.locked.title')}>
        {!earlier
          ? t('patient.locked.text')
          : until === null
            ? t('patient.locked.earlier.text')
            : t('patient.locked.earlier.until', { date: formatDate(until), time: formatTime(until) })}
      </Banner>
      <p className="cl-said">{t('patient.locked.say')}</p>
      {earlier && <p className="cl-detail">{t('patient.locked.earlier.who')}</p>}
      <p className="cl-detail">{t('patient.locked.next')}</p>
      {earlier && (
        <Button size="small" icon={UserSearch} onPress={() => void change()}>
          {t('patient.locked.other')}
        </Button>
      )}
    </div>
  );
}
