// What was given, to whom, until when, and how it stands.
import { ClipboardList } from 'lucide-react';
import type { Assignment } from '#shared/domain/training/records.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Chip, EmptyState, type Tone } from '../../ui/index.ts';
import { sayKept } from '../say.ts';
import { useAsked } from '../use-asked.ts';

const tones: Readonly<Record<Assignment['state'], Tone>> = {
  open: 'accent',
  done: 'green',
  overdue: 'amber',
  withdrawn: 'neutral',
};

export function Assignments({ traineeId }: { traineeId: string | null }) {
  const asked = useAsked(`assignments ${traineeId ?? ''}`, () =>
    careline.training.assignments({ traineeId }),
  );
  const scenarios = useAsked('scenarios', () => careline.training.scenarios());
  const titleOf = (id: string): string => scenarios.value?.find((one) => one.id === id)?.title ?? '';
  return (
    <Answer of={asked}>
      {(rows) =>
        rows.length === 0 ? (
          <EmptyState icon={ClipboardList} title={t('trainer.assign.none')}>
            {t('trainer.assign.none.what')}
          </EmptyState>
        ) : (
          <div className="cl-page-scroll">
            <table className="cl-trainer-table">
              <caption className="cl-hidden">{t('trainer.assign.list')}</caption>
              <thead>
                <tr>
                  {traineeId === null && <th scope="col">{t('trainer.col.person')}</th>}
                  <th scope="col">{t('trainer.col.scenario')}</th>
                  <th scope="col">{t('trainer.col.level')}</th>
                  <th scope="col">{t('trainer.col.due')}</th>
                  <th scope="col">{t('trainer.col.repeat')}</th>
                  <th scope="col">{t('trainer.col.state')}</th>
                  <th scope="col">{t('trainer.col.given')}</th>
                  <th scope="col">
                    <span className="cl-hidden">{t('trainer.col.act')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => (
                  <Row key={row.id} row={row} title={titleOf(row.scenarioId)} named={traineeId === null} />
                ))}
              </tbody>
            </table>
          </div>
        )
      }
    </Answer>
  );
}

function Row({ row, title, named }: { row: Assignment; title: string; named: boolean }) {
  return (
    <tr>
      {named && <td>{row.traineeName}</td>}
      <td>
        <strong>{t('trainer.scenario.option', { id: row.scenarioId, title })}</strong>
        {row.note !== '' && <div className="cl-detail">{row.note}</div>}
      </td>
      <td>{row.level}</td>
      <td className="cl-trainer-nowrap">{row.due === null ? t('trainer.due.none') : formatDate(row.due)}</td>
      <td>{t(`trainer.repeat.${row.repeat}`)}</td>
      <td>
        <Chip tone={tones[row.state]}>{t(`trainer.assignment.${row.state}`)}</Chip>
        <div className="cl-detail">{t('trainer.assignment.attempts', { count: row.attempts })}</div>
      </td>
      <td className="cl-detail">{t('trainer.by-on', { name: row.by, date: formatDate(row.at) })}</td>
      <td className="cl-trainer-cell-act">
        {(row.state === 'open' || row.state === 'overdue') && (
          <Button
            size="small"
            aria-label={t('trainer.assign.withdraw.label', { id: row.scenarioId, name: row.traineeName })}
            onPress={() =>
              void sayKept(
                careline.training.assignmentWithdraw({ id: row.id }),
                t('trainer.assign.withdrawn', { name: row.traineeName }),
              )
            }
          >
            {t('trainer.assign.withdraw')}
          </Button>
        )}
      </td>
    </tr>
  );
}
