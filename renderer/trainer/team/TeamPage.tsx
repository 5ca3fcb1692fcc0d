// Skills by people: who should practise what next. A number stands in every cell, so that no colour has to be told apart.
import { Grid3x3 } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { Team } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Answer, Card, cx, EmptyState, PageHead } from '../../ui/index.ts';
import { go } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { heatOf, meansOf, percent } from './heat.ts';
import './team.css';

const SkillsChart = lazy(async () => ({ default: (await import('../charts.tsx')).SkillsChart }));

export function TeamPage() {
  const asked = useAsked('team', () => careline.training.team());
  return (
    <>
      <PageHead title={t('trainer.team.title')} lead={t('trainer.team.lead')} />
      <Answer of={asked}>
        {(team) =>
          team.rows.length === 0 ? (
            <EmptyState icon={Grid3x3} title={t('trainer.team.none')}>
              {t('trainer.team.none.what')}
            </EmptyState>
          ) : (
            <>
              <Heat team={team} />
              <Card level={2} title={t('trainer.team.means')}>
                <Suspense fallback={<div className="cl-trainer-chart" aria-busy="true" />}>
                  <SkillsChart
                    means={meansOf(team).map(({ skill, value, n }) => ({
                      name: t(`trainer.skill.${skill}`),
                      value,
                      n,
                    }))}
                  />
                </Suspense>
              </Card>
            </>
          )
        }
      </Answer>
    </>
  );
}

function Heat({ team }: { team: Team }) {
  return (
    <div className="cl-page-scroll" role="region" tabIndex={0} aria-label={t('trainer.team.title')}>
      <table className="cl-trainer-table cl-trainer-heat">
        <caption className="cl-detail">{t('trainer.team.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('trainer.col.person')}</th>
            {team.skills.map((skill) => (
              <th key={skill} scope="col">
                {t(`trainer.skill.${skill}`)}
              </th>
            ))}
            {team.scenarios.map((scenario) => (
              <th key={scenario.id} scope="col" title={scenario.title}>
                {scenario.id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {team.rows.map((row) => (
            <tr key={row.trainee.id}>
              <th scope="row">
                <button
                  type="button"
                  className="cl-trainer-link"
                  onClick={() => go({ place: 'attempts', traineeId: row.trainee.id, scenarioId: null })}
                >
                  {row.trainee.name}
                </button>
              </th>
              {team.skills.map((skill) => {
                const cell = row.skills.find((one) => one.skill === skill);
                return <Cell key={skill} value={cell?.value ?? null} n={cell?.n ?? 0} />;
              })}
              {team.scenarios.map((scenario) => {
                const cell = row.scenarios.find((one) => one.id === scenario.id);
                return (
                  <Cell
                    key={scenario.id}
                    value={cell?.value ?? null}
                    n={cell?.n ?? 0}
                    passed={cell?.passed ?? false}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ value, n, passed = false }: { value: number | null; n: number; passed?: boolean }) {
  return (
    <td className={cx('cl-trainer-cell', `cl-trainer-heat-${heatOf(value)}`)}>
      <span>{percent(value)}</span>
      <span className="cl-trainer-cell-n">
        {passed ? t('trainer.team.passed', { n }) : n > 0 ? t('trainer.team.calls', { n }) : ''}
      </span>
    </td>
  );
}
