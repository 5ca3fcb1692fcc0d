// In the wrap-up: what became of the appointments of this call, of everybody who was chosen on it, and which ending fits. The
// form of an appointment is not done before it was read back (row 1): what is left of it is a press away.
import { CalendarCheck } from 'lucide-react';
import { useState } from 'react';
import { useBookingResult } from '../app/booked.ts';
import { useDeskView } from '../app/desk-store.ts';
import { sayFailure } from '../app/say.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';

export function Booked({ callId }: { callId: string }) {
  const { unfinished, suggests, isOther } = useBookingResult(callId);
  const isHere = useDeskView((s) => s.contextId === callId);
  const [busy, setBusy] = useState(false);
  if (unfinished === null && suggests === null) return null;
  async function finish({ what, patientId }: NonNullable<typeof unfinished>): Promise<void> {
    if (isOther) {
      setBusy(true);
      const chosen = await careline.patient.choose({ contextId: callId, patientId }, { sureWithin: 10_000 });
      setBusy(false);
      if (!chosen.ok) return void sayFailure(chosen);
    }
    const view = useDeskView.getState();
    // Another caller may be in hand by now.
    if (view.contextId !== callId) return;
    if (isOther) view.setRightTab('patient');
    view.openTask({ kind: 'booking', what, visitId: null });
  }
  return (
    <p className="cl-wrap-booked" role="status">
      <Icon of={CalendarCheck} size={15} tone={unfinished === null ? 'neutral' : 'amber'} />
      <span>
        {unfinished !== null && t(`calls.wrap.booking.${unfinished.state === 'done' ? 'unread' : 'open'}`)}{' '}
        {isOther && t('calls.wrap.booking.other')} {suggests !== null && t(`calls.wrap.suggest.${suggests}`)}
      </span>
      {unfinished !== null && isHere && (
        <Button size="small" isPending={busy} onPress={() => void finish(unfinished)}>
          {t(isOther ? 'calls.wrap.booking.choose' : 'calls.wrap.booking.finish')}
        </Button>
      )}
    </p>
  );
}
