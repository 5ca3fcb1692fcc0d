// The tour's stops, in the order a first call needs them: five at most, each one thing.
import type { TextKey } from '../text/t.ts';

export interface TourStep {
  id: string;
  /** The `data-tour` of what it points at. */
  at: 'work' | 'middle' | 'patient' | 'emergency' | 'status';
  title: TextKey;
  what: TextKey;
}
const step = (at: TourStep['at']): TourStep => ({
  id: at,
  at,
  title: `tour.${at}.title`,
  what: `tour.${at}.what`,
});
export const steps: readonly TourStep[] = [
  step('work'),
  step('middle'),
  step('patient'),
  step('emergency'),
  step('status'),
];
