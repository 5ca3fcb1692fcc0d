// The linter's questions about who holds what: gaps, backups, overlaps, one person twice (4d.1, 4d.2).
import type { Window } from './covered.ts';
import { cut, joined, pieces, type Found } from './pieces.ts';
import { onCallRoles, type OnCallRole, type Schedule } from './schedule.ts';
import { spansBetween, type Span } from './spans.ts';

export function coverage(
  spans: readonly Span[],
  needed: readonly Window[],
  from: number,
  to: number,
): Found[] {
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
export function overlaps(spans: readonly Span[], from: number, to: number): Found[] {
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
export function ownBackups(spans: readonly Span[], from: number, to: number): Found[] {
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
export function twoPrimaries(
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
