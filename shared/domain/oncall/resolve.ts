// "Who is on call now?": one pure function with its derivation (4d.8), the same in the desk and the backend.
import { Temporal } from 'temporal-polyfill';
import type { Account } from '../accounts/account.ts';
import { clockAt, contactsAt, withinHours } from './contacts.ts';
import { means } from './facts.ts';
import {
  type DerivationStep,
  type OnCallFacts,
  type ResolvedOnCall,
  type ResolvedPerson,
  type StepCode,
} from './resolved.ts';
import { onCallRoles, type OnCallRole, type Person, type Schedule } from './schedule.ts';
import { instantOf, spansAround, type Span } from './spans.ts';

interface Asked {
  schedule: Schedule;
  at: number;
  facts: OnCallFacts;
  /** Null = nobody reads why: much quicker. */
  steps: DerivationStep[] | null;
}
const say = (asked: Asked, code: StepCode, values: Record<string, string> = {}): void => {
  asked.steps?.push({ code, values });
};
const local = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
const nameOf = (schedule: Schedule, personId: string): string =>
  schedule.people.find((p) => p.id === personId)?.name ?? personId;

/** Null = may be called. */
function passedOver(asked: Asked, person: Person | undefined): StepCode | null {
  if (person === undefined) return 'person-unknown';
  const now = new Date(asked.at).toISOString();
  if (person.away.some((a) => a.from <= now && now < a.to)) return 'person-away';
  const { provider, facility, reasonCode } = asked.facts;
  const given = { provider, facility, reason: reasonCode };
  return person.doNotCallFor.some((d) => means(d.kind, given[d.kind], d.value)) ? 'do-not-call' : null;
}

function ruleFor(asked: Asked, role: OnCallRole): { personId: string; code: StepCode } | null {
  const { schedule, facts, at } = asked;
  for (const kind of ['provider', 'language', 'facility'] as const) {
    const rule = schedule.rules.find(
      (r) =>
        r.kind === kind &&
        r.role === role &&
        means(kind, facts[kind], r.value) &&
        (r.hours === null || withinHours(clockAt(at, schedule.zone), r.hours)),
    );
    if (rule !== undefined) return { personId: rule.personId, code: `rule-${kind}` };
  }
  return null;
}

const spansOf = (asked: Asked, role: OnCallRole): Span[] =>
  spansAround(asked.schedule, asked.at).filter(
    (s) => s.role === role && s.start <= asked.at && asked.at < s.end,
  );

function explain(asked: Asked, role: OnCallRole, found: readonly Span[]): void {
  if (asked.steps === null) return;
  const { schedule, at } = asked;
  const now = new Date(at).toISOString();
  const live = schedule.overrides.filter((o) => o.role === role && o.from <= now && now < o.to);
  const winner = found.find((s) => s.source === 'override')?.id ?? null;
  for (const o of live) {
    if (o.id === winner) continue;
    say(asked, o.approver === null ? 'override-not-approved' : 'override-superseded', {
      id: o.id,
      name: nameOf(schedule, o.personId),
    });
  }
  const day = local(at, schedule.zone).slice(0, 10);
  for (const h of schedule.holidays.filter((x) => x.date === day)) {
    const code =
      h.rule === null ? 'holiday-undecided' : h.rule.kind === 'own' ? 'holiday-own' : 'holiday-usual';
    if (code !== 'holiday-own' || found.some((s) => s.source === 'holiday'))
      say(asked, code, { holiday: h.name });
  }
  for (const s of found) {
    const o = s.source === 'override' ? schedule.overrides.find((x) => x.id === s.id) : undefined;
    say(asked, o === undefined ? 'shift' : 'override', {
      id: s.id,
      name: nameOf(schedule, s.personId),
      from: local(s.start, schedule.zone),
      to: local(s.end, schedule.zone),
      ...(o === undefined ? {} : { requester: o.requester, approver: o.approver ?? '', reason: o.reason }),
    });
  }
  if (found.length > 1) say(asked, 'shared', { count: String(found.length) });
}

function personOf(asked: Asked, personId: string, role: OnCallRole): ResolvedPerson {
  const person = asked.schedule.people.find((p) => p.id === personId);
  const phones =
    person === undefined
      ? []
      : contactsAt(person, asked.at, asked.schedule.zone)
          .filter((c) => c.methods.includes('voice'))
          .map((c) => ({ label: c.label, number: c.to.slice(0, 40), personal: c.personal }));
  say(asked, phones.length === 0 ? 'no-number' : 'contact-order', {
    name: person?.name ?? personId,
    order: phones.map((p) => p.label).join(', '),
  });
  return { personId, name: person?.name ?? personId, role, phones, languages: person?.languages ?? [] };
}

/** People who hold a role now and may be called; `passed` collects those who were passed over. */
function candidates(asked: Asked, role: OnCallRole, passed: Passed[]): string[] {
  const rule = ruleFor(asked, role);
  if (rule !== null) say(asked, rule.code, { name: nameOf(asked.schedule, rule.personId) });
  const found = spansOf(asked, role);
  explain(asked, role, found);
  const ids = [...new Set([...(rule === null ? [] : [rule.personId]), ...found.map((s) => s.personId)])];
  const able = ids.filter((personId) => {
    const person = asked.schedule.people.find((p) => p.id === personId);
    const code = passedOver(asked, person);
    if (code === null) return true;
    say(asked, code, { name: nameOf(asked.schedule, personId) });
    passed.push({ personId, role, code });
    return false;
  });
  // A special rule comes before the general schedule and names one person.
  return rule !== null && able[0] === rule.personId ? [rule.personId] : able;
}

interface Passed {
  personId: string;
  role: OnCallRole;
  code: StepCode;
}
/** Whoever is to be called for a role, those who stand in included; writes the steps. */
function find(
  asked: Asked,
  role: OnCallRole,
): { found: { personId: string; role: OnCallRole }[]; passed: Passed[] } {
  const passed: Passed[] = [];
  const own = candidates(asked, role, passed).map((personId) => ({ personId, role }));
  if (own.length > 0 || passed.length === 0) return { found: own, passed };
  // A consultant answers questions and takes nobody's place.
  const behind = onCallRoles.slice(onCallRoles.indexOf(role) + 1).filter((r) => r !== 'consult');
  for (const other of behind) {
    const found = candidates(asked, other, passed).map((personId) => ({ personId, role: other }));
    if (found[0] === undefined) continue;
    say(asked, 'stands-in', { name: nameOf(asked.schedule, found[0].personId), role: other });
    return { found, passed };
  }
  const last = passed.find((p) => p.code === 'do-not-call');
  if (last === undefined) return { found: [], passed };
  say(asked, 'nobody-else', { name: nameOf(asked.schedule, last.personId) });
  return { found: [last], passed };
}

/** First moment after `at` in two weeks at which other people hold the role by the schedule; null = none. */
function nextEdge(asked: Asked, role: OnCallRole): number | null {
  const spans = spansAround(asked.schedule, asked.at).filter((s) => s.role === role);
  const holders = (at: number): string => {
    const held = spans.filter((s) => s.start <= at && at < s.end);
    return [...new Set(held.map((s) => s.personId))].toSorted().join(' ');
  };
  const now = holders(asked.at);
  return (
    [...new Set(spans.flatMap((s) => [s.start, s.end]))]
      .filter((e) => e > asked.at)
      .toSorted((a, b) => a - b)
      .find((e) => holders(e) !== now) ?? null
  );
}

/** When the hours of a special rule that is meant begin or end, in the next two days. */
function ruleEdges({ schedule, at, facts }: Asked, role: OnCallRole): number[] {
  const { zone } = schedule;
  const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
  return schedule.rules
    .filter((r) => r.role === role && r.hours !== null && means(r.kind, facts[r.kind], r.value))
    .flatMap(({ hours }) => (hours === null ? [] : [hours.from, hours.to]))
    .flatMap((clock) =>
      [0, 1, 2].map((days) =>
        instantOf(day.add({ days }).toPlainDateTime(Temporal.PlainTime.from(clock)), zone),
      ),
    );
}

/** Moments looked at for one that changes the answer: more than the changeovers of two weeks. */
const mostEdges = 60;

/** When the answer ends: a changeover of a role that it came from, a rule's hours, somebody who comes back or goes away. */
function changeover(asked: Asked, role: OnCallRole, answer: ReturnType<typeof find>) {
  const { schedule, at, facts } = asked;
  const awayOf = (personId: string) => schedule.people.find((p) => p.id === personId)?.away ?? [];
  const { found, passed } = answer;
  const roles = [...new Set([role, ...found.map((f) => f.role)])];
  const away = [
    ...passed.flatMap((p) => awayOf(p.personId).map((a) => Date.parse(a.to))),
    ...found.flatMap((f) => awayOf(f.personId).map((a) => Date.parse(a.from))),
  ];
  const names = (who: typeof found): string => who.map((f) => f.personId).join(' ');
  const now = names(found);
  let from = at;
  for (let n = 0; n < mostEdges; n++) {
    const then: Asked = { schedule, at: from, facts, steps: null };
    const edges = [
      ...roles.map((r) => nextEdge(then, r) ?? Number.POSITIVE_INFINITY),
      ...roles.flatMap((r) => ruleEdges(then, r)),
      ...away,
    ];
    const since = from;
    const edge = Math.min(...edges.filter((e) => e > since));
    // Behind two weeks the spans only end because nobody looked further.
    if (edge >= at + 14 * 86_400_000) break;
    const after = find({ ...then, at: edge }, role).found;
    if (names(after) !== now) {
      const next = after[0];
      return {
        until: new Date(edge).toISOString(),
        next: next === undefined ? null : { personId: next.personId, name: nameOf(schedule, next.personId) },
      };
    }
    // The same people go on: a rule names them, or they stand in.
    from = edge;
  }
  return { until: null, next: null };
}

/** The people of `whoIsOnCall` alone, without derivation and changeover: a ladder asks for each step. */
export function onCallPeople(
  schedule: Schedule,
  at: string,
  role: OnCallRole,
  facts: OnCallFacts,
): ResolvedPerson[] {
  const asked: Asked = { schedule, at: Date.parse(at), facts, steps: null };
  return find(asked, role).found.map((f) => personOf(asked, f.personId, f.role));
}

/**
 * Who holds `role` for this account at `at` (UTC instant). When the holder is away or isn't called for this, the next role
 * stands in; when nobody else is left, a person of a "do not call" list is named after all: a wrong call is better than
 * none. `people` is empty when nobody is scheduled, and when all who are scheduled are away.
 */
export function whoIsOnCall(
  account: Pick<Account, 'id' | 'zone'>,
  schedule: Schedule,
  at: string,
  role: OnCallRole,
  facts: OnCallFacts,
): ResolvedOnCall {
  const steps: DerivationStep[] = [];
  const asked: Asked = { schedule, at: Date.parse(at), facts, steps };
  say(asked, 'asked', { role, at: local(asked.at, schedule.zone), zone: schedule.zone });
  const answer = find(asked, role);
  const { found } = answer;
  if (found.length === 0) say(asked, 'nobody', { role });
  const people = found.map((f) => personOf(asked, f.personId, f.role));
  const used = spansOf(asked, role).find((s) => s.source === 'override');
  const override = used === undefined ? undefined : schedule.overrides.find((o) => o.id === used.id);
  return {
    accountId: account.id,
    role,
    at: new Date(asked.at).toISOString(),
    zone: account.zone,
    people,
    ...changeover(asked, role, answer),
    override:
      override === undefined
        ? null
        : {
            id: override.id,
            requester: override.requester,
            approver: override.approver ?? '',
            reason: override.reason,
            from: override.from,
            to: override.to,
          },
    steps,
    scheduleVersion: schedule.version,
    asOf: schedule.asOf,
  };
}
