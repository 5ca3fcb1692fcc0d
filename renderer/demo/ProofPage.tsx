// The Proof page: each line is a button that runs a check on this computer, now, and says what its numbers mean.
import '../text/late/proof.ts';
import { CircleCheck, CircleHelp, CircleX, ListChecks, Play, type LucideIcon } from 'lucide-react';
import { proofChecks, type ProofCheck } from '#shared/contract/demo.ts';
import { useSession } from '../app/session-store.ts';
import { t } from '../text/t.ts';
import { Banner, Button, cx, Icon } from '../ui/index.ts';
import { figureOf, meaningOf, verdictOf, type CheckState, type Verdict } from './proof-text.ts';
import { StandIns } from './StandIns.tsx';
import { useChecks } from './use-checks.ts';
import './demo.css';

export interface ProofPageProps {
  /** The vault is open, so that there is something to check. As the session says when left out. */
  isOpen?: boolean;
}

export function ProofPage({ isOpen }: ProofPageProps) {
  const phase = useSession((s) => s.state?.phase);
  return <Checks isOpen={isOpen ?? phase === 'open'} />;
}

export interface ChecksProps {
  isOpen: boolean;
  /** Drawn where a heading stands already (the dialog of the demo drawer). */
  headless?: boolean;
}

export function Checks({ isOpen: open, headless }: ChecksProps) {
  const { checks, isRunning, run, runAll } = useChecks();
  return (
    <div className="cl-demo-proof">
      <div className={cx('cl-demo-proof-head', headless && 'cl-demo-proof-head-bare')}>
        <div>
          {!headless && <h2 className="cl-demo-proof-title">{t('proof.title')}</h2>}
          <p className="cl-detail">{t('proof.lead')}</p>
        </div>
        <Button icon={ListChecks} isDisabled={!open} isPending={isRunning} onPress={runAll}>
          {t('proof.all')}
        </Button>
      </div>
      {!open && (
        <Banner tone="info" spoken={false}>
          {t('proof.closed')}
        </Banner>
      )}
      <table className="cl-demo-checks">
        <thead>
          <tr>
            <th scope="col">{t('proof.column.check')}</th>
            <th scope="col" className="cl-demo-figure-head">
              {t('proof.column.result')}
            </th>
            <th scope="col">
              <span className="cl-hidden">{t('proof.column.run')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {proofChecks.map((check) => (
            <Line
              key={check}
              check={check}
              state={checks[check]}
              isDisabled={!open || (isRunning && !checks[check].running)}
              onRun={() => run(check)}
            />
          ))}
        </tbody>
      </table>
      <StandIns />
    </div>
  );
}

const icons: Partial<Record<Verdict, { icon: LucideIcon; tone: 'green' | 'red' | 'amber' }>> = {
  passed: { icon: CircleCheck, tone: 'green' },
  failed: { icon: CircleX, tone: 'red' },
  unchecked: { icon: CircleHelp, tone: 'amber' },
};

interface LineProps {
  check: ProofCheck;
  state: CheckState;
  isDisabled: boolean;
  onRun: () => void;
}

function Line({ check, state, isDisabled, onRun }: LineProps) {
  const verdict = verdictOf(state);
  const title = t(`proof.check.${check}`);
  const meaning = state.running ? null : meaningOf(state);
  return (
    <tr className={cx('cl-demo-check', `cl-demo-check-${verdict}`)}>
      <th scope="row">
        <span>{title}</span>
        {meaning !== null && <p className="cl-detail">{meaning}</p>}
      </th>
      <td className="cl-demo-figure">
        <Figure verdict={verdict} state={state} />
      </td>
      <td className="cl-demo-run">
        <Button
          icon={Play}
          aria-label={t('proof.run.label', { check: title })}
          isPending={state.running}
          isDisabled={isDisabled}
          onPress={onRun}
        >
          {t('proof.run')}
        </Button>
      </td>
    </tr>
  );
}

function Figure({ verdict, state }: { verdict: Verdict; state: CheckState }) {
  const mark = icons[verdict];
  if (mark === undefined)
    return (
      <span className="cl-detail-quiet">{t(verdict === 'running' ? 'proof.running' : 'proof.not-run')}</span>
    );
  const { icon, tone } = mark;
  const figure = state.result !== null && state.result.passed !== null ? figureOf(state.result) : null;
  return (
    <>
      <span className="cl-demo-figure-line">
        <Icon of={icon} size={15} tone={tone} />
        <span className="cl-hidden">{t(`proof.state.${verdict as 'passed' | 'failed' | 'unchecked'}`)}</span>
        {figure === null ? (
          <span className="cl-ink-amber">{t('proof.unchecked')}</span>
        ) : (
          <span className={cx('cl-demo-number', `cl-demo-number-${tone}`)}>{figure}</span>
        )}
      </span>
      {state.result !== null && (
        <span className="cl-detail-quiet">{t('proof.took', { ms: Math.round(state.result.tookMs) })}</span>
      )}
    </>
  );
}
