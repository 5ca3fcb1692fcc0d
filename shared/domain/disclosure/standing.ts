// What the evidence of a call amounts to (C19): level, wrong answers left, whether it is closed, and for whom. Pure.
import { type Level, levelOf, type Tick, wrongLeft } from './facts.ts';
import type { Scope } from './scope.ts';

export interface Standing {
  level: Level;
  scope: Scope;
  left: number;
  /** Wrong answers of other calls are counted in `left`. */
  leftByEarlier: boolean;
  locked: boolean;
  /** Closed by this call's own answers, or by what was answered wrongly about this patient before (C19). */
  lockedBy: 'call' | 'patient' | null;
}

export interface Evidence<T extends Tick = Tick> {
  /** Every comparison of this call, about whomever. */
  ticksOfCall: readonly T[];
  /** Those about the chosen patient. */
  own: readonly T[];
  nameNeeded: boolean;
  /** Wrong answers about the chosen patient on other calls, within `wrongCountsForMs`. */
  wrongElsewhere: number;
  /** Who hears; null = nobody else was named, so the patient. */
  hears: { scope: Scope; document: string | null } | null;
}

/**
 * A wrong answer takes away over all: three of them, and nothing that matched counts any more. Who was identified on this
 * call isn't thrown out by what was answered on others: from then on this call's own three count. Authority with a document
 * lifts to 3 only once the patient themselves was identified: a proxy who can't say for whom has proven nothing.
 */
export function standingOf(e: Evidence): Standing {
  const onCall = wrongLeft(e.ticksOfCall);
  const byCall = onCall === 0;
  const scope = e.hears?.scope ?? 'record';
  const proven = byCall || scope === 'nothing' ? 0 : levelOf(e.own, e.nameNeeded);
  const left = proven >= 1 ? onCall : wrongLeft(e.ticksOfCall, e.wrongElsewhere);
  const locked = left === 0;
  const about = locked ? 0 : proven;
  const level: Level = about >= 1 && (e.hears?.document ?? null) !== null ? 3 : about;
  return {
    level,
    scope,
    left,
    leftByEarlier: left < onCall,
    locked,
    lockedBy: !locked ? null : byCall ? 'call' : 'patient',
  };
}
