// A decision about one report: what it was, a note, and that it is recorded once.
import { useState } from 'react';
import type { ReviewRow, ReviewsValue } from '#shared/contract/reviews.ts';
import type { Failure, Result } from '#shared/domain/result.ts';
import { decisions, type Decision } from '#shared/protocol/reports.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce, Button, Dialog, FailedBanner, TextArea, ToggleChips } from '../ui/index.ts';
import { decisionText } from './DecisionChip.tsx';

export interface DecideProps {
  row: ReviewRow;
  onClose: () => void;
  onDone: (result: Result<ReviewsValue>) => void;
}

export function Decide({ row, onClose, onDone }: DecideProps) {
  const [decision, setDecision] = useState<Decision | null>(null);
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { id, kind } = row;
  // A follow-up is closed by what came of it, not by another follow-up.
  const left = decisions.filter((one) => row.decision === null || one !== 'follow-up');
  const record = async (): Promise<void> => {
    if (decision === null) return;
    setBusy(true);
    const result = await careline.reviews.decide({ id, kind, decision, note });
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    announce(t('reviews.decide.done'));
    onDone(result);
  };
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(kind === 'break-glass' ? 'reviews.decide.what' : 'reviews.decide.incident')}
      actions={
        <>
          <Button onPress={onClose}>{t('reviews.incident.cancel')}</Button>
          <Button
            kind="primary"
            isPending={busy}
            isDisabled={decision === null}
            onPress={() => void record()}
          >
            {t('reviews.decide.do')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <ToggleChips
          label={t('reviews.decide')}
          hideLabel
          options={left.map((one) => ({ id: one, title: decisionText(kind, one) }))}
          value={decision}
          onChange={setDecision}
        />
        <TextArea
          label={t('reviews.decide.note')}
          optional
          rows={2}
          maxLength={1000}
          value={note}
          onChange={setNote}
          hint={t('reviews.decide.note.hint')}
        />
        <p className="cl-detail">
          {row.decision === null
            ? t('reviews.decide.once', { followUp: decisionText(kind, 'follow-up') })
            : t('reviews.decide.closes')}
        </p>
        {failure !== null && <FailedBanner code={failure.code} />}
      </div>
    </Dialog>
  );
}
