// What the caller answered or wants: two or three buttons, each with a key. One press takes the way.
import type { ScriptStep } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { ToggleButton } from '../ui/index.ts';

/** Keys after the phrases'. */
export const firstBranch = 5;
export const keyedBranches = 3;

export function Branches({
  step,
  taken,
  drawn,
  onTake,
}: {
  step: ScriptStep;
  taken: string | null;
  drawn: (digit: number) => string;
  onTake: (to: string) => void;
}) {
  if (step.branches.length === 0) return null;
  return (
    <div className="cl-script-branches" role="group" aria-label={t('script.branches')}>
      {step.branches.map((branch, i) => (
        <ToggleButton
          key={branch.when}
          keys={i < keyedBranches ? drawn(firstBranch + i) : undefined}
          isSelected={taken === branch.to}
          onChange={() => onTake(branch.to)}
        >
          {branch.when}
        </ToggleButton>
      ))}
    </div>
  );
}
