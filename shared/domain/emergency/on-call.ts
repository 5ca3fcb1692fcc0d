// Whether the clinician was told by phone, as the ticks of the card have it. Pure.
import type { EmergencyTick } from './ticks.ts';

/** When the clinician was told by phone; null = not told, or taken back. */
export function toldAt(ticks: readonly EmergencyTick[], clinicianStepId: string): string | null {
  const last = ticks.findLast((t) => t.stepId === clinicianStepId);
  return last?.on === true ? last.at : null;
}
