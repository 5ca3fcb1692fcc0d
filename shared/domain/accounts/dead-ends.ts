// Row 75: no call may end where nobody answers. What can be seen in the account alone is refused by its schema; what needs
// the schedule too is found here.
import type { Schedule } from '../oncall/schedule.ts';
import { ladderUrgencies } from '../dispatch/ladder.ts';
import type { Account, Department } from './account.ts';

/** A backup that doesn't exist, leads in a circle, or leads only to places that never open. */
export function departmentProblems(departments: readonly Department[]): string[] {
  const byId = new Map(departments.map((d) => [d.id, d]));
  const found: string[] = [];
  if (byId.size !== departments.length) found.push('a department stands twice');
  for (const start of departments) {
    const seen = new Set<string>();
    let here: Department | undefined = start;
    while (here !== undefined) {
      if (seen.has(here.id)) {
        found.push(`${start.id}: its backups lead in a circle`);
        break;
      }
      seen.add(here.id);
      const backup: Department['backup'] = here.backup;
      if (backup?.kind !== 'department') break;
      here = byId.get(backup.id);
      if (here === undefined) found.push(`${start.id}: backup ${backup.id} doesn't exist`);
    }
    if (start.open.length === 0 && start.backup === null) found.push(`${start.id}: never open and no backup`);
  }
  return found;
}

/** Where a reason's department ends: somebody on call, or nobody after hours. */
function reachesOnCall(account: Account, departmentId: string | null): boolean {
  let here = account.departments.find((d) => d.id === departmentId);
  for (let i = 0; here !== undefined && i <= account.departments.length; i++) {
    const backup = here.backup;
    if (backup?.kind === 'on-call') return true;
    here = backup === null ? undefined : account.departments.find((d) => d.id === backup.id);
  }
  return false;
}

/** Reasons and steps of the account that reach nobody, as sentences for its author; empty = fine. */
export function deadEnds(account: Account, schedule: Schedule): string[] {
  const staffed = new Set(schedule.shifts.map((s) => s.role));
  const found = schedule.accountId === account.id ? [] : [`the schedule is ${schedule.accountId}'s`];
  for (const u of ladderUrgencies)
    for (const step of account.ladders[u])
      if (step.method !== 'patient' && !staffed.has(step.role))
        found.push(`${u}: ${step.id} asks for a ${step.role}, and nobody ever is`);
  for (const reason of account.reasons)
    if (reason.clinical && !reachesOnCall(account, reason.department))
      found.push(`${reason.code}: clinical, and after hours its department leads to nobody`);
  return found;
}
