// What a trial call found, check by check, in plain words with what to do.
import { Check, CircleDashed, LoaderCircle, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import type { Preflight } from '#shared/domain/telephony/engine.ts';
import { t } from '../text/t.ts';
import { Icon } from '../ui/index.ts';

type Result = Preflight['checks'][number]['result'];
const icons: Readonly<Record<Result, LucideIcon>> = {
  waiting: CircleDashed,
  running: LoaderCircle,
  good: Check,
  poor: TriangleAlert,
  failed: X,
};
const tones = { waiting: 'neutral', running: 'accent', good: 'green', poor: 'amber', failed: 'red' } as const;

export function PreflightList({ preflight }: { preflight: Preflight | null }) {
  if (preflight === null) return null;
  return (
    <div role="status">
      <ul className="cl-tel-preflight">
        {preflight.checks.map((c) => (
          <li key={c.check}>
            <Icon of={icons[c.result]} size={16} tone={tones[c.result]} />
            <div>
              <span>{t(`telephony.preflight.${c.check}`)}</span>
              <p className="cl-detail">
                {c.result === 'poor' || c.result === 'failed'
                  ? t(`telephony.preflight.${c.check}.bad`)
                  : t(`telephony.preflight.result.${c.result}`)}
              </p>
            </div>
          </li>
        ))}
      </ul>
      {preflight.grade !== null && <p>{t(`telephony.preflight.grade.${preflight.grade}`)}</p>}
      {preflight.state === 'cancelled' && <p>{t('telephony.preflight.cancelled')}</p>}
    </div>
  );
}
