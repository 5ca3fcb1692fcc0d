// After three wrong answers: nothing more is compared on this call, and the caller is still helped.
import { Lock } from 'lucide-react';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';

export function LockedRecord() {
  return (
    <div className="cl-patient-pad">
      <Banner tone="amber" icon={Lock} title={t('patient.locked.title')}>
        {t('patient.locked.text')}
      </Banner>
      <p className="cl-said">{t('patient.locked.say')}</p>
      <p className="cl-detail">{t('patient.locked.next')}</p>
    </div>
  );
}
