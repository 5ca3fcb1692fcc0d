// Runs the checks of the Proof page: one line or all of them one after the other, so that they don't measure each other.
import { useRef, useState } from 'react';
import { proofChecks, type ProofCheck } from '#shared/contract/demo.ts';
import { careline } from '../bridge/index.ts';
import { announce } from '../ui/index.ts';
import { notRun, spokenOf, type CheckState } from './proof-text.ts';

export type Checks = Record<ProofCheck, CheckState>;
const fresh: Checks = {
  'name-in-vault-bytes': notRun,
  'messages-once': notRun,
  'audit-linked': notRun,
  connections: notRun,
};

export function useChecks(): {
  checks: Checks;
  isRunning: boolean;
  run: (check: ProofCheck) => void;
  runAll: () => void;
} {
  const [checks, setChecks] = useState<Checks>(fresh);
  const [isRunning, setRunning] = useState(false);
  const busy = useRef(false);

  const one = async (check: ProofCheck): Promise<void> => {
    const put = (state: CheckState): void => setChecks((now) => ({ ...now, [check]: state }));
    setChecks((now) => ({ ...now, [check]: { ...now[check], running: true } }));
    const answer = await careline.demo.proof({ check });
    const state: CheckState = answer.ok
      ? { running: false, result: answer.value, failure: null }
      : { running: false, result: null, failure: answer.code };
    put(state);
    announce(spokenOf(check, state));
  };
  const each = async (list: readonly ProofCheck[]): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    for (const check of list) await one(check);
    busy.current = false;
    setRunning(false);
  };
  return {
    checks,
    isRunning,
    run: (check) => void each([check]),
    runAll: () => void each(proofChecks),
  };
}
