// An appointment in one screen while the caller speaks (product rows 1 to 3), in the place of the script.
import { ArrowLeft } from 'lucide-react';
import { useDeskView, type Task } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/index.ts';

export interface BookingPaneProps {
  /** Call or draft that the patient is verified on. */
  contextId: string;
  accountId: string;
  what: Extract<Task, { kind: 'booking' }>['what'];
  /** Of the record; null = chosen in the pane. */
  visitId: string | null;
}

export function BookingPane({ what }: BookingPaneProps) {
  return (
    <section className="cl-panel cl-booking" aria-label={t('booking.label')}>
      <h2>{t(`booking.${what}`)}</h2>
      <Button kind="plain" icon={ArrowLeft} onPress={() => useDeskView.getState().openTask(null)}>
        {t('booking.back')}
      </Button>
    </section>
  );
}
