// The steps of a script or of a card: what is done, where we are, what comes. Any step can be gone to.
import { Check, Minus } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { t } from '../text/t.ts';
import { cx } from './cx.ts';
import { Icon } from './Icon.tsx';

export interface Step {
  id: string;
  title: string;
  done: boolean;
  /** Gone past, with something of it still open: half a mark instead of the green one. */
  open?: boolean;
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
        const done = step.done && step.open !== true;
        const half = step.done && step.open === true;
        return (
          <li key={step.id} aria-current={here ? 'step' : undefined}>
            <AriaButton
              className={cx(
                'cl-step',
                done && 'cl-step-done',
                half && 'cl-step-half',
                here && 'cl-step-here',
              )}
              onPress={() => onSelect(step.id)}
            >
              <span className="cl-step-mark">
                {step.done && !here && <Icon of={half ? Minus : Check} size={11} />}
              </span>
              <span className="cl-step-title">{step.title}</span>
              {step.done && <span className="cl-hidden">{t(half ? 'ui.step.half' : 'ui.step.done')}</span>}
              {step.mark && <span className="cl-detail-quiet">{step.mark}</span>}
            </AriaButton>
          </li>
        );
      })}
    </ol>
  );
}
