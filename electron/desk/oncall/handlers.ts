// Who is on call, and the whole schedule for the viewer. Both work locked and offline (4d.7, 4d.8).
import {
  lintSchedule,
  onCallRoles,
  whoIsOnCall,
  type Schedule,
  type ScheduleFinding,
} from '#shared/domain/oncall/index.ts';
import type { Account } from '#shared/domain/accounts/account.ts';
import { fail, ok } from '#shared/domain/result.ts';
import type { RoomHandlers } from '../router/context.ts';
import type { OnCallRoom } from './room.ts';

const dayMs = 86_400_000;
const lookAhead = 14 * dayMs;

export function onCallHandlers(
  room: Pick<OnCallRoom, 'accountOf' | 'scheduleOf' | 'schedules'>,
): RoomHandlers<'oncall'> {
  /** What the linter found, by schedule and day: the viewer asks again each time it is opened. */
  const kept = new WeakMap<Schedule, { day: number; findings: ScheduleFinding[] }>();
  function findingsOf(account: Account, schedule: Schedule, now: string): ScheduleFinding[] {
    const day = Math.floor(Date.parse(now) / dayMs);
    const known = kept.get(schedule);
    if (known?.day === day) return known.findings;
    const from = new Date(day * dayMs).toISOString();
    const findings = lintSchedule(
      account,
      schedule,
      from,
      new Date(day * dayMs + lookAhead).toISOString(),
      room.schedules(),
    );
    kept.set(schedule, { day, findings });
    return findings;
  }
  return {
    now({ accountId, at, facts }, context) {
      const account = room.accountOf(accountId);
      const found = room.scheduleOf(accountId);
      if (account === null || found === null) return fail('not-found', 'schedule');
      const when = at ?? context.now;
      const all = onCallRoles.map((role) => whoIsOnCall(account, found.schedule, when, role, facts));
      const primary = all[0];
      if (primary === undefined) return fail('unexpected', 'no roles');
      return ok({ resolved: primary, roles: all, origin: found.origin });
    },
    schedule({ accountId }, context) {
      const account = room.accountOf(accountId);
      const found = room.scheduleOf(accountId);
      if (account === null || found === null) return fail('not-found', 'schedule');
      const findings = findingsOf(account, found.schedule, context.now).slice(0, 500);
      return ok({ schedule: found.schedule, findings, origin: found.origin });
    },
  };
}
