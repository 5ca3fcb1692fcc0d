// In the wrap-up: what became of the appointment of this call, and which ending fits it. The form of an appointment is not done
// before it was read back (row 1): what is left of it is a press away.
import { CalendarCheck } from 'lucide-react';
import { useBookingResult } from '../app/booked.ts';
import { useDeskView } from '../app/desk-store.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';

export function Booked({ callId }: { callId: string }) {
  const { unfinished, suggests } = useBookingResult(callId);
  const isHere = useDeskView((s) => s.contextId === callId);
  if (unfinished === null && suggests === null) return null;
  return (
    <p className="cl-wrap-booked" role="status">
      <Icon of={CalendarCheck} size={15} tone={unfinished === null ? 'neutral' : 'amber'} />
      <span>
        {unfinished !== null && t(`calls.wrap.booking.${unfinished.state === 'done' ? 'unread' : 'open'}`)}{' '}
        {suggests !== null && t(`calls.wrap.suggest.${suggests}`)}
      </span>
      {unfinished !== null && isHere && (
        <Button
          size="small"
          onPress={() =>
            useDeskView.getState().openTask({ kind: 'booking', what: unfinished.what, visitId: null })
          }
        >
          {t('calls.wrap.booking.finish')}
        </Button>
      )}
    </p>
  );
}
