// The steps of what is open: the whole, its brief variant, and how many findings each step has.
import { Plus } from 'lucide-react';
import { isPath, type ScriptContent } from '#shared/domain/script/draft.ts';
import type { ScriptFinding } from '#shared/domain/script/script-lint.ts';
import { t } from '../text/t.ts';
import { Button, cx, ToggleChips } from '../ui/index.ts';
import { newStep, stepsAt, withSteps, type Where } from './edit.ts';
import { ofStep, ofWhole } from './findings.ts';

export interface StepsNavProps {
  content: ScriptContent;
  where: Where;
  stepId: string | null;
  findings: readonly ScriptFinding[];
  editable: boolean;
  onWhere: (where: Where) => void;
  onStep: (stepId: string | null) => void;
  onChange: (content: ScriptContent, place: string) => void;
}

export function StepsNav({
  content,
  where,
  stepId,
  findings,
  editable,
  onWhere,
  onStep,
  onChange,
}: StepsNavProps) {
  const steps = stepsAt(content, where);
  const rows = [
    { id: null, title: t('script-editor.head'), count: ofWhole(findings).length, aside: false },
    ...steps.map((s) => ({
      id: s.id,
      title: s.title || t('script-editor.step.untitled'),
      count: ofStep(findings, where, s.id).length,
      aside: s.aside,
    })),
  ];
  function add(): void {
    const step = newStep(steps);
    // Before the close, which stays last.
    const close = steps.at(-1)?.kind === 'close' ? steps.length - 1 : steps.length;
    onChange(withSteps(content, where, steps.toSpliced(close, 0, step)), 'step.add');
    onStep(step.id);
  }
  return (
    <nav className="cl-editor-steps" aria-label={t('script-editor.steps')}>
      {!isPath(content) && (
        <ToggleChips
          label={t('script-editor.steps')}
          hideLabel
          mustChoose
          value={where}
          onChange={(to) => to && onWhere(to)}
          options={[
            { id: 'steps', title: t('script-editor.steps.whole') },
            { id: 'brief', title: t('script-editor.steps.brief') },
          ]}
        />
      )}
      {where === 'brief' && steps.length === 0 && (
        <p className="cl-detail">{t('script-editor.steps.none')}</p>
      )}
      <ul>
        {rows.map((row) => (
          <li key={row.id ?? ''}>
            <button
              type="button"
              className={cx(
                'cl-editor-step',
                row.id === stepId && 'cl-editor-step-here',
                row.aside && 'cl-editor-step-aside',
              )}
              aria-current={row.id === stepId ? 'true' : undefined}
              onClick={() => onStep(row.id)}
            >
              <span>{row.title}</span>
              {row.count > 0 && (
                <span className="cl-editor-count">
                  {row.count}
                  <span className="cl-hidden"> {t('script-editor.findings')}</span>
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {editable && (
        <Button size="small" kind="plain" icon={Plus} onPress={add}>
          {t('script-editor.step.add')}
        </Button>
      )}
    </nav>
  );
}
