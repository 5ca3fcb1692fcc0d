// How far human and machine agree on the level of each cue, and how the number is made. It is a regression check of the scorer:
// it says nothing about whether a score means anything for callers.
import { Scale } from 'lucide-react';
import type { Agreement } from '#shared/contract/training-shapes.ts';
import { careline } from '../../bridge/index.ts';
import { t } from '../../text/t.ts';
import { Answer, Button, Card, EmptyState, PageHead } from '../../ui/index.ts';
import { go } from '../store.ts';
import { useAsked } from '../use-asked.ts';
import { kappaText, shareSame } from './kappa.ts';
import './agreement.css';

type Table = Agreement['here'];
const levels = [0, 1, 2, 3, 4] as const;

export function AgreementPage() {
  const asked = useAsked('agreement', () => careline.training.agreement());
  return (
    <>
      <PageHead title={t('trainer.agreement.title')} lead={t('trainer.agreement.lead')} />
      <Answer of={asked}>
        {(value) => (
          <>
            <p className="cl-detail">
              {t('trainer.agreement.n.two', {
                n: value.shipped.raters.n,
                pairs: value.shipped.machine.n,
              })}
            </p>
            <div className="cl-trainer-kappas">
              <Kappa title={t('trainer.agreement.raters')} of={value.shipped.raters} pair="raters" />
              <Kappa title={t('trainer.agreement.machine')} of={value.shipped.machine} pair="machine" />
              <Kappa title={t('trainer.agreement.here')} of={value.here} pair="here" />
              <Kappa title={t('trainer.agreement.together')} of={value.together} pair="machine" />
            </div>
            <Card level={2} title={t('trainer.agreement.how')} icon={Scale}>
              <p>{t('trainer.agreement.how.1')}</p>
              <p>{t('trainer.agreement.how.2')}</p>
              <p>{t('trainer.agreement.how.3')}</p>
            </Card>
            <Apart rows={value.apart} />
          </>
        )}
      </Answer>
    </>
  );
}

function Kappa({ title, of, pair }: { title: string; of: Table; pair: 'raters' | 'machine' | 'here' }) {
  return (
    <Card level={2} title={title}>
      <div className="cl-trainer-total">
        <span className="cl-dial">{kappaText(of.kappa)}</span>
        <span className="cl-detail">{t('trainer.agreement.kappa')}</span>
      </div>
      <p className="cl-detail">
        {of.n === 0
          ? t('trainer.agreement.nothing')
          : t('trainer.agreement.n', { n: of.n, same: of.same, share: shareSame(of) })}
      </p>
      <table className="cl-trainer-matrix">
        <caption className="cl-detail">{t(`trainer.agreement.axes.${pair}`)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="cl-hidden">{t('trainer.agreement.level')}</span>
            </th>
            {levels.map((level) => (
              <th key={level} scope="col">
                {level}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {of.table.map((row, first) => (
            <tr key={first}>
              <th scope="row">{first}</th>
              {row.map((count, second) => (
                <td key={second} className={cellClass(first, second, count)}>
                  {count}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

const cellClass = (first: number, second: number, count: number): string | undefined => {
  if (count === 0) return 'cl-trainer-zero';
  if (first === second) return 'cl-trainer-same';
  return Math.abs(first - second) >= 2 ? 'cl-trainer-far' : undefined;
};

function Apart({ rows }: { rows: Agreement['apart'] }) {
  return (
    <Card level={2} title={t('trainer.agreement.apart', { count: rows.length })}>
      {rows.length === 0 ? (
        <EmptyState title={t('trainer.agreement.apart.none')}>
          {t('trainer.agreement.apart.none.what')}
        </EmptyState>
      ) : (
        <ul className="cl-trainer-plain-list">
          {rows.map((row) => (
            <li key={`${row.runId} ${row.cueIndex}`} className="cl-trainer-apart-row">
              <span>
                <strong>
                  {t('trainer.agreement.apart.row', {
                    id: row.scenarioId,
                    human: row.human,
                    machine: row.machine,
                  })}
                </strong>{' '}
                “{row.quote}”
              </span>
              <Button
                size="small"
                onPress={() => go({ place: 'attempts', runId: row.runId, scenarioId: null, traineeId: null })}
              >
                {t('trainer.agreement.apart.open')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
