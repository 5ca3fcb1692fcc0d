// Assignments that were written on another practice computer: a file, or its text where no file can be chosen.
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { careline } from '../../bridge/index.ts';
import { errorText, t } from '../../text/t.ts';
import { Button, Dialog, TextArea, toast } from '../../ui/index.ts';

/** Electron's preload brings its own bridge; its host has a dialog for files. */
const hasDialog = (): boolean => window.careline !== undefined;

export function OpenFile({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const take = async (given: string | null): Promise<void> => {
    const result = await careline.training.assignmentsOpen({ text: given });
    if (!result.ok) return setFailure(result.code);
    toast({ text: t('trainer.file.taken', result.value) });
    onClose();
  };
  const told = failure === null ? null : errorText(failure);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('trainer.people.open-file')}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
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
