// A restricted record (C26): that something is withheld, and what to do. No card, no count, no word on what or why.
import { EyeOff } from 'lucide-react';
import { t } from '../../text/t.ts';
import { Banner } from '../../ui/index.ts';

export function Withheld() {
  return (
    <section className="cl-patient-pad" aria-label={t('caller.withheld.title')}>
      <Banner tone="amber" icon={EyeOff} title={t('caller.withheld.title')} spoken={false}>
        {t('caller.withheld.text')}
      </Banner>
      <p className="cl-said">{t('caller.withheld.say')}</p>
      <p className="cl-detail">{t('caller.next')}</p>
    </section>
  );
}
