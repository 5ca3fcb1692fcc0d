// Steps in a row that nobody can skip: what is done, where we are, what comes.
import { Check } from 'lucide-react';
import { t } from '../text/t.ts';
import { cx, Icon } from '../ui/index.ts';

export interface StepLineProps {
  label: string;
  steps: readonly { id: string; title: string }[];
  /** Position of the one in hand. */
  at: number;
}

export function StepLine({ label, steps, at }: StepLineProps) {
  return (
    <ol className="cl-step-line" aria-label={label}>
      {steps.map((step, i) => (
        <li
          key={step.id}
          className={cx(i < at && 'cl-step-line-done', i === at && 'cl-step-line-here')}
          aria-current={i === at ? 'step' : undefined}
        >
          <span className="cl-step-line-mark" aria-hidden="true">
            {i < at ? <Icon of={Check} size={12} /> : i + 1}
          </span>
          <span>{step.title}</span>
          {i < at && <span className="cl-hidden">{t('ui.step.done')}</span>}
        </li>
      ))}
    </ol>
  );
}

const setUp = ['vault', 'enrol', 'sign-in', 'secret'] as const;
/** From a bare computer to a desk: what was done, and what comes. */
export function SetupSteps({ at }: { at: (typeof setUp)[number] }) {
  return (
    <StepLine
      label={t('session.steps')}
      at={setUp.indexOf(at)}
      steps={setUp.map((id) => ({ id, title: t(`session.step.${id}`) }))}
    />
  );
}
