// The record, or the rules of this call, said no: why, and what to do next.
import { CircleX } from 'lucide-react';
import type { Failure } from '#shared/domain/result.ts';
import { errorText, t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';

export function Refused({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  const { sentence, next } = errorText(failure.code);
  return (
    <div className="cl-booking-lead" role="alert">
      <Icon of={CircleX} size={18} tone="amber" />
      <div>
        <strong>{sentence}</strong>
        <p className="cl-detail">{next}</p>
        <Button size="small" onPress={onAgain}>
          {t('booking.again')}
        </Button>
      </div>
    </div>
  );
}
