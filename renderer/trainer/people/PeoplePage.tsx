// Who trains here, and what each was given to do. A person's id is the one of the live desk, because a certificate names it.
import { FileDown, FileUp, Plus, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import type { TraineeRow } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Badge, Button, cx, EmptyState, PageHead } from '../../ui/index.ts';
import { sayKept, savedAs } from '../say.ts';
import { go, useWhere } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { AddTrainee } from './AddTrainee.tsx';
import { Assign } from './Assign.tsx';
import { Assignments } from './Assignments.tsx';
import { Nameless } from './Nameless.tsx';
import { OpenFile } from './OpenFile.tsx';

export function PeoplePage() {
  const people = useAsked('trainees', () => careline.training.trainees());
  const traineeId = useWhere((s) => s.traineeId);
  const [open, setOpen] = useState<'add' | 'file' | 'assign' | null>(null);
  const chosen = people.value?.find((one) => one.id === traineeId) ?? null;
  const shut = (): void => setOpen(null);
  return (
    <>
      <PageHead
        title={t('trainer.people.title')}
        lead={t('trainer.people.lead')}
        action={
          <>
            <Button icon={FileUp} onPress={() => setOpen('file')}>
              {t('trainer.people.open-file')}
            </Button>
            <Button kind="primary" icon={UserPlus} onPress={() => setOpen('add')}>
              {t('trainer.people.add')}
            </Button>
          </>
        }
      />
      <Answer of={people}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={Users} title={t('trainer.people.none')}>
              {t('trainer.people.none.what')}
            </EmptyState>
          ) : (
            <div className="cl-trainer-split">
              <Roster rows={rows} chosen={traineeId} />
              <section className="cl-trainer-split-main" aria-label={t('trainer.assign.list')}>
                <header className="cl-trainer-subhead">
                  <h2>
                    {chosen === null
                      ? t('trainer.assign.all')
                      : t('trainer.assign.of', { name: chosen.name })}
                  </h2>
                  <div className="cl-page-actions">
                    <Button
                      icon={FileDown}
                      onPress={() => void savedAs(careline.training.assignmentsSave({ traineeId }))}
                    >
                      {t('trainer.assign.save-file')}
                    </Button>
                    <Button
                      kind="primary"
                      icon={Plus}
                      isDisabled={chosen === null}
                      onPress={() => setOpen('assign')}
                    >
                      {t('trainer.assign.new')}
                    </Button>
                  </div>
                </header>
                {chosen === null && <p className="cl-detail">{t('trainer.assign.choose')}</p>}
                {chosen !== null && <Person row={chosen} />}
                <Assignments traineeId={traineeId} />
              </section>
            </div>
          )
        }
      </Answer>
      {open === 'add' && <AddTrainee onClose={shut} />}
      {open === 'file' && <OpenFile onClose={shut} />}
      {open === 'assign' && chosen !== null && <Assign trainee={chosen} onClose={shut} />}
    </>
  );
}

function Roster({ rows, chosen }: { rows: readonly TraineeRow[]; chosen: string | null }) {
  return (
    <ul className="cl-trainer-roster" aria-label={t('trainer.people.roster')}>
      <li>
        <button
          type="button"
          className={cx('cl-trainer-row', chosen === null && 'cl-trainer-row-here')}
          aria-pressed={chosen === null}
          onClick={() => go({ traineeId: null })}
        >
          <span className="cl-trainer-row-title">{t('trainer.people.everybody')}</span>
          <span className="cl-detail">{t('trainer.people.count', { count: rows.length })}</span>
        </button>
      </li>
      {rows.map((row) => (
        <li key={row.id}>
          <button
            type="button"
            className={cx('cl-trainer-row', row.id === chosen && 'cl-trainer-row-here')}
            aria-pressed={row.id === chosen}
            onClick={() => go({ traineeId: row.id })}
          >
            <span className="cl-trainer-row-title">
              {row.name}
              {row.openAssignments > 0 && (
                <Badge
                  count={row.openAssignments}
                  label={t('trainer.people.open', { count: row.openAssignments })}
                />
              )}
            </span>
            <span className="cl-detail">
              {t('trainer.people.row', { attempts: row.attempts, passed: row.passed })}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Person({ row }: { row: TraineeRow }) {
  const retire = async (): Promise<void> => {
    if (await sayKept(careline.training.traineeRetire({ id: row.id }), t('trainer.people.retired')))
      go({ traineeId: null });
  };
  return (
    <div className="cl-trainer-person">
      <p className="cl-detail">
        {t('trainer.people.id', { id: row.id, date: formatDate(row.addedAt) })}{' '}
        {row.lastAt === null
          ? t('trainer.people.never')
          : t('trainer.people.last', { date: formatDate(row.lastAt) })}
      </p>
      <Button size="small" onPress={() => go({ place: 'attempts' })}>
        {t('trainer.people.attempts')}
      </Button>
      <Button size="small" onPress={() => go({ place: 'certificates' })}>
        {t('trainer.people.certificate')}
      </Button>
      <Button size="small" kind="plain" onPress={() => void retire()}>
        {t('trainer.people.retire')}
      </Button>
      <Nameless row={row} />
    </div>
  );
}
