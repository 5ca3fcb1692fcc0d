// What an approver is shown of the fields of an article: all that count, and of a change what each was.
import { describe, expect, it } from 'vitest';
import type { Account } from '#shared/domain/accounts/account.ts';
import '../text/late/authoring.ts';
import { changedHead, headRows, type Head } from './head-words.ts';

const accounts = [
  { id: 'harbor', name: 'Harbor Clinic', departments: [{ id: 'north', label: 'North house' }] },
] as unknown as Account[];
const head: Head = {
  title: 'Parking',
  kind: 'policy',
  lang: 'en',
  practice: 'harbor',
  site: 'north',
  topic: 'Visits',
  section: null,
  keywords: ['car', 'gate'],
  callTypes: [14],
  roles: ['nurse', 'supervisor'],
  owner: 'Joel Invented',
  ownerId: 'joel',
  reviewBy: '2027-05-20',
  clinicalDraft: false,
  mustRead: true,
  translationOf: null,
  variantOf: 'own-parking',
  source: {
    name: 'Harbor Clinic',
    url: 'https://harbor.example/parking',
    licence: 'own',
    date: '2026-11-23',
  },
};

describe('the fields of a new article', () => {
  it('are all told, in words', () => {
    const told = Object.fromEntries(headRows(head, accounts).map(({ label, value }) => [label, value]));
    expect(told).toEqual({
      Kind: 'Policy',
      Language: 'English',
      Account: 'Harbor Clinic',
      Department: 'North house',
      Topic: 'Visits',
      'Part of the topic': 'nothing',
      'Words that callers use': 'car, gate',
      'Calls it serves': 'Hours, place, services',
      'Who may see it': 'Nurse, Supervisor',
      Owner: 'Joel Invented',
      'Check again by': '20 May 2027',
      'Must be read': 'yes',
      'It touches care': 'no',
      'Variant of': 'own-parking',
      Source: 'Harbor Clinic · https://harbor.example/parking · own · 2026-11-23',
    });
  });
  it('for everybody say so', () => {
    const rows = headRows({ ...head, practice: 'all', site: null, roles: null, ownerId: null }, accounts);
    const values = rows.map((row) => row.value);
    expect(values).toContain('Every account');
    expect(values).toContain('everybody who has the knowledge base');
    expect(values).toContain('Joel Invented, by name only');
    expect(rows.some((row) => row.label === 'Department')).toBe(false);
  });
});

describe('a change', () => {
  const other: { [K in keyof Head]: Head[K] } = {
    title: 'Parking at the gate',
    kind: 'article',
    lang: 'es',
    practice: 'all',
    site: null,
    topic: 'Ways',
    section: 'cars',
    keywords: ['car'],
    callTypes: [],
    roles: null,
    owner: 'Vera Invented',
    ownerId: 'other',
    reviewBy: '2027-06-01',
    clinicalDraft: true,
    mustRead: false,
    translationOf: { id: 'own-other', version: 2 },
    variantOf: null,
    source: { ...head.source, date: '2026-11-24' },
  };
  it.each(Object.keys(other) as (keyof Head)[])('of %s is told', (id) => {
    const rows = changedHead(head, { ...head, [id]: other[id] }, accounts);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.was).not.toBe(rows[0]?.is);
  });
  it('that is none is not', () => {
    expect(changedHead(head, { ...head }, accounts)).toEqual([]);
  });
});
