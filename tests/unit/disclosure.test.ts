// The product's matrix of disclosure against the table typed by hand (C18): every cell of reason × level × role × field.
import { describe, expect, it } from 'vitest';
import { roles as contractRoles } from '#shared/contract/kinds.ts';
import { reasonCodes } from '#shared/domain/accounts/reason.ts';
import { actions, mayDo } from '#shared/domain/disclosure/actions.ts';
import { levels } from '#shared/domain/disclosure/facts.ts';
import { fieldsOf, keyField, sections } from '#shared/domain/disclosure/fields.ts';
import { levelFor, mayShowField, shownFields } from '#shared/domain/disclosure/matrix.ts';
import { type Scope, scopes } from '#shared/domain/disclosure/scope.ts';
import { cards, cardsOf, mayFetch, mayShow } from '#shared/domain/disclosure/table.ts';
import {
  allergyRow,
  appointmentRow,
  conditionRow,
  coverageRow,
  identityRow,
  medicineRow,
} from '#shared/domain/patient/card.ts';
import { panelRows } from '#shared/domain/patient/panel-rows.ts';
import { acts, beforeVerified, everyField, kinds, roles, sameAs, table } from './disclosure-table.ts';

const words = (text: string): string[] => text.split(' ').filter((w) => w !== '');
/** "identity(a b)" → identity.a, identity.b */
function cellsOf(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const [, card = '', list = ''] = /^([a-z-]+)\(([^)]*)\)$/.exec(part) ?? [];
    return words(list).map((f) => `${card}.${f}`);
  });
}
const all = Object.entries(everyField).flatMap(([card, list]) => words(list).map((f) => `${card}.${f}`));

function wanted(kind: string, role: string, level: number): Set<string> {
  const who = sameAs[role] ?? role;
  const cells = (table[kind] as Record<string, { one: string[]; two: string[] }> | undefined)?.[who];
  if (cells === undefined) return new Set();
  return new Set([
    ...cellsOf([beforeVerified]),
    ...(level >= 1 ? cellsOf(cells.one) : []),
    ...(level >= 2 ? cellsOf(cells.two) : []),
  ]);
}

describe('the table typed by hand', () => {
  it('names every reason, every role and every field that the product knows, and no others', () => {
    const named = Object.values(kinds).flat();
    expect(named.filter((r) => !['', 'a_code_of_a_later_version'].includes(r)).toSorted()).toEqual(
      [...reasonCodes].toSorted(),
    );
    expect(roles.toSorted()).toEqual([...contractRoles].toSorted());
    expect(all.toSorted()).toEqual(sections.flatMap((s) => fieldsOf[s].map((f) => `${s}.${f}`)).toSorted());
    expect(Object.keys(table).toSorted()).toEqual(Object.keys(kinds).toSorted());
  });
  it('has no word that is no field', () => {
    for (const cells of Object.values(table))
      for (const { one, two } of Object.values(cells))
        for (const part of [...one, ...two]) {
          expect(cellsOf([part]).length, part).toBeGreaterThan(0);
          for (const cell of cellsOf([part])) expect(all).toContain(cell);
        }
  });
});

describe('every cell', () => {
  const rows = Object.entries(kinds).flatMap(([kind, reasons]) => reasons.map((r) => [kind, r] as const));
  it.each(rows)('%s: %j', (kind, code) => {
    const reason = code === '' ? null : code;
    const differs: string[] = [];
    for (const role of [...roles, 'owner', 'toString', ''])
      for (const level of levels) {
        const want = wanted(kind, role, level);
        for (const section of sections)
          for (const field of fieldsOf[section]) {
            const is = mayShowField({ reason, role, level }, section, field);
            if (is !== want.has(`${section}.${field}`))
              differs.push(`${role} ${level} ${section}.${field}: ${is}`);
          }
      }
    expect(differs).toEqual([]);
  });
});

describe('deny by default', () => {
  it('what is no field, card, role or reason is nobody’s', () => {
    for (const role of roles) {
      expect(levelFor(null, role, 'identity', 'constructor')).toBeNull();
      expect(levelFor(null, role, 'labs', 'constructor')).toBeNull();
      expect(levelFor('__proto__', role, 'conditions', 'text')).toBeNull();
    }
    for (const role of ['', 'toString', '__proto__', 'Agent'])
      expect(shownFields({ reason: null, role, level: 3 }, 'identity')).toEqual([]);
  });
  it('nothing but the greeting before verification, whatever is asked', () => {
    for (const reason of [null, ...reasonCodes])
      for (const role of roles)
        for (const section of sections)
          for (const field of shownFields({ reason, role, level: 0 }, section))
            expect(cellsOf([beforeVerified])).toContain(`${section}.${field}`);
  });
  it('more evidence never takes away, another’s ear never adds', () => {
    const odd: string[] = [];
    for (const reason of [null, ...reasonCodes])
      for (const role of roles)
        for (const section of sections)
          for (const field of fieldsOf[section]) {
            const from = levelFor(reason, role, section, field);
            for (const level of levels) {
              const may = (scope: Scope) => mayShowField({ reason, role, level, scope }, section, field);
              if (may('record') !== (from !== null && level >= from)) odd.push(`${role} ${section}.${field}`);
              if (!may('record') && scopes.some(may)) odd.push(`${role} ${section}.${field} by scope`);
            }
          }
    expect(odd).toEqual([]);
  });
  it('no lay role is ever shown a value of a laboratory, no clinical one a sum or an identity number', () => {
    for (const reason of [null, ...reasonCodes]) {
      for (const role of ['agent', 'after-hours', 'supervisor', 'trainer'])
        expect(shownFields({ reason, role, level: 3 }, 'labs')).toEqual([]);
      for (const role of ['after-hours', 'nurse']) {
        expect(shownFields({ reason, role, level: 3 }, 'money')).toEqual([]);
        for (const n of ['ssn', 'licence', 'passport'] as const)
          expect(shownFields({ reason, role, level: 3 }, 'identity')).not.toContain(n);
      }
    }
  });
});

describe('cards and rows', () => {
  it('a card shows when its key field does', () => {
    for (const reason of [null, ...reasonCodes])
      for (const role of contractRoles)
        for (const level of levels)
          for (const card of cards) {
            const fields: readonly string[] = shownFields({ reason, role, level }, card);
            expect(mayShow(role, level, card, { reason })).toBe(fields.includes(keyField[card]));
            expect(mayFetch(role, level, card, { reason })).toBe(mayShow(role, level, card, { reason }));
          }
    expect(cardsOf('agent', { reason: 'test_results' })).toEqual([
      'identity',
      'appointments',
      'contacts',
      'care-team',
      'tasks',
    ]);
  });
  it('each field of each row is in the matrix, so that a new one is decided before it is shown', () => {
    const rows = {
      identity: identityRow,
      appointments: appointmentRow,
      conditions: conditionRow,
      allergies: allergyRow,
      medicines: medicineRow,
      coverage: coverageRow,
      ...panelRows,
    };
    // Ids, which side of today a visit lies on, and the names of numbers that may be asked for; which log a row is from, what
    // a visit is by code (no page is told it) and that what to bring is no word of the record.
    const structure = ['id', 'when', 'numbersOnFile', 'own', 'present', 'visitKind', 'bringFrom'];
    for (const [name, row] of Object.entries(rows)) {
      const known: readonly string[] = fieldsOf[name as keyof typeof rows];
      const own = Object.keys(row.shape).filter((f) => !structure.includes(f));
      for (const field of own) expect(known, `${name}.${field}`).toContain(field);
    }
  });
});

describe('what may be done', () => {
  const roleOf: Record<string, string> = { agent: 'o', supervisor: 'o', 'after-hours': 'c', nurse: 'c' };
  const callerOf = { record: 'p', treatment: 't', family: 'f', visits: 'v', nothing: 'n' } as const;
  it('is what the table says, and nothing else', () => {
    expect([...actions].toSorted()).toEqual(Object.keys(acts).toSorted());
    const differs: string[] = [];
    for (const action of [...actions, 'delete', 'toString'])
      for (const role of [...roles, 'toString'])
        for (const level of levels)
          for (const [scope, self] of [
            ...scopes.map((s) => [s, false] as const),
            ['visits', true] as const,
          ]) {
            const [needed, who, callers] = (Object.hasOwn(acts, action) ? acts[action] : undefined) ?? [
              9,
              '',
              '',
            ];
            const want =
              level >= needed &&
              who.includes(roleOf[role] ?? '?') &&
              callers.includes(self ? 's' : callerOf[scope]);
            if (mayDo(action, { role, level, scope, self }) !== want)
              differs.push(`${action} ${role} ${level} ${scope} ${self}`);
          }
    expect(differs).toEqual([]);
  });
});
