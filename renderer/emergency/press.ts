// What a digit does on the card: it opens a step that is not open, and ticks (or takes back) the one that is. A slip of one key is
// never a time-stamped "done". Pure.
import type { StepProgress } from '#shared/domain/emergency/ticks.ts';

export interface StepPress {
  kind: 'open' | 'tick' | 'take-back';
  stepId: string;
}
export interface OpenNow {
  /** The step whose words are in sight. */
  open: string | null;
  /** The one that a person opened; null = it stands open because it is next. */
  byHand: string | null;
  /** The step whose address is not written yet, where it can be: its first press goes to the field. */
  lacks: string | null;
}

/** Null = no such step. */
export function pressOf(steps: readonly StepProgress[], digit: number, now: OpenNow): StepPress | null {
  const found = steps[digit - 1];
  if (found === undefined) return null;
  const stepId = found.step.id;
  const toField = found.at === null && stepId === now.lacks && now.byHand !== stepId;
  if (stepId !== now.open || toField) return { kind: 'open', stepId };
  return { kind: found.at === null ? 'tick' : 'take-back', stepId };
}
