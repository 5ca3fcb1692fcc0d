// The linter of 4d.2 (O11): reads the same spans as the lookup, so that what it finds is what a night would meet.
import { Temporal } from 'temporal-polyfill';
import type { Account } from '../accounts/account.ts';
import type { FindingCode, ScheduleFinding } from './finding.ts';
import { onCallRoles, type OnCallRole, type Schedule } from './schedule.ts';
import { dayBounds, instantOf, occurrences, spansBetween, type Span } from './spans.ts';
import { mustBeCovered, type Window } from './covered.ts';

type Practice = Pick<Account, 'id' | 'zone' | 'hours'>;

const iso = (ms: number): string => new Date(ms).toISOString();
const local = (ms: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

interface Found {
  code: FindingCode;
  severity?: ScheduleFinding['severity'];
  role?: OnCallRole | null;
  at?: Window | null;
  personIds?: string[];
  values?: Record<string, string>;
}

/** Pieces of time in which the same set of spans holds. */
function pieces(spans: readonly Span[], from: number, to: number): (Window & { spans: Span[] })[] {
  const edges = [...new Set([from, to, ...spans.flatMap((s) => [s.start, s.end])])]
    .filter((e) => from <= e && e <= to)
    .toSorted((a, b) => a - b);
  return edges.slice(0, -1).map((start, i) => ({
    start,
    end: edges[i + 1] ?? to,
    spans: spans.filter((s) => s.start <= start && start < s.end),
  }));
}
/** Parts of `window` that lie in any of `needed`. */
const cut = (window: Window, needed: readonly Window[]): Window[] =>
  needed.flatMap((n) => {
    const start = Math.max(window.start, n.start);
    const end = Math.min(window.end, n.end);
    return start < end ? [{ start, end }] : [];
  });
/** Neighbours that say the same become one. */
function joined<T extends Window & { key: string }>(windows: readonly T[]): T[] {
  const result: T[] = [];
  for (const w of windows.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.start - b.start))) {
    const last = result.at(-1);
    if (last?.key === w.key && last.end === w.start) last.end = w.end;
    else result.push({ ...w });
  }
  return result;
}

function coverage(spans: readonly Span[], needed: readonly Window[], from: number, to: number): Found[] {
  const empty = (role: OnCallRole): Window[] => {
    const own = spans.filter((s) => s.role === role);
    const holes = pieces(own, from, to).filter((p) => p.spans.length === 0);
    return joined(holes.flatMap((h) => cut(h, needed)).map((w) => ({ ...w, key: role })));
  };
  return [
    ...empty('primary').map((at): Found => ({ code: 'gap', role: 'primary', at })),
    ...empty('backup').map((at): Found => ({ code: 'no-backup', role: 'backup', at })),
  ];
}

/** Two people hold a role at once, and not both of their shifts are marked shared (4d.1). */
function overlaps(spans: readonly Span[], from: number, to: number): Found[] {
  const clashes = onCallRoles.flatMap((role) =>
    pieces(
      spans.filter((s) => s.role === role),
      from,
      to,
    ).flatMap((p) => {
      const people = [...new Set(p.spans.map((s) => s.personId))].toSorted();
      if (people.length < 2 || p.spans.every((s) => s.shared)) return [];
      return [{ start: p.start, end: p.end, key: `${role} ${people.join(' ')}`, role, people }];
    }),
  );
  return joined(clashes).map(({ role, people, start, end }): Found => ({
    code: 'overlap',
    severity: role === 'primary' ? 'error' : 'warning',
    role,
    at: { start, end },
    personIds: people.slice(0, 20),
  }));
}

/** One person is primary and at the same time the one who stands behind: nobody is left when they don't answer. */
function ownBackups(spans: readonly Span[], from: number, to: number): Found[] {
  const both = pieces(spans, from, to).flatMap((p) => {
    const holders = (role: OnCallRole): string[] =>
      p.spans.filter((s) => s.role === role).map((s) => s.personId);
    const backups = new Set(holders('backup'));
    const primaries = [...new Set(holders('primary'))];
    const only = primaries.length > 0 && backups.size > 0 && [...backups].every((b) => primaries.includes(b));
    return only && primaries.length === 1 ? [{ start: p.start, end: p.end, key: primaries[0] ?? '' }] : [];
  });
  return joined(both).map(({ key, start, end }): Found => ({
    code: 'own-backup',
    role: 'backup',
    at: { start, end },
    personIds: [key],
  }));
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** A person who is primary twice at once: in two shifts here, or here and for another account (same name or own number). */
function twoPrimaries(
  schedule: Schedule,
  spans: readonly Span[],
  others: readonly Schedule[],
  from: number,
  to: number,
): Found[] {
  const own = spans.filter((s) => s.role === 'primary');
  const here = pieces(own, from, to).flatMap((p) => {
    const ids = p.spans.map((s) => s.personId);
    return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))].map((id) => ({
      start: p.start,
      end: p.end,
      key: id,
    }));
  });
  const found = joined(here).map(({ key, start, end }): Found => ({
    code: 'two-primaries',
    role: 'primary',
    at: { start, end },
    personIds: [key],
  }));
  for (const other of others) {
    if (other.accountId === schedule.accountId) continue;
    const theirs = spansBetween(other, from, to).filter((s) => s.role === 'primary');
    for (const person of schedule.people) {
      const numbers = new Set(person.contacts.filter((c) => c.personal).map((c) => c.to));
      const twin = new Set(
        other.people
          .filter(
            (p) =>
              fold(p.name) === fold(person.name) || p.contacts.some((c) => c.personal && numbers.has(c.to)),
          )
          .map((p) => p.id),
      );
      if (twin.size === 0) continue;
      const busy = theirs.filter((s) => twin.has(s.personId));
      const both = own
        .filter((s) => s.personId === person.id)
        .flatMap((s) => cut({ start: Math.max(s.start, from), end: Math.min(s.end, to) }, busy))
        .map((w) => ({ ...w, key: person.id }));
      for (const { start, end } of joined(both))
        found.push({
          code: 'two-primaries',
          role: 'primary',
          at: { start, end },
          personIds: [person.id],
          values: { account: other.accountId },
        });
    }
  }
  return found;
}

/** Changeovers at a local time that the clocks jump over or that comes twice. */
function clockChanges(schedule: Schedule, from: number, to: number): Found[] {
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

function people(schedule: Schedule, spans: readonly Span[], from: number, to: number): Found[] {
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

function holidaysAndOverrides(schedule: Schedule, from: number, to: number): Found[] {
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
function emptyShifts(schedule: Schedule, from: number, to: number): Found[] {
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
      return {
        code: f.code,
        severity: f.severity ?? 'error',
        role: f.role ?? null,
        from: f.at == null ? null : iso(f.at.start),
        to: f.at == null ? null : iso(f.at.end),
        personIds,
        values: {
          ...(f.at == null
            ? {}
            : { from: local(f.at.start, schedule.zone), to: local(f.at.end, schedule.zone) }),
          ...(personIds.length === 0 ? {} : { names: personIds.map((id) => names.get(id) ?? id).join(', ') }),
          ...f.values,
        },
      };
    })
    .toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : (a.from ?? '') > (b.from ?? '') ? 1 : 0));
}
