// What this call's script still asks for: at its close, and once more at the wrap-up. It blocks nothing.
import { CircleAlert } from 'lucide-react';
import type { Missing } from '#shared/domain/script/walk.ts';
import { t } from '../text/t.ts';
import { Button, Icon } from '../ui/index.ts';
import { useLeft } from './state.ts';

export function MissingList({
  missing,
  onGo,
}: {
  missing: readonly Missing[];
  onGo?: (stepId: string) => void;
}) {
  return (
    <div className="cl-script-missing" role="group" aria-label={t('script.missing-list')}>
      <p className="cl-script-missing-title">
        <Icon of={CircleAlert} size={15} />
        <strong>{t('script.missing-list')}</strong>
      </p>
      <ul>
        {missing.map((m) => (
          <li key={`${m.stepId} ${m.id}`} className="cl-script-row">
            <span>
              <span className="cl-detail">{t(`script.missing.${m.what}`)}</span> {m.text}
            </span>
            {onGo && (
              <Button size="small" kind="plain" onPress={() => onGo(m.stepId)}>
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
