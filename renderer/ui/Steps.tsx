// The steps of a script or of a card: what is done, where we are, what comes. Any step can be gone to.
import { Check } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface Step {
  id: string;
  title: string;
  done: boolean;
  /** Quiet, at the right: the time it was ticked. */
  mark?: string;
}

export interface StepListProps {
  label: string;
  steps: readonly Step[];
  current: string | null;
  onSelect: (id: string) => void;
}

export function StepList({ label, steps, current, onSelect }: StepListProps) {
  return (
    <ol aria-label={label} className="cl-steps">
      {steps.map((step) => {
        const here = step.id === current;
        return (
          <li key={step.id} aria-current={here ? 'step' : undefined}>
            <AriaButton
              className={cx('cl-step', step.done && 'cl-step-done', here && 'cl-step-here')}
              onPress={() => onSelect(step.id)}
            >
              <span className="cl-step-mark">{step.done && !here && <Icon of={Check} size={11} />}</span>
              <span className="cl-step-title">{step.title}</span>
              {step.done && <span className="cl-hidden">{t('ui.step.done')}</span>}
              {step.mark && <span className="cl-detail-quiet">{step.mark}</span>}
            </AriaButton>
          </li>
        );
      })}
    </ol>
  );
}
