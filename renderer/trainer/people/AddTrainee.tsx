// A person who trains: name, and the id that the live desk knows them by.
import { useState } from 'react';
import { personId } from './person-id.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { go } from '../store.ts';

export function AddTrainee({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [id, setId] = useState('');
  const [tried, setTried] = useState(false);
  const wrongName = name.trim() === '';
  const wrongId = !personId.test(id.trim());
  const add = async (): Promise<void> => {
    setTried(true);
    if (wrongName || wrongId) return;
    const asked = careline.training.traineeSave({ id: id.trim(), name: name.trim() });
    if (!(await sayKept(asked, t('trainer.people.added', { name: name.trim() })))) return;
    go({ traineeId: id.trim() });
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('trainer.people.add')}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
          <Button kind="primary" onPress={() => void add()}>
            {t('trainer.people.add.do')}
          </Button>
        </>
      }
    >
      <form
        className="cl-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={t('trainer.people.name')}
          autoFocus
          autoComplete="off"
          maxLength={80}
          value={name}
          onChange={setName}
          error={tried && wrongName ? t('trainer.people.name.wrong') : undefined}
        />
        <TextField
          label={t('trainer.people.person-id')}
          mono
          autoComplete="off"
          maxLength={60}
          value={id}
          onChange={setId}
          hint={t('trainer.people.person-id.hint')}
          error={tried && wrongId ? t('trainer.people.person-id.wrong') : undefined}
        />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}
