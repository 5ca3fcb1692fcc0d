// What this call's script still asks for: at its close, and once more at the wrap-up. A line a step; it blocks nothing.
import { CircleAlert } from 'lucide-react';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { byStep, type Left } from './left-over.ts';
import { useLeft } from './state.ts';

const order = ['required', 'field', 'read_back', 'teach_back'] as const;

export function MissingList({
  missing,
  onGo,
}: {
  missing: readonly Left[];
  onGo?: (stepId: string) => void;
}) {
  return (
    <div className="cl-script-missing" role="group" aria-label={t('script.missing-list')}>
      <p className="cl-script-missing-title">
        <Icon of={CircleAlert} size={15} />
        <strong>{t('script.missing-list')}</strong>
      </p>
      <ul>
        {byStep(missing).map((step) => (
          <li key={step.stepId} className="cl-script-missing-row">
            <p>
              {step.title}
              {order.map((what) => {
                const texts = step.of[what] ?? [];
                return (
                  texts.length > 0 && (
                    <span key={what} className="cl-detail">
                      {' · '}
                      {t(`script.missing.${what}`)} {texts.join(', ')}
                    </span>
                  )
                );
              })}
            </p>
            {onGo && (
              <Button size="small" kind="plain" onPress={() => onGo(step.stepId)}>
                {t('script.missing.go')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** After the call, in the wrap-up: nothing when all was said. */
export function ScriptLeft({ callId }: { callId: string }) {
  const missing = useLeft(callId);
  return missing.length === 0 ? null : (
    <section className="cl-panel cl-script-left" aria-label={t('script.label')}>
      <MissingList missing={missing} />
    </section>
  );
}
