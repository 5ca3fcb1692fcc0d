// A step towards (or out of) force, asked once with what it does, and with its note.
import { useState } from 'react';
import { careline } from '../bridge/index.ts';
import { sayFailure } from '../app/say.ts';
import { t } from '../text/t.ts';
import { Button, Dialog, TextArea, toast } from '../ui/index.ts';
import type { OpenDraft } from './use-draft.ts';

export type Step = 'submit' | 'approve' | 'sendBack' | 'withdraw' | 'discard';
const buttons = {
  submit: 'script-editor.submit',
  approve: 'script-editor.approve',
  sendBack: 'script-editor.send-back',
  withdraw: 'script-editor.withdraw',
  discard: 'script-editor.discard',
} as const;

export function Ask({ step, draft, onClose }: { step: Step; draft: OpenDraft; onClose: () => void }) {
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const act = step === 'discard' ? 'withdraw' : step;
  async function go(): Promise<void> {
    if (busy) return;
    setBusy(true);
    // What was typed last belongs to it.
    const whole = await draft.flush();
    const { row } = draft.latest();
    if (!whole || row === null) {
      setBusy(false);
      return;
    }
    const result = await careline.scripts[act](
      { id: row.id, revision: row.revision, note: note.trim() },
      { sureWithin: 5000 },
    );
    setBusy(false);
    if (!result.ok) return sayFailure(result);
    toast({ text: t(`script-editor.done.${act}`) });
    onClose();
  }
  const hasNote = step !== 'discard' && step !== 'withdraw';
  return (
    <Dialog
      isOpen
      size="small"
      role="alertdialog"
      onClose={onClose}
      title={t(`script-editor.ask.${step}.title`)}
      actions={
        <>
          <Button onPress={onClose}>{t('script-editor.ask.cancel')}</Button>
          <Button
            kind={act === 'withdraw' ? 'danger' : 'primary'}
            isPending={busy}
            isDisabled={step === 'sendBack' && note.trim() === ''}
            onPress={() => void go()}
          >
            {t(buttons[step])}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t(`script-editor.ask.${step}.what`)}</p>
        {hasNote && (
          <TextArea
            label={t(
              step === 'sendBack'
                ? 'script-editor.note.label'
                : step === 'submit'
                  ? 'script-editor.note.submit'
                  : 'script-editor.note.approve',
            )}
            optional={step !== 'sendBack'}
            isRequired={step === 'sendBack'}
            maxLength={500}
            value={note}
            onChange={setNote}
          />
        )}
      </div>
    </Dialog>
  );
}
