// Figures of this run beside those of the trial, one JSON line each in the file that `main.ts` names.
import { appendFileSync } from 'node:fs';

export interface Row {
  scenario: string;
  /** As the trial had it, in words. */
  trial: string;
  now: string;
}
/** Nothing is kept when the rows run on their own. */
export function row(scenario: string, trial: string, now: string): void {
  const file = process.env['CARELINE_CARRIER_TABLE'];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ scenario, trial, now } satisfies Row)}\n`);
}
