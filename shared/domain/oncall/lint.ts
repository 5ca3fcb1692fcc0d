// The linter of 4d.2: reads the same spans as the lookup, so that what it finds is what a night would meet.
import type { Account } from '../accounts/account.ts';
import type { ScheduleFinding } from './finding.ts';
import type { Schedule } from './schedule.ts';
import { spansBetween } from './spans.ts';

/** Everything that is wrong in [from, to) (UTC instants), by time. */
export function lintSchedule(
  _account: Pick<Account, 'id' | 'zone' | 'hours'>,
  schedule: Schedule,
  from: string,
  to: string,
): ScheduleFinding[] {
  const known = new Set(schedule.people.map((p) => p.id));
  return spansBetween(schedule, Date.parse(from), Date.parse(to))
    .filter((s) => !known.has(s.personId))
    .map((s) => ({
      code: 'unknown-person',
      severity: 'error',
      role: s.role,
      from: new Date(s.start).toISOString(),
      to: new Date(s.end).toISOString(),
      personIds: [s.personId],
      values: { id: s.id },
    }));
}
