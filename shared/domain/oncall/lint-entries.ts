// The linter's questions about single entries: clock changes, people, holidays, overrides, shifts without time (4d.2).
import { Temporal } from 'temporal-polyfill';
import { cut, type Found } from './pieces.ts';
import type { Schedule } from './schedule.ts';
import { dayBounds, instantOf, occurrences, type Span } from './spans.ts';

/** Changeovers at a local time that the clocks jump over or that comes twice. */
export function clockChanges(schedule: Schedule, from: number, to: number): Found[] {
  return schedule.shifts.flatMap((shift) =>
    occurrences(shift, from, to).flatMap(({ start, end }) =>
      [start, end].flatMap((wall): Found[] => {
        const at = instantOf(wall, shift.zone);
        if (at < from || at >= to) return [];
        const later = wall.toZonedDateTime(shift.zone, { disambiguation: 'later' }).epochMilliseconds;
        const earlier = wall.toZonedDateTime(shift.zone, { disambiguation: 'earlier' }).epochMilliseconds;
        if (later === earlier) return [];
        const missing = Temporal.PlainDateTime.compare(
          Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(shift.zone).toPlainDateTime(),
          wall,
        );
        return [
          {
            code: missing === 0 ? 'dst-double' : 'dst-missing',
            severity: 'warning',
            role: shift.role,
            at: { start: earlier, end: later },
            personIds: [shift.personId],
            values: { id: shift.id, local: wall.toString({ smallestUnit: 'minute' }), zone: shift.zone },
          },
        ];
      }),
    ),
  );
}

export function people(schedule: Schedule, spans: readonly Span[], from: number, to: number): Found[] {
  const known = new Map(schedule.people.map((p) => [p.id, p]));
  const used = new Set(spans.map((s) => s.personId));
  const named = [
    ...schedule.shifts.map((s) => s.personId),
    ...schedule.overrides.map((o) => o.personId),
    ...schedule.rules.map((r) => r.personId),
    ...schedule.holidays.flatMap((h) => (h.rule?.kind === 'own' ? h.rule.shifts.map((s) => s.personId) : [])),
  ];
  const unknown = [...new Set(named)].filter((id) => !known.has(id));
  const poor = schedule.people.filter((p) => {
    const ways = new Set(p.contacts.map((c) => c.to.toLowerCase()));
    const callable = p.contacts.some((c) => c.methods.includes('voice'));
    return used.has(p.id) && (ways.size < 2 || !callable);
  });
  const away = spans.flatMap((s) =>
    (known.get(s.personId)?.away ?? []).flatMap((a) =>
      cut({ start: Math.max(s.start, from), end: Math.min(s.end, to) }, [
        { start: Date.parse(a.from), end: Date.parse(a.to) },
      ]).map((at): Found => ({
        code: 'person-away',
        severity: 'warning',
        role: s.role,
        at,
        personIds: [s.personId],
      })),
    ),
  );
  return [
    ...unknown.map((id): Found => ({ code: 'unknown-person', personIds: [id] })),
    ...poor.map((p): Found => ({ code: 'one-contact', personIds: [p.id], values: { name: p.name } })),
    ...away,
  ];
}

export function holidaysAndOverrides(schedule: Schedule, from: number, to: number): Found[] {
  const holidays = schedule.holidays.flatMap((h): Found[] => {
    const { start, end } = dayBounds(h.date, schedule.zone);
    if (h.rule !== null || end <= from || to <= start) return [];
    return [{ code: 'holiday-without-rule', at: { start, end }, values: { holiday: h.name, date: h.date } }];
  });
  const overrides = schedule.overrides.flatMap((o): Found[] => {
    const at = { start: Date.parse(o.from), end: Date.parse(o.to) };
    if (o.approver !== null || at.end <= from || to <= at.start) return [];
    return [
      {
        code: 'override-without-approver',
        severity: 'warning',
        role: o.role,
        at,
        personIds: [o.personId],
        values: { id: o.id, requester: o.requester, reason: o.reason },
      },
    ];
  });
  return [...holidays, ...overrides];
}

/** Shifts that end before they start once their clocks are put into time. */
export function emptyShifts(schedule: Schedule, from: number, to: number): Found[] {
  return schedule.shifts.flatMap((shift) =>
    occurrences(shift, from, to).flatMap(({ start, end }): Found[] => {
      const [a, b] = [instantOf(start, shift.zone), instantOf(end, shift.zone)];
      if (b > a || a < from || a >= to) return [];
      return [
        {
          code: 'empty-shift',
          role: shift.role,
          at: { start: a, end: a },
          personIds: [shift.personId],
          values: { id: shift.id },
        },
      ];
    }),
  );
}
