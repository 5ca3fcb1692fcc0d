// Over a supervisor's desk while a review is past its time: it goes only by a decision.
import { ClipboardCheck } from 'lucide-react';
import { openOverlay } from '../app/overlay-store.ts';
import { t } from '../text/t.ts';
import { Banner, Button } from '../ui/index.ts';
import { useKeepReviewCount, useReviewCount } from './count.ts';

export function OverdueBand() {
  useKeepReviewCount();
  const overdue = useReviewCount((s) => s.overdue);
  if (overdue === 0) return null;
  return (
    <Banner
      tone="amber"
      icon={ClipboardCheck}
      title={t('access.band.overdue', { count: overdue })}
      action={
        <Button size="small" onPress={() => openOverlay('reviews')}>
          {t('access.band.overdue.show')}
        </Button>
      }
    />
  );
}
