// Every practice call on this computer: those that go on are watched, those that ended are reviewed.
import { Eye, Headphones, PenLine } from 'lucide-react';
import { useState } from 'react';
import type { AttemptRow } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { formatDate, formatSpan, formatTime } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Chip, EmptyState, PageHead, Select, ToggleChips } from '../../ui/index.ts';
import { TrainerTable } from '../parts.tsx';
import { ReviewPage } from '../review/ReviewPage.tsx';
import { WatchPage } from './WatchPage.tsx';
import { go, useWhere } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { attemptTone, machineText } from './words.ts';

const states = ['any', 'running', 'finished'] as const;
type StateFilter = (typeof states)[number];
const everyone = '*';

export function AttemptsPage() {
  const runId = useWhere((s) => s.runId);
  return runId === null ? <List /> : <One key={runId} runId={runId} />;
}

/** A call that ends while it is watched turns into its review only when the trainer asks for it. */
function One({ runId }: { runId: string }) {
  const [review, setReview] = useState<boolean | null>(null);
  const about = useAsked(`attempt ${runId}`, () => careline.training.watch({ runId }));
  const state = about.value?.attempt.state ?? null;
  if (review === null && state !== null) setReview(state !== 'running');
  if (review === true) return <ReviewPage runId={runId} />;
  return (
    <Answer of={about}>
      {(watched) => <WatchPage watched={watched} onReview={() => setReview(true)} />}
    </Answer>
  );
}

function List() {
  const traineeId = useWhere((s) => s.traineeId);
  const scenarioId = useWhere((s) => s.scenarioId);
  const [state, setState] = useState<StateFilter>('any');
  const people = useAsked('trainees', () => careline.training.trainees());
  const scenarios = useAsked('scenarios', () => careline.training.scenarios());
  const attempts = useAsked(`attempts ${traineeId ?? ''} ${scenarioId ?? ''} ${state}`, () =>
    careline.training.attempts({ traineeId, scenarioId, state }),
  );
  return (
    <>
      <PageHead title={t('trainer.attempts.title')} lead={t('trainer.attempts.lead')} />
      <div className="cl-trainer-filters">
        <Select
          label={t('trainer.col.person')}
          options={[
            { id: everyone, title: t('trainer.people.everybody') },
            ...(people.value ?? []).map((one) => ({ id: one.id, title: one.name })),
          ]}
          value={traineeId ?? everyone}
          onChange={(id) => go({ traineeId: id === everyone ? null : id })}
        />
        <Select
          label={t('trainer.col.scenario')}
          options={[
            { id: everyone, title: t('trainer.attempts.any-scenario') },
            ...(scenarios.value ?? []).map((one) => ({
              id: one.id,
              title: t('trainer.scenario.option', { id: one.id, title: one.title }),
            })),
          ]}
          value={scenarioId ?? everyone}
          onChange={(id) => go({ scenarioId: id === everyone ? null : id })}
        />
        <ToggleChips
          label={t('trainer.col.state')}
          options={states.map((id) => ({ id, title: t(`trainer.attempts.state.${id}`) }))}
          value={state}
          onChange={(id) => id !== null && setState(id)}
          mustChoose
        />
      </div>
      <Answer of={attempts}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon={Headphones} title={t('trainer.attempts.none')}>
              {t('trainer.attempts.none.what')}
            </EmptyState>
          ) : (
            <Table rows={rows} />
          )
        }
      </Answer>
    </>
  );
}

function Table({ rows }: { rows: readonly AttemptRow[] }) {
  return (
    <TrainerTable
      caption={t('trainer.attempts.title')}
      columns={[
        t('trainer.col.when'),
        t('trainer.col.person'),
        t('trainer.col.scenario'),
        t('trainer.col.time'),
        t('trainer.col.human'),
        t('trainer.col.machine'),
      ]}
    >
      {rows.map((row) => (
        <tr key={row.runId}>
          <td>
            {formatDate(row.startedAt)} <span className="cl-mono">{formatTime(row.startedAt)}</span>
          </td>
          <td>
            {row.trainee.name}
            {row.trainee.id === null && <div className="cl-detail">{t('trainer.attempts.no-id')}</div>}
          </td>
          <td>
            {t('trainer.scenario.option', { id: row.scenarioId, title: row.title })}
            <div className="cl-detail">
              {t('trainer.attempts.level-seed', { level: row.level, seed: String(row.seed) })}
            </div>
          </td>
          <td className="cl-mono">{formatSpan(row.seconds)}</td>
          <td>
            {row.human === null ? (
              <span className="cl-detail">{t('trainer.attempts.unrated')}</span>
            ) : (
              <Chip tone={row.human.passed ? 'green' : 'amber'}>
                {t(row.human.passed ? 'trainer.score.passed' : 'trainer.score.failed', {
                  total: row.human.total,
                })}
              </Chip>
            )}
          </td>
          <td>
            <Chip tone={attemptTone(row)}>{machineText(row)}</Chip>
          </td>
          <td className="cl-trainer-cell-act">
            {(row.state === 'running' || row.state === 'finished') && (
              <Button
                size="small"
                kind={row.state === 'running' ? 'primary' : 'quiet'}
                icon={row.state === 'running' ? Eye : PenLine}
                aria-label={t(`trainer.attempts.${row.state}.label`, {
                  name: row.trainee.name,
                  id: row.scenarioId,
                  time: formatTime(row.startedAt),
                })}
                onPress={() => go({ runId: row.runId })}
              >
                {t(`trainer.attempts.${row.state}.do`)}
              </Button>
            )}
          </td>
        </tr>
      ))}
    </TrainerTable>
  );
}
