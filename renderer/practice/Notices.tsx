// Over everything in the middle: an outage that belongs to the scenario (R17), so that nobody takes it for a real one.
import { CloudOff } from 'lucide-react';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { usePractice } from './store.ts';

export function Notices() {
  const out = usePractice((s) => s.view?.outage ?? false);
  if (!out) return null;
  return (
    <Banner tone="amber" icon={CloudOff} title={t('practice.outage')}>
      {t('practice.outage.what')}
    </Banner>
  );
}
