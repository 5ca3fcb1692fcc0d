// A decision about a proposal, asked once with what it does; sending back needs a reason.
import { useState } from 'react';
import type { ProposalRow } from '#shared/contract/authoring.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Dialog, FailedBanner, TextArea, toast } from '../../ui/index.ts';

export type Decision = 'approve' | 'send-back' | 'withdraw';

export function DecideDialog({
  decision,
  row,
  onClose,
  onDone,
}: {
  decision: Decision;
  row: ProposalRow;
  onClose: () => void;
  onDone: () => void;
}) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isBack = decision === 'send-back';
  async function go(): Promise<void> {
    setBusy(true);
    const result = await careline.authoring.decide(
      { id: row.id, decision, note: note.trim() },
      { sureWithin: 15_000 },
    );
    setBusy(false);
    if (!result.ok) return setFailure(result);
    const said = t(`authoring.decide.${decision}.done`, { title: row.title });
    toast({ text: said });
    announce(said);
    onDone();
  }
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(`authoring.decide.${decision}.title`)}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button
            kind="primary"
            isPending={busy}
            isDisabled={isBack && note.trim() === ''}
            onPress={() => void go()}
          >
            {t(`authoring.${decision}`)}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t(`authoring.decide.${decision}.what`)}</p>
        {failure && <FailedBanner code={failure.code} />}
        {decision !== 'withdraw' && (
          <TextArea
            label={t(isBack ? 'authoring.decide.reason' : 'authoring.decide.note')}
            optional={!isBack}
            isRequired={isBack}
            maxLength={1000}
            value={note}
            onChange={setNote}
          />
        )}
      </div>
    </Dialog>
  );
}
