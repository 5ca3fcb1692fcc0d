// Handing a draft in: who has to approve it, a note for them; or that it is published at once.
import { useState } from 'react';
import type { ArticleLint } from '#shared/contract/authoring.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { announce, Button, Dialog, FailedBanner, TextArea, toast } from '../../ui/index.ts';
import type { OpenedDraft } from './use-draft.ts';

export function SubmitDialog({
  draft,
  report,
  onClose,
}: {
  draft: OpenedDraft;
  report: ArticleLint;
  onClose: () => void;
}) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const atOnce = report.approval === 'nobody';
  async function go(): Promise<void> {
    setBusy(true);
    // What was typed last belongs to it.
    const whole = await draft.flush();
    const revision = draft.revision();
    if (!whole || revision === null || draft.row === null) return setBusy(false);
    const result = await careline.authoring.submit(
      { id: draft.row.id, revision, note: note.trim() },
      { sureWithin: 15_000 },
    );
    setBusy(false);
    setFailure(result.ok ? null : result);
    if (!result.ok) return;
    const said = t(
      result.value.state === 'published' ? 'authoring.submit.published' : 'authoring.submit.done',
    );
    toast({ text: said });
    announce(said);
    draft.read();
    onClose();
  }
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(atOnce ? 'authoring.submit.publish.title' : 'authoring.submit.title')}
      actions={
        <>
          <Button onPress={onClose}>{t('authoring.cancel')}</Button>
          <Button kind="primary" isPending={busy} onPress={() => void go()}>
            {t(atOnce ? 'authoring.submit.publish' : 'authoring.submit')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t(`authoring.approval.${report.approval}`)}</p>
        {failure && <FailedBanner code={failure.code} />}
        <TextArea
          label={t(atOnce ? 'authoring.submit.note.public' : 'authoring.submit.note')}
          optional
          maxLength={1000}
          value={note}
          onChange={setNote}
        />
      </div>
    </Dialog>
  );
}
