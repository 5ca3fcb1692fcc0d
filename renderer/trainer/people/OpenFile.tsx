// Assignments that were written on another practice computer: a file, or its text where no file can be chosen. Anybody can sign a
// file, so the key is shown and agreed to before anything is added, unless it is of a trainer of this computer.
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { careline } from '../../bridge/index.ts';
import { errorText, t } from '../../text/t.ts';
import { Banner, Button, Dialog, TextArea, toast } from '../../ui/index.ts';

/** Electron's preload brings its own bridge; its host has a dialog for files. */
const hasDialog = (): boolean => window.careline !== undefined;

interface Asked {
  by: string;
  keyId: string;
  count: number;
  text: string;
}

export function OpenFile({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const take = async (given: string | null, keyId: string | null = null): Promise<void> => {
    const result = await careline.training.assignmentsOpen({ text: given, keyId });
    if (!result.ok) return setFailure(result.code);
    const { asks, added, known } = result.value;
    if (asks !== null) return setAsked(asks);
    toast({ text: t('trainer.file.taken', { added, known }) });
    onClose();
  };
  const told = failure === null ? null : errorText(failure);
  const back = (
    <Button autoFocus={asked !== null} onPress={onClose}>
      {t('trainer.cancel')}
    </Button>
  );
  if (asked !== null)
    return (
      <Dialog
        isOpen
        role="alertdialog"
        onClose={onClose}
        title={t('trainer.file.ask')}
        actions={
          <>
            {back}
            <Button kind="primary" onPress={() => void take(asked.text, asked.keyId)}>
              {t('trainer.file.ask.do')}
            </Button>
          </>
        }
      >
        <div className="cl-stack">
          <p>{t('trainer.file.ask.what', { by: asked.by, count: asked.count })}</p>
          <p>
            {t('trainer.key.id')} <span className="cl-mono">{asked.keyId}</span>
          </p>
          {told !== null && (
            <Banner tone="amber">
              {told.sentence} {told.next}
            </Banner>
          )}
        </div>
      </Dialog>
    );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('trainer.people.open-file')}
      actions={
        <>
          {back}
          {hasDialog() && (
            <Button icon={FileUp} onPress={() => void take(null)}>
              {t('trainer.file.choose')}
            </Button>
          )}
          <Button kind="primary" isDisabled={text.trim() === ''} onPress={() => void take(text)}>
            {t('trainer.file.take')}
          </Button>
        </>
      }
    >
      <div className="cl-stack">
        <p>{t('trainer.file.what')}</p>
        <TextArea
          label={t('trainer.file.text')}
          rows={8}
          maxLength={400_000}
          value={text}
          onChange={setText}
          error={told === null ? undefined : `${told.sentence} ${told.next}`}
        />
      </div>
    </Dialog>
  );
}
