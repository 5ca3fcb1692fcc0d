// Who is on call, with the rules of 4d and the derivation that says why (4d.8), on the sample schedules.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { account as accountSchema } from '../accounts/account.ts';
import { deadEnds } from '../accounts/dead-ends.ts';
import {
  addressFor,
  lintSchedule,
  noFacts,
  onCallRoles,
  resolvedOnCall,
  schedule as schema,
  whoIsOnCall,
  type OnCallFacts,
  type OnCallRole,
  type Schedule,
} from './index.ts';

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/${name}.json`, import.meta.url), 'utf8'));
const ids = readdirSync(new URL('../../../data/oncall/', import.meta.url))
  .filter((f) => f.endsWith('.json'))
  .map((f) => f.slice(0, -5));
const all = Object.fromEntries(
  ids.map((id) => [
    id,
    { account: accountSchema.parse(data(`accounts/${id}`)), schedule: schema.parse(data(`oncall/${id}`)) },
  ]),
);
const get = (id: string): { account: (typeof all)[string]['account']; schedule: Schedule } => {
  const found = all[id];
  if (found === undefined) throw new Error(id);
  return found;
};
const ask = (
  id: string,
  at: string,
  role: OnCallRole = 'primary',
  facts: Partial<OnCallFacts> = {},
  change: Partial<Schedule> = {},
) => {
  const { account, schedule } = get(id);
  const asked = Object.keys(change).length === 0 ? schedule : schema.parse({ ...schedule, ...change });
  return whoIsOnCall(account, asked, at, role, { ...noFacts, ...facts });
};
const names = (r: ReturnType<typeof ask>): string[] => r.people.map((p) => p.personId);
const codes = (r: ReturnType<typeof ask>): string[] => r.steps.map((s) => s.code);
/** Saturday 21 November 2026, 23:51 in New York. */
const night = '2026-11-22T04:51:00.000Z';

describe('the sample schedules', () => {
  it.each(ids)('%s: nothing that may leave a caller alone in the next weeks, and no dead end', (id) => {
    const { account, schedule } = get(id);
    const others = ids.filter((x) => x !== id).map((x) => get(x).schedule);
    const found = lintSchedule(
      account,
      schedule,
      '2026-11-20T00:00:00.000Z',
      '2027-01-10T00:00:00.000Z',
      others,
    );
    expect(found.filter((f) => f.severity === 'error')).toEqual([]);
    expect(deadEnds(account, schedule)).toEqual([]);
  });
  it.each(ids)('%s: synthetic people and numbers, two ways to each', (id) => {
    const { schedule } = get(id);
    expect(schedule.synthetic).toBe(true);
    for (const p of schedule.people) {
      expect(new Set(p.contacts.map((c) => c.to)).size).toBeGreaterThanOrEqual(2);
      for (const c of p.contacts) expect(c.to).toMatch(/^(\+161755501\d\d|[a-z.]+@[a-z]+\.example)$/);
    }
  });
  it.each(ids)('%s: an answer for every role at any hour fits its schema', (id) => {
    for (let h = 0; h < 24 * 9; h += 17)
      for (const role of onCallRoles)
        resolvedOnCall.parse(ask(id, new Date(Date.parse(night) + h * 3_600_000).toISOString(), role));
  });
});

describe('who', () => {
  it.each<[string, string, OnCallRole, string[], string | null]>([
    ['riverside', night, 'primary', ['keiko-sato'], '2026-11-23T12:00:00.000Z'],
    ['riverside', night, 'backup', ['samuel-amari'], '2026-11-23T12:00:00.000Z'],
    ['riverside', '2026-11-23T11:59:59.999Z', 'primary', ['keiko-sato'], '2026-11-23T12:00:00.000Z'],
    ['riverside', '2026-11-23T12:00:00.000Z', 'primary', ['priya-raman'], '2026-11-23T22:00:00.000Z'],
    ['riverside', '2026-11-26T16:00:00.000Z', 'primary', ['priya-raman'], '2026-11-27T05:00:00.000Z'],
    ['harbor', night, 'primary', ['anand-iyer'], '2026-11-23T12:30:00.000Z'],
    ['ivy-lane', night, 'primary', ['grace-adeyemi', 'joy-tran'], '2026-11-22T12:00:00.000Z'],
    // The night when clocks go back is an hour longer, when they go forward an hour shorter.
    [
      'ivy-lane',
      '2026-11-01T11:59:00.000Z',
      'primary',
      ['grace-adeyemi', 'joy-tran'],
      '2026-11-01T12:00:00.000Z',
    ],
    [
      'ivy-lane',
      '2026-03-08T10:59:00.000Z',
      'primary',
      ['grace-adeyemi', 'joy-tran'],
      '2026-03-08T11:00:00.000Z',
    ],
  ])('%s at %s, %s', (id, at, role, people, until) => {
    const r = ask(id, at, role);
    expect(names(r)).toEqual(people);
    expect(r.until).toBe(until);
  });

  it('says why: the shift, its hours, the order of contacts', () => {
    const r = ask('riverside', night);
    expect(r.steps).toEqual([
      { code: 'asked', values: { role: 'primary', at: '2026-11-21T23:51', zone: 'America/New_York' } },
      {
        code: 'shift',
        values: { id: 'weekend-1', name: 'Dr Keiko Sato', from: '2026-11-20T17:00', to: '2026-11-23T07:00' },
      },
      { code: 'contact-order', values: { name: 'Dr Keiko Sato', order: 'office line, mobile' } },
    ]);
    expect(r.next).toEqual({ personId: 'priya-raman', name: 'Priya Raman, nurse practitioner' });
  });

  it('tries contacts in the order of the hour, over midnight too', () => {
    const labels = (at: string, role: OnCallRole) =>
      ask('riverside', at, role).people[0]?.phones.map((p) => p.label);
    expect(labels(night, 'backup')).toEqual(['home line', 'mobile']);
    expect(labels('2026-11-22T17:00:00.000Z', 'backup')).toEqual(['mobile', 'home line']);
    expect(labels('2026-11-22T12:00:00.000Z', 'primary')).toEqual(['mobile', 'office line']);
  });

  it('finds the address of a method, the second one where there is one', () => {
    const sato = get('riverside').schedule.people[0];
    if (sato === undefined) throw new Error('nobody');
    const to = (method: 'voice' | 'sms' | 'app' | 'fax', phone: 'first' | 'second') =>
      addressFor(sato, Date.parse(night), 'America/New_York', method, phone)?.to ?? null;
    expect([to('voice', 'first'), to('voice', 'second'), to('sms', 'first'), to('sms', 'second')]).toEqual([
      '+16175550177',
      '+16175550139',
      '+16175550139',
      '+16175550139',
    ]);
    expect([to('app', 'first'), to('fax', 'first')]).toEqual(['k.sato@riverside.example', null]);
  });
});

const override = (over: object): Schedule['overrides'][number] => ({
  id: 'o',
  role: 'primary',
  personId: 'lena-voss',
  from: '2026-11-22T04:00:00.000Z',
  to: '2026-11-22T06:00:00.000Z',
  requester: 'A',
  approver: 'B',
  reason: 'swap',
  at: '2026-11-20T00:00:00.000Z',
  ...over,
});
describe('overrides (4d.3)', () => {
  it.each<[string, object[], string]>([
    ['an approved one beats the shift', [{}], 'lena-voss'],
    ['one that nobody approved doesn’t', [{ approver: null }], 'keiko-sato'],
    [
      'the newest counts, wherever it stands',
      [{ id: 'new', personId: 'luis-prado', at: '2026-11-21T00:00:00.000Z' }, {}],
      'luis-prado',
    ],
    [
      'a newer one that nobody approved changes nothing',
      [{}, { id: 'n', personId: 'luis-prado', approver: null, at: '2026-11-21T00:00:00.000Z' }],
      'lena-voss',
    ],
    ['it ends by itself, its end exclusive', [{ to: night }], 'keiko-sato'],
    ['it begins in its own minute', [{ from: night }], 'lena-voss'],
    ['it is about its role only', [{ role: 'backup' }], 'keiko-sato'],
    ['it also fills a gap', [{}], 'lena-voss'],
  ])('%s', (_, overrides, who) => {
    expect(names(ask('riverside', night, 'primary', {}, { overrides: overrides.map(override) }))).toEqual([
      who,
    ]);
  });
  it('says who asked, who approved and why, and what didn’t count', () => {
    const r = ask(
      'riverside',
      night,
      'primary',
      {},
      {
        overrides: [
          override({}),
          override({ id: 'x', approver: null }),
          override({ id: 'older', at: '2026-11-01T00:00:00.000Z' }),
        ],
      },
    );
    expect(r.override).toEqual({
      id: 'o',
      requester: 'A',
      approver: 'B',
      reason: 'swap',
      from: '2026-11-22T04:00:00.000Z',
      to: '2026-11-22T06:00:00.000Z',
    });
    expect(codes(r)).toEqual([
      'asked',
      'override-not-approved',
      'override-superseded',
      'override',
      'contact-order',
    ]);
    expect(r.until).toBe('2026-11-22T06:00:00.000Z');
  });
});

describe('special rules before the general one (4d.5)', () => {
  const evening = '2026-11-23T00:00:00.000Z';
  it.each<[string, string, Partial<OnCallFacts>, string, string]>([
    [
      'own provider in the hours of the rule',
      evening,
      { provider: 'Priya Raman' },
      'priya-raman',
      'rule-provider',
    ],
    ['as it is typed at night', evening, { provider: 'nurse raman' }, 'priya-raman', 'rule-provider'],
    ['not outside its hours', night, { provider: 'Priya Raman' }, 'keiko-sato', 'shift'],
    ['not somebody else of that first name', evening, { provider: 'Priya Singh' }, 'keiko-sato', 'shift'],
    ['nobody named', evening, { provider: ' ' }, 'keiko-sato', 'shift'],
    [
      'facility, named inside an address',
      night,
      { facility: 'Willow House, room 12' },
      'samuel-amari',
      'rule-facility',
    ],
    [
      'not a facility that only sounds like it',
      night,
      { facility: 'Willow Housekeeping' },
      'keiko-sato',
      'shift',
    ],
    [
      'provider before facility',
      evening,
      { provider: 'Raman', facility: 'Willow House' },
      'priya-raman',
      'rule-provider',
    ],
  ])('%s', (_, at, facts, who, code) => {
    const r = ask('riverside', at, 'primary', facts);
    expect(names(r)).toEqual([who]);
    expect(codes(r)).toContain(code);
  });
  it('language before facility', () => {
    const at = '2026-11-22T17:00:00.000Z';
    const facts = { language: 'haitian creole', facility: 'Elm Court Nursing Home' };
    expect(names(ask('ivy-lane', at, 'primary', facts))).toEqual(['ruben-cole']);
    expect(names(ask('ivy-lane', at, 'primary', { ...facts, language: null }))).toEqual(['ana-lindqvist']);
  });
  it('the answer of a rule ends with its hours, and so does the one before them; a rule without hours goes on', () => {
    const until = (at: string, facts: Partial<OnCallFacts>) => {
      const r = ask('riverside', at, 'primary', facts);
      return [r.until, r.next?.personId];
    };
    const raman = { provider: 'Priya Raman' };
    // 21:00 and 17:00 in New York.
    expect(until(evening, raman)).toEqual(['2026-11-23T02:00:00.000Z', 'keiko-sato']);
    expect(until('2026-11-22T20:00:00.000Z', raman)).toEqual(['2026-11-22T22:00:00.000Z', 'priya-raman']);
    expect(until(night, { facility: 'Willow House' })).toEqual([null, undefined]);
    const r = ask('riverside', night);
    expect(until(night, { provider: 'nobody known' })).toEqual([r.until, r.next?.personId]);
  });
  it('nobody is named when all who are scheduled are away', () => {
    const { schedule } = get('riverside');
    const away = [{ from: '2026-11-20T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' }];
    const people = schedule.people.map((p) => ({ ...p, away }));
    const r = ask('riverside', night, 'primary', {}, { people });
    expect(r.people).toEqual([]);
    expect(codes(r)).toContain('nobody');
    expect(r.until).toBe('2026-11-30T00:00:00.000Z');
  });
});

describe('who is passed over', () => {
  const people = (change: Partial<Schedule['people'][number]>, id: string) =>
    get('riverside').schedule.people.map((p) => (p.id === id ? { ...p, ...change } : p));
  const away = [{ from: '2026-11-22T00:00:00.000Z', to: '2026-11-22T12:00:00.000Z' }];
  it('somebody away: the next role stands in, and it is said', () => {
    const r = ask('riverside', night, 'primary', {}, { people: people({ away }, 'keiko-sato') });
    expect(r.people.map((p) => [p.personId, p.role])).toEqual([['samuel-amari', 'backup']]);
    expect(codes(r)).toContain('person-away');
    expect(codes(r)).toContain('stands-in');
    expect([r.until, r.next?.personId]).toEqual(['2026-11-22T12:00:00.000Z', 'keiko-sato']);
  });
  it('somebody who goes away in mid-shift: the answer ends then, and who stands in is named', () => {
    const r = ask(
      'riverside',
      '2026-11-21T20:00:00.000Z',
      'primary',
      {},
      { people: people({ away }, 'keiko-sato') },
    );
    expect([names(r)[0], r.until, r.next?.personId]).toEqual([
      'keiko-sato',
      '2026-11-22T00:00:00.000Z',
      'samuel-amari',
    ]);
  });
  it('back from the minute on which it ends', () => {
    const r = ask(
      'riverside',
      '2026-11-22T12:00:00.000Z',
      'primary',
      {},
      { people: people({ away }, 'keiko-sato') },
    );
    expect(names(r)).toEqual(['keiko-sato']);
  });
  it('somebody who isn’t called for this reason', () => {
    const r = ask('riverside', night, 'backup', { reasonCode: 'refill' });
    // The consultant takes nobody's place.
    expect(names(r)).toEqual(['ruth-okonjo']);
    expect(codes(r)).toContain('do-not-call');
  });
  it('nobody else is left: a person of a “do not call” list is named after all', () => {
    const schedule = get('riverside').schedule;
    const r = ask(
      'riverside',
      night,
      'primary',
      { reasonCode: 'refill' },
      {
        people: people({ doNotCallFor: [{ kind: 'reason', value: 'refill' }] }, 'keiko-sato'),
        shifts: schedule.shifts.filter((s) => s.role === 'primary'),
      },
    );
    expect(names(r)).toEqual(['keiko-sato']);
    expect(codes(r)).toContain('nobody-else');
  });
  it('a rule’s person who is away leaves the general schedule', () => {
    const r = ask(
      'riverside',
      night,
      'primary',
      { facility: 'Willow House' },
      { people: people({ away }, 'samuel-amari') },
    );
    expect(names(r)).toEqual(['keiko-sato']);
  });
  it('a person who isn’t in the list is passed over; a gap is said as one', () => {
    const { people: known, shifts } = get('riverside').schedule;
    const r = ask('riverside', night, 'primary', {}, { people: known.filter((p) => p.id !== 'keiko-sato') });
    expect(names(r)).toEqual(['samuel-amari']);
    expect(codes(r)).toContain('person-unknown');
    const gap = ask(
      'riverside',
      night,
      'primary',
      {},
      { shifts: shifts.filter((s) => s.role !== 'primary') },
    );
    expect([names(gap), codes(gap)]).toEqual([[], ['asked', 'nobody']]);
  });
});
