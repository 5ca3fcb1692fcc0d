// What the caller answered or wants: two or three buttons, each with a key; one press takes the way. Beside them what the desk can
// do at once on this step.
import type { StepAct, ScriptStep } from '#shared/domain/script/script.ts';
import { t } from '../text/t.ts';
import { cx, KeyHint } from '../ui/index.ts';

/** Keys after the phrases'. */
export const firstBranch = 5;
export const keyedBranches = 3;

export interface BranchesProps {
  step: ScriptStep;
  taken: string | null;
  drawn: (digit: number) => string;
  onTake: (to: string) => void;
  /** null = nothing to do at once. */
  act: StepAct | null;
  onAct: (act: StepAct) => void;
}

export function Branches({ step, taken, drawn, onTake, act, onAct }: BranchesProps) {
  if (step.branches.length === 0 && act === null) return null;
  // `Alt` is drawn once: several beside each other share it.
  const keyAt = (i: number): string => {
    const first = drawn(firstBranch);
    return i === 0 || first === '' ? first : String(firstBranch + i);
  };
  return (
    <div className="cl-script-branches" role="group" aria-label={t('script.branches')}>
      {step.branches.map((branch, i) => (
        <button
          key={branch.when}
          type="button"
          className={cx('cl-script-branch', taken === branch.to && 'cl-script-branch-taken')}
          aria-pressed={taken === branch.to}
          aria-keyshortcuts={i < keyedBranches && keyAt(i) !== '' ? `Alt+${firstBranch + i}` : undefined}
          onClick={() => onTake(branch.to)}
        >
          {i < keyedBranches && keyAt(i) !== '' && <KeyHint keys={keyAt(i)} />}
          <span>{branch.when}</span>
        </button>
      ))}
      {act !== null && (
        <button type="button" className="cl-script-branch cl-script-act" onClick={() => onAct(act)}>
          <span>{t(`script.act.${act}`)}</span>
        </button>
      )}
    </div>
  );
}
