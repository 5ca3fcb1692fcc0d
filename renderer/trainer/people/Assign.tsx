// Gives one scenario at one level to one person, with a day and how often.
import { useState } from 'react';
import { uuidv7 } from 'uuidv7';
import type { TraineeRow } from '#shared/contract/training-shapes.ts';
import { assignmentRepeats, type Level } from '#shared/domain/training/records.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Dialog, Select, TextArea, TextField, ToggleChips, useNow } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { useWhere } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { dueChoices, dueDate, typedDate } from './due.ts';

const levelIds = ['1', '2', '3', '4'] as const;
type Days = 'none' | '3' | '7' | '14' | '28' | 'typed';
const dayIds: readonly Days[] = [...dueChoices.map((d) => (d === null ? 'none' : (`${d}` as Days))), 'typed'];

export function Assign({ trainee, onClose }: { trainee: TraineeRow; onClose: () => void }) {
  const scenarios = useAsked('scenarios', () => careline.training.scenarios());
  const [scenarioId, setScenario] = useState<string | null>(useWhere.getState().scenarioId);
  const [level, setLevel] = useState<(typeof levelIds)[number]>('2');
  const [days, setDays] = useState<Days>('7');
  const [typed, setTyped] = useState('');
  const [repeat, setRepeat] = useState<(typeof assignmentRepeats)[number]>('until-passed');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const now = useNow(60_000);
  const due = days === 'typed' ? typedDate(typed) : dueDate(days === 'none' ? null : Number(days), now);
  const past = due !== null && due < (dueDate(0, now) ?? '');
  const wrongDay = (days === 'typed' && due === null) || past;
  const chosen = scenarios.value?.find((one) => one.id === scenarioId) ?? null;
  const give = async (): Promise<void> => {
    setTried(true);
    if (chosen === null || wrongDay) return;
    const asked = careline.training.assign({
      id: uuidv7(),
      traineeId: trainee.id,
      scenarioId: chosen.id,
      level: Number(level) as Level,
      due,
      repeat,
      note,
    });
    if (await sayKept(asked, t('trainer.assign.done', { name: trainee.name, title: chosen.title })))
      onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('trainer.assign.to', { name: trainee.name })}
      actions={
        <>
          <Button onPress={onClose}>{t('trainer.cancel')}</Button>
          <Button kind="primary" onPress={() => void give()}>
            {t('trainer.assign.do')}
          </Button>
        </>
      }
    >
      <Answer of={scenarios}>
        {(rows) => (
          <div className="cl-stack">
            <Select
              label={t('trainer.assign.scenario')}
              options={rows.map((one) => ({
                id: one.id,
                title: t('trainer.scenario.option', { id: one.id, title: one.title }),
                detail: one.sensitive ? t('trainer.scenario.sensitive') : undefined,
              }))}
              value={scenarioId}
              onChange={setScenario}
              error={tried && chosen === null ? t('trainer.assign.scenario.wrong') : undefined}
            />
            <ToggleChips
              label={t('trainer.assign.level')}
              options={levelIds.map((id) => ({ id, title: t(`trainer.level.${id}`) }))}
              value={level}
              onChange={(id) => id !== null && setLevel(id)}
              mustChoose
            />
            <p className="cl-detail">{t(`trainer.level.${level}.what`)}</p>
            <ToggleChips
              label={t('trainer.assign.due')}
              options={dayIds.map((id) => ({ id, title: t(`trainer.assign.due.${id}`) }))}
              value={days}
              onChange={(id) => id !== null && setDays(id)}
              mustChoose
            />
            {days === 'typed' && (
              <TextField
                label={t('trainer.assign.due.date')}
                mono
                value={typed}
                onChange={setTyped}
                hint={t('trainer.assign.due.date.hint')}
                error={
                  past
                    ? t('trainer.assign.due.date.past')
                    : tried && wrongDay
                      ? t('trainer.assign.due.date.wrong')
                      : undefined
                }
              />
            )}
            <ToggleChips
              label={t('trainer.assign.repeat')}
              options={assignmentRepeats.map((id) => ({ id, title: t(`trainer.repeat.${id}`) }))}
              value={repeat}
              onChange={(id) => id !== null && setRepeat(id)}
              mustChoose
            />
            <TextArea
              label={t('trainer.assign.note')}
              optional
              rows={2}
              maxLength={300}
              value={note}
              onChange={setNote}
            />
          </div>
        )}
      </Answer>
    </Dialog>
  );
}
