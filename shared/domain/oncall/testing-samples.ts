// For tests: small schedules of four people.
import { schedule as schema, type Schedule } from './schedule.ts';

export const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const;
export const practice = { id: 'sample', zone: 'America/New_York', hours: [] };
export const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const person = (id: string) => ({
  id,
  name: `Person ${id}`,
  contacts: ['mobile', 'home'].map((label) => ({
    id: label,
    label,
    methods: ['voice' as const],
    to: `+1617555${label === 'mobile' ? '01' : '02'}${String(id.charCodeAt(0) - 20)}`,
    personal: true,
  })),
});
export const ids = ['a', 'b', 'c', 'd'];
export const whole = (over: object): Schedule =>
  schema.parse({
    accountId: 'sample',
    version: 1,
    asOf: '2026-01-01T00:00:00.000Z',
    author: 'test',
    synthetic: true,
    zone: 'America/New_York',
    covers: 'always',
    people: ids.map(person),
    shifts: [],
    overrides: [],
    holidays: [],
    rules: [],
    ...over,
  });
