// Which step of taking in a new patient is next. Pure.
import type { Words } from './doing.ts';

type Step = 'look' | 'create' | 'again' | 'message';
/** What is next: never creating before it was looked, never a record where only a message is left. */
export function stepOf({ looked, outcome, failure }: Pick<Words, 'looked' | 'outcome' | 'failure'>): Step {
  if (outcome?.kind === 'unconfirmed') return 'again';
  if (outcome?.kind === 'message' || outcome?.kind === 'refused' || failure !== null) return 'message';
  if (looked === null) return 'look';
  return looked.mayCreate === 'no' ? 'message' : 'create';
}
