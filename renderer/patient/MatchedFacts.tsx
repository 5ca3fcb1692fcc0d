// What the caller has proven, as ticks with their time, and the way to a third fact.
import { Check } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Chip, ToggleButton } from '../ui/index.ts';
import { matched, open, stateOf, type Verification } from './checking.ts';
import { FactField } from './FactField.tsx';
import { useCheck } from './use-check.ts';
import type { KnownVerification } from './use-verification.ts';

export interface MatchedFactsProps {
  verification: Verification;
  contextId: string;
  known: KnownVerification;
  /** Drawn between the ticks and the third fact's fields: the flags stay above everything that is asked. */
  children?: ReactNode;
}

export function MatchedFacts({ verification, contextId, known, children }: MatchedFactsProps) {
  const [third, setThird] = useState(false);
  const check = useCheck(contextId, verification, known);
  const done = matched(verification);
  if (done.length === 0) return children;
  const left = open(verification);
  const { level, levelAt } = verification;
  return (
    <>
      <ul className="cl-patient-chips" aria-label={t('patient.header.facts')}>
        {done.map((fact) => (
          <li key={fact}>
            <Chip
              icon={Check}
              tone="green"
              title={t('patient.outcome.matched', { time: formatTime(stateOf(verification, fact).at ?? '') })}
            >
              {t(`patient.fact.${fact}`)}
            </Chip>
          </li>
        ))}
        {level === 1 && left.length > 0 && (
          <li>
            <ToggleButton size="small" isSelected={third} onChange={setThird}>
              {t('patient.verify.third')}
            </ToggleButton>
          </li>
        )}
        {level > 0 && levelAt !== null && (
          <li className="cl-detail-quiet">
            {t('patient.verify.level', { level, time: formatTime(levelAt) })}
          </li>
        )}
      </ul>
      {children}
      {third && level === 1 && (
        <div className="cl-patient-facts">
          <p className="cl-detail">{t('patient.verify.third.text')}</p>
          {left.map((fact, i) => (
            <FactField key={fact} fact={fact} verification={verification} check={check} autoFocus={i === 0} />
          ))}
          <p className="cl-detail">{t('patient.verify.left', { count: verification.wrongLeft })}</p>
        </div>
      )}
    </>
  );
}
