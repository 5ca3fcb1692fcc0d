// Calls that somebody played under this person's name without their id: they count for nobody until a trainer joins them.
import { useState } from 'react';
import type { TraineeRow } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Banner, Button, Dialog } from '../../ui/index.ts';
import { sayKept } from '../say.ts';

export function Nameless({ row }: { row: Pick<TraineeRow, 'id' | 'name' | 'nameless'> }) {
  const [asks, setAsks] = useState(false);
  const { id, name, nameless: count } = row;
  if (count === 0) return null;
  const join = async (): Promise<void> => {
    setAsks(false);
    await sayKept(careline.training.traineeJoin({ id }), t('trainer.people.joined', { count, name }));
  };
  return (
    <Banner
      tone="amber"
      spoken={false}
      title={t('trainer.people.nameless', { count, name })}
      action={
        <Button size="small" onPress={() => setAsks(true)}>
          {t('trainer.people.join', { name })}
        </Button>
      }
    >
      {t('trainer.people.nameless.what', { name })}
      {asks && (
        <Dialog
          isOpen
          role="alertdialog"
          onClose={() => setAsks(false)}
          title={t('trainer.people.join.ask', { name })}
          actions={
            <>
              <Button autoFocus onPress={() => setAsks(false)}>
                {t('trainer.cancel')}
              </Button>
              <Button kind="primary" onPress={() => void join()}>
                {t('trainer.people.join.do')}
              </Button>
            </>
          }
        >
          <p>{t('trainer.people.join.what', { count, id })}</p>
        </Dialog>
      )}
    </Banner>
  );
}
