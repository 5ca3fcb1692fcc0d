// "Told by phone" on a message's red band: the clinician's step of the emergency card, ticked from there.
import { sayFailure } from '../app/say.ts';
import { tickStep } from './emergency-ticks.ts';

export async function sayTold(contextId: string, stepId: string): Promise<void> {
  const result = await tickStep(contextId, stepId);
  if (!result.ok) sayFailure(result);
}
