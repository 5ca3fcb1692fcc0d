// Below level 1: the four facts that can be asked for. The caller says them, the agent types them, the desk compares.
import { useRef, useState } from 'react';
import type { Fact } from '#shared/domain/disclosure/facts.ts';
import { t } from '../text/t.ts';
import { Banner } from '../ui/index.ts';
import { factsMissing, leftKey, nextField, open, type Verification } from './checking.ts';
import { FactField } from './FactField.tsx';
import { focusIsFree } from './focus.ts';
import { useCheck } from './use-check.ts';
import type { KnownVerification } from './use-verification.ts';

export interface VerifyFactsProps {
  verification: Verification;
  contextId: string;
  known: KnownVerification;
}

export function VerifyFacts({ verification, contextId, known }: VerifyFactsProps) {
  const check = useCheck(contextId, verification, known);
  const inputs = useRef(new Map<Fact, HTMLInputElement>());
  const [mayFocus] = useState(focusIsFree);
  const fields = open(verification);
  const fromCopy = Object.values(check.answers).some((a) => 'from' in a && a.from === 'cache');
  return (
    <section className="cl-patient-pad" aria-labelledby="cl-patient-verify">
      <header>
        <h3 id="cl-patient-verify" className="cl-patient-title">
          {t('patient.verify.title')}
        </h3>
        <p className="cl-detail">{t('patient.verify.missing', { count: factsMissing(verification) })}</p>
      </header>
      {verification.nameNeeded && <Banner spoken={false}>{t('patient.verify.name-needed')}</Banner>}
      {fromCopy && <p className="cl-detail-quiet">{t('patient.verify.cache')}</p>}
      <div className="cl-patient-facts">
        {fields.map((fact, i) => (
          <FactField
            key={fact}
            fact={fact}
            verification={verification}
            check={check}
            autoFocus={i === 0 && fields.length === 4 && mayFocus}
            ref={(element) => {
              if (element === null) inputs.current.delete(fact);
              else inputs.current.set(fact, element);
            }}
            onMatched={(done) => {
              const next = nextField(verification, done);
              if (next !== null) inputs.current.get(next)?.focus();
            }}
          />
        ))}
      </div>
      <p className={verification.wrongLeft < 3 ? 'cl-detail cl-ink-amber' : 'cl-detail-quiet'}>
        {t(leftKey(verification), { count: verification.wrongLeft })}
      </p>
    </section>
  );
}
