// What the caller has proven, as ticks with their time, and the way to a third fact.
import { Check as Tick, PhoneOutgoing } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useFactsAsked } from '../app/ask-facts.ts';
import { formatTime } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Button, Chip, ToggleButton } from '../ui/index.ts';
import { leftKey, open, proven, stateOf, type Verification } from './checking.ts';
import { FactField, problemOf } from './FactField.tsx';
import { type Check, useCheck } from './use-check.ts';
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
  useEffect(() => useFactsAsked.subscribe(() => setThird(true)), []);
  const check = useCheck(contextId, verification, known);
  const done = proven(verification);
  if (done.length === 0) return children;
  const left = open(verification);
  const { level } = verification;
  return (
    <>
      <ul className="cl-patient-chips" aria-label={t('patient.header.facts')}>
        {done.map((fact) => (
          <li key={fact}>
            <Chip
              icon={Tick}
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
      </ul>
      {children}
      {third && level === 1 && (
        <div className="cl-patient-facts">
          <p className="cl-detail">{t('patient.verify.third.text')}</p>
          {left.map((fact, i) => (
            <FactField key={fact} fact={fact} verification={verification} check={check} autoFocus={i === 0} />
          ))}
          {stateOf(verification, 'recordNumber').state !== 'matched' && (
            <FactField fact="recordNumber" verification={verification} check={check} />
          )}
          <CalledBack check={check} />
          <p className={verification.wrongLeft < 3 ? 'cl-detail cl-ink-amber' : 'cl-detail-quiet'}>
            {t(leftKey(verification), { count: verification.wrongLeft })}
          </p>
        </div>
      )}
    </>
  );
}

/** A third factor that nobody says: this call itself, when the desk made it to a number on file. */
function CalledBack({ check }: { check: Check }) {
  const problem = problemOf('calledBack', check.answers.calledBack);
  return (
    <div>
      <Button
        size="small"
        icon={PhoneOutgoing}
        isPending={check.busy === 'calledBack'}
        onPress={() => void check.run('calledBack', 'called')}
      >
        {t('patient.fact.calledBack')}
      </Button>
      <p className={problem === null ? 'cl-detail-quiet' : 'cl-detail cl-ink-amber'} role="status">
        {problem ?? t('patient.ask.calledBack')}
      </p>
    </div>
  );
}
