// Hands what the caller said to the desk for comparison and shows what it answered. What was typed is kept nowhere else.
import { useState } from 'react';
import type { AskedFact } from '#shared/domain/disclosure/facts.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../bridge/index.ts';
import { t } from '../text/t.ts';
import { announce } from '../ui/index.ts';
import { withLevel, type Checked, type Verification } from './checking.ts';
import type { KnownVerification } from './use-verification.ts';

export interface Check {
  busy: AskedFact | null;
  /** The last answer for a fact, until that fact is asked again. */
  answers: Partial<Record<AskedFact, Checked | Failure>>;
  /** True when the fact matched. */
  run(fact: AskedFact, stated: string): Promise<boolean>;
}

export function useCheck(contextId: string, verification: Verification, known: KnownVerification): Check {
  const [busy, setBusy] = useState<AskedFact | null>(null);
  const [answers, setAnswers] = useState<Check['answers']>({});
  const patientId = verification.chosen?.patientId;
  const run = async (fact: AskedFact, stated: string): Promise<boolean> => {
    if (patientId === undefined || busy !== null || stated.trim() === '') return false;
    setBusy(fact);
    // Never repeated by itself: a second comparison could count a second wrong answer.
    const result = await careline.patient.check({ contextId, patientId, fact, stated });
    setBusy(null);
    setAnswers((all) => ({ ...all, [fact]: result.ok ? result.value : result }));
    if (!result.ok) {
      // Interrupted: it may have been counted. The desk's own account says so.
      await known.read();
      return false;
    }
    const { outcome, level } = result.value;
    if (outcome === 'matched' && level > verification.level) {
      known.show(withLevel(verification, result.value));
      announce(t('patient.verify.reached', { level }));
    }
    await known.read();
    return outcome === 'matched';
  };
  return { busy, answers, run };
}
