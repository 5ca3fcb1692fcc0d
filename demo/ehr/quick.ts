// Searches for slots and schedules, and by identifier, without FHIRPath: there are thousands of slots, every conditional
// create looks for an identifier, and a caller waits. Only what is listed here is decided here; every other filter stays for
// Medplum's matcher.
import type { Filter } from '@medplum/core';
import type { CodeableConcept, Identifier, Reference, Resource, Schedule, Slot } from '@medplum/fhirtypes';

type Test = (r: Resource) => boolean;
type Read = (type: string) => Iterable<Resource>;

const values = (f: Filter): string[] => f.value.split(',').map((v) => v.trim());
const refersTo = (refs: readonly (Reference | undefined)[] | undefined, wanted: readonly string[]): boolean =>
  (refs ?? []).some((r) => {
    const ref = r?.reference ?? '';
    return wanted.some((w) => ref === w || (!w.includes('/') && ref.endsWith(`/${w}`)));
  });

/** `system|code`, `|code` and `code`. */
function hasToken(concepts: readonly CodeableConcept[] | undefined, wanted: readonly string[]): boolean {
  return (concepts ?? []).some((c) =>
    (c.coding ?? []).some(({ system = '', code = '' }) =>
      wanted.some((w) => (w.includes('|') ? w === `${system}|${code}` : w === code)),
    ),
  );
}

const comparisons: Readonly<Record<string, (a: number | string, b: number | string) => boolean>> = {
  eq: (a, b) => a === b,
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  sa: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
  eb: (a, b) => a < b,
};

/** A whole day counts by the clock on the clinic's wall, as the slot's own offset says it; an instant counts as it is. */
function startTest(f: Filter): Test | null {
  const compare = comparisons[f.operator];
  if (!compare || f.value.includes(',')) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(f.value))
    return (r) => compare(((r as Slot).start ?? '').slice(0, 10), f.value);
  const at = Date.parse(f.value);
  return Number.isNaN(at) ? null : (r) => compare(Date.parse((r as Slot).start ?? ''), at);
}

function slotTest(f: Filter, read: Read): Test | null {
  if (f.code === 'start') return startTest(f);
  if (f.operator !== 'eq') return null;
  const wanted = values(f);
  if (f.code === 'status') return (r) => wanted.includes((r as Slot).status);
  if (f.code === 'service-type') return (r) => hasToken((r as Slot).serviceType, wanted);
  if (f.code === 'schedule') return (r) => refersTo([(r as Slot).schedule], wanted);
  if (f.code === 'schedule.actor') {
    const found = new Set<string>();
    for (const s of read('Schedule'))
      if (refersTo((s as Schedule).actor, wanted)) found.add(`Schedule/${s.id}`);
    return (r) => found.has((r as Slot).schedule.reference ?? '');
  }
  return null;
}

function scheduleTest(f: Filter): Test | null {
  if (f.operator !== 'eq') return null;
  const wanted = values(f);
  if (f.code === 'actor') return (r) => refersTo((r as Schedule).actor, wanted);
  if (f.code === 'service-type') return (r) => hasToken((r as Schedule).serviceType, wanted);
  if (f.code === 'active') return (r) => wanted.includes(String((r as Schedule).active));
  return null;
}

/** `system|value`, `system|`, `|value` (without a system) and `value`. */
function identifierTest(f: Filter): Test | null {
  if (f.operator !== 'eq') return null;
  const wanted = values(f).map((v) => v.split('|'));
  return (r) =>
    [(r as { identifier?: Identifier | Identifier[] }).identifier].flat().some((i) =>
      wanted.some(([a = '', b]) => {
        if (b === undefined) return i?.value === a;
        return (i?.system ?? '') === a && (b === '' || i?.value === b);
      }),
    );
}

/** What can be decided here, and the filters that are left. */
export function quickTests(
  type: string,
  filters: readonly Filter[],
  read: Read,
): { tests: Test[]; rest: Filter[] } {
  const tests: Test[] = [];
  const rest: Filter[] = [];
  for (const f of filters) {
    const own = type === 'Slot' ? slotTest(f, read) : type === 'Schedule' ? scheduleTest(f) : null;
    const test = f.code === 'identifier' ? identifierTest(f) : own;
    if (test) tests.push(test);
    else rest.push(f);
  }
  return { tests, rest };
}
