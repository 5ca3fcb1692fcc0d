// The linter of 4d.2 (O11): reads the same spans as the lookup, so that what it finds is what a night would meet.
import { Temporal } from 'temporal-polyfill';
import type { Account } from '../accounts/account.ts';
import { mustBeCovered } from './covered.ts';
import type { ScheduleFinding } from './finding.ts';
import { coverage, overlaps, ownBackups, twoPrimaries } from './lint-cover.ts';
import { clockChanges, emptyShifts, holidaysAndOverrides, people } from './lint-entries.ts';
import type { Schedule } from './schedule.ts';
import { spansBetween } from './spans.ts';

type Practice = Pick<Account, 'id' | 'zone' | 'hours'>;

const iso = (ms: number): string => new Date(ms).toISOString();
const local = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/**
 * Everything that is wrong in [from, to) (UTC instants), by time; what isn't about a time comes first. `others`: the other
 * accounts' schedules, where the same person may be primary at the same time.
 */
export function lintSchedule(
  account: Practice,
  schedule: Schedule,
  from: string,
  to: string,
  others: readonly Schedule[] = [],
): ScheduleFinding[] {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const spans = spansBetween(schedule, start, end);
  const needed = mustBeCovered(account, schedule, start, end);
  const names = new Map(schedule.people.map((p) => [p.id, p.name]));
  return [
    ...coverage(spans, needed, start, end),
    ...overlaps(spans, start, end),
    ...ownBackups(spans, start, end),
    ...twoPrimaries(schedule, spans, others, start, end),
    ...clockChanges(schedule, start, end),
    ...people(schedule, spans, start, end),
    ...holidaysAndOverrides(schedule, start, end),
    ...emptyShifts(schedule, start, end),
  ]
    .map((f): ScheduleFinding => {
      const personIds = f.personIds ?? [];
      const at = f.at ?? null;
      return {
        code: f.code,
        severity: f.severity ?? 'error',
        role: f.role ?? null,
        from: at === null ? null : iso(at.start),
        to: at === null ? null : iso(at.end),
        personIds,
        values: {
          ...(at === null ? {} : { from: local(at.start, schedule.zone), to: local(at.end, schedule.zone) }),
          ...(personIds.length === 0 ? {} : { names: personIds.map((id) => names.get(id) ?? id).join(', ') }),
          ...f.values,
        },
      };
    })
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0));
}
