// Row 74: is a department open, and what to do when it isn't: its backup, or a message instead.
import { Temporal } from 'temporal-polyfill';
import { type Account, type Department, weekdays } from './account.ts';

export interface DepartmentNow {
  department: Department;
  open: boolean;
  /** When that changes: it closes or opens (UTC instant); null = never. */
  until: string | null;
  /** `connect` it is open; `backup` another one is open instead; `on-call` the clinician on call; `message` nobody there. */
  suggest: 'connect' | 'backup' | 'on-call' | 'message';
  /** The open department that a call goes to: itself or its backup. */
  target: Department | null;
}

/** Local spans of the department as instants (epoch ms) around `now`, joined where one ends as the next begins. */
function spansOf(account: Account, department: Department, now: string): { start: number; end: number }[] {
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(account.zone).toPlainDate();
  const spans = Array.from({ length: 10 }, (_, i) => today.add({ days: i - 1 })).flatMap((day) =>
    department.open
      .filter((s) => s.day === weekdays[day.dayOfWeek - 1])
      .map((s) => {
        const at = (clock: string): number =>
          (clock === '24:00'
            ? day.add({ days: 1 }).toZonedDateTime(account.zone)
            : day.toZonedDateTime({ timeZone: account.zone, plainTime: Temporal.PlainTime.from(clock) })
          ).epochMilliseconds;
        return { start: at(s.open), end: at(s.close) };
      }),
  );
  const joined: { start: number; end: number }[] = [];
  for (const s of spans.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && s.start <= last.end) last.end = Math.max(last.end, s.end);
    else joined.push({ ...s });
  }
  return joined;
}

function openAt(
  account: Account,
  department: Department,
  now: string,
): { open: boolean; until: string | null } {
  const at = Date.parse(now);
  const spans = spansOf(account, department, now);
  const current = spans.find((s) => s.start <= at && at < s.end);
  const edge = current?.end ?? spans.find((s) => s.start > at)?.start;
  // Open all of the ten days that were looked at: day and night.
  const always = current !== undefined && current.end - at > 7 * 86_400_000;
  return {
    open: current !== undefined,
    until: edge === undefined || always ? null : new Date(edge).toISOString(),
  };
}

/** Null = the account has no such department. `now` is a UTC instant. */
export function departmentAt(account: Account, id: string, now: string): DepartmentNow | null {
  const department = account.departments.find((d) => d.id === id);
  if (department === undefined) return null;
  const own = openAt(account, department, now);
  if (own.open) return { department, ...own, suggest: 'connect', target: department };
  let here: Department | undefined = department;
  for (let i = 0; here !== undefined && i <= account.departments.length; i++) {
    const backup: Department['backup'] = here.backup;
    if (backup?.kind === 'on-call') return { department, ...own, suggest: 'on-call', target: null };
    here = backup === null ? undefined : account.departments.find((d) => d.id === backup.id);
    if (here !== undefined && openAt(account, here, now).open)
      return { department, ...own, suggest: 'backup', target: here };
  }
  return { department, ...own, suggest: 'message', target: null };
}
