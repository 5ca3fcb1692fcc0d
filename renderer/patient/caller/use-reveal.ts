// Asks for one masked number and takes it off the screen again: at its time, when the window is left, when the page is
// hidden, and with the component (another patient, a lock). It is held in this state alone.
import { useEffect, useState } from 'react';
import type { ReasonCode } from '#shared/domain/accounts/reason.ts';
import type { Failure } from '#shared/domain/result.ts';
import { careline } from '../../bridge/index.ts';
import { useNow } from '../../ui/index.ts';
import { type Masked, type Revealed, type RevealWhy, secondsLeft } from './reveal.ts';

/** A number stands no longer than this, ms. */
const longestMs = 30_000;

export interface Reveal {
  shown: Revealed | null;
  secondsLeft: number;
  failure: Failure | null;
  busy: boolean;
  ask(why: RevealWhy): Promise<void>;
  mask(): void;
}

export interface RevealOf {
  contextId: string;
  patientId: string;
  number: Masked;
  coverageId?: string | undefined;
  reason: ReasonCode | null;
}

export function useReveal({ contextId, patientId, number, coverageId, reason }: RevealOf): Reveal {
  const [shown, setShown] = useState<Revealed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const now = useNow(1000);
  const left = shown === null ? 0 : secondsLeft(shown.until, now.getTime());
  useEffect(() => {
    if (shown === null) return;
    const mask = (): void => setShown(null);
    // By no clock: the desk's may be another than this computer's. `secondsLeft` goes by the desk's.
    const timer = setTimeout(mask, longestMs);
    window.addEventListener('blur', mask);
    document.addEventListener('visibilitychange', mask);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', mask);
      document.removeEventListener('visibilitychange', mask);
    };
  }, [shown]);
  const ask = async (why: RevealWhy): Promise<void> => {
    if (busy || reason === null) return;
    setBusy(true);
    const of = coverageId === undefined ? {} : { coverageId };
    const result = await careline.patient.reveal({ contextId, patientId, number, ...of, reason, why });
    setBusy(false);
    setFailure(result.ok ? null : result);
    // An answer that comes while nobody looks isn't shown.
    setShown(result.ok && document.hasFocus() ? result.value : null);
  };
  return { shown, secondsLeft: left, failure, busy, ask, mask: () => setShown(null) };
}
