// Why the call was lost: the line, act or silence that led there, and what had raised the feeling until then.
import { HeartCrack } from 'lucide-react';
import type { Cause, Step } from '#shared/domain/practice/cause.ts';
import type { Scenario } from '#shared/domain/practice/scenario.ts';
import { formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';
import { showLine } from './show-line.ts';

export interface BecauseProps {
  because: Cause | null;
  feeling: Scenario['feeling'];
}

export function Because({ because, feeling }: BecauseProps) {
  if (because === null) return null;
  return (
    <section className="cl-panel cl-practice-missed-list" aria-labelledby="cl-practice-because">
      <h2 id="cl-practice-because">
        <Icon of={HeartCrack} size={16} />
        {t('debrief.because')}
      </h2>
      <p>
        {t(`debrief.because.${because.kind}`, {
          feeling: t(`practice.feeling.${feeling}.label`),
          level: because.feeling,
          time: formatSpan(because.atMs / 1000),
          text: because.text,
          seconds: because.seconds,
          had: because.rules.length,
          rules: because.rules.join(', '),
        })}
      </p>
      {because.steps.length > 0 && <Steps steps={because.steps} />}
    </section>
  );
}

function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <>
      <p className="cl-detail">{t('debrief.because.steps')}</p>
      <ul>
        {steps.map((s) => (
          <li key={s.line}>
            <button type="button" className="cl-practice-missed-row" onClick={() => showLine(s.line)}>
              <span className="cl-mono">{formatSpan(s.atMs / 1000)}</span>
              <span>{t('debrief.because.step', { text: s.text, rise: s.rise })}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
