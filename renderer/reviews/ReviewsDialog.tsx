// Supervisors: each emergency access to a record, with the reason as it was typed, and the decision about it (C2).
import { DoorOpen } from 'lucide-react';
import type { BreakGlassRow } from '#shared/contract/reviews.ts';
import { t } from '../text/t.ts';
import { Button, Chip, Dialog } from '../ui/index.ts';
import { shortRef } from '../incidents/ref.ts';
import { ReviewList, Unproved } from './ReviewList.tsx';
import { at, endedText } from './words.ts';
import '../text/late/reviews.ts';

export default function ReviewsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog
      isOpen
      size="wide"
      onClose={onClose}
      title={t('reviews.title')}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('reviews.close')}
        </Button>
      }
    >
      <div className="cl-stack">
        <p>{t('reviews.lead')}</p>
        <ReviewList kind="break-glass" decides>
          {(row) => row.kind === 'break-glass' && <Row row={row} />}
        </ReviewList>
      </div>
    </Dialog>
  );
}

function Row({ row }: { row: BreakGlassRow }) {
  const { author, patientId, contextId, minutes } = row;
  return (
    <>
      <div className="cl-reviews-head">
        <strong>{t('reviews.row.who', author)}</strong>
        <Unproved row={row} />
        <span className="cl-detail">{t('reviews.row.when', at(row.at))}</span>
        <Chip icon={DoorOpen} tone={row.need === 'other' ? 'neutral' : 'amber'}>
          {t(`reviews.glass.need.${row.need}`)}
        </Chip>
      </div>
      <p className="cl-reviews-reason">{row.reason ?? t('reviews.row.reason.sealed')}</p>
      <p className="cl-detail-quiet">
        {[
          t('reviews.row.patient', { ref: shortRef(patientId) }),
          t('reviews.row.call', { ref: shortRef(contextId) }),
          row.ended === undefined ? t('reviews.row.minutes', { minutes }) : endedText(row.ended),
        ].join(' · ')}
      </p>
    </>
  );
}
