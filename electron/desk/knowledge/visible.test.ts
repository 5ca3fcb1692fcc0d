import { describe, expect, it } from 'vitest';
import { type Asker, type Facet, facetsBuilder, visibleTo } from './visible.ts';

const facet = (id: string, change: Partial<Facet> = {}): Omit<Facet, 'n'> => ({
  id,
  practice: 'all',
  site: null,
  sample: false,
  lang: 'en',
  roles: null,
  variantOf: null,
  translationOf: null,
  retired: false,
  until: null,
  ...change,
});
const nobody: Asker = { role: null, practice: null, site: null, lang: null };
function seen(facets: readonly Omit<Facet, 'n'>[], asker: Partial<Asker>): string[] {
  const into = facetsBuilder(2);
  facets.forEach((f, i) => into.add({ ...f, n: i * 3 + 5 }));
  const wanted = into.wanted();
  const all = into.finish(
    facets.flatMap((f, i) => (wanted.includes(f.id) ? [[f.id, i * 3 + 5] as const] : [])),
  );
  const mask = visibleTo(all, { ...nobody, ...asker });
  return facets.filter((_, i) => mask[all.placeOf[i * 3 + 5] ?? -1] === 1).map((f) => f.id);
}

describe('who may find an article', () => {
  const facets = [
    facet('everybody'),
    facet('supervisors', { roles: ['supervisor'] }),
    facet('nurses', { roles: ['nurse', 'supervisor'] }),
    facet('gone', { retired: true }),
  ];
  it.each([
    [null, ['everybody']],
    ['agent', ['everybody']],
    ['nurse', ['everybody', 'nurses']],
    ['supervisor', ['everybody', 'supervisors', 'nurses']],
    ['super', ['everybody']],
  ])('%s', (role, expected) => expect(seen(facets, { role })).toEqual(expected));
});

describe('variants', () => {
  const facets = [
    facet('copay'),
    facet('copay-riverside', { practice: 'riverside', variantOf: 'copay' }),
    facet('copay-riverside-lab', { practice: 'riverside', site: 'lab', variantOf: 'copay' }),
    facet('copay-harbor', { practice: 'harbor', variantOf: 'copay' }),
    facet('lab-door', { practice: 'riverside', site: 'lab' }),
  ];
  it.each<[string, Partial<Asker>, string[]]>([
    ['no account: the general one', {}, ['copay', 'lab-door']],
    [
      'an account, no site: its own, and its sites’ beside it',
      { practice: 'riverside' },
      ['copay-riverside', 'copay-riverside-lab', 'lab-door'],
    ],
    ['a site: the site’s', { practice: 'riverside', site: 'lab' }, ['copay-riverside-lab', 'lab-door']],
    ['another site: the account’s', { practice: 'riverside', site: 'desk' }, ['copay-riverside']],
    ['an account without one: the general one', { practice: 'ivy-lane' }, ['copay']],
  ])('%s', (_, asker, expected) => expect(seen(facets, asker)).toEqual(expected));

  it('a variant that this role may not see leaves the general one', () => {
    const closed = [
      facet('copay'),
      facet('copay-riverside', { practice: 'riverside', variantOf: 'copay', roles: ['supervisor'] }),
    ];
    expect(seen(closed, { practice: 'riverside', role: 'agent' })).toEqual(['copay']);
    expect(seen(closed, { practice: 'riverside', role: 'supervisor' })).toEqual(['copay-riverside']);
  });
  it('a variant whose general one is retired still stands for its account', () => {
    const alone = [
      facet('copay', { retired: true }),
      facet('copay-riverside', { practice: 'riverside', variantOf: 'copay' }),
    ];
    expect(seen(alone, { practice: 'riverside' })).toEqual(['copay-riverside']);
    expect(seen(alone, { practice: 'harbor' })).toEqual([]);
  });
});

describe('translations', () => {
  const facets = [
    facet('fever'),
    facet('fever-es', { lang: 'es', translationOf: 'fever' }),
    facet('copay'),
    facet('copay-es', { lang: 'es', translationOf: 'copay' }),
    facet('copay-riverside', { practice: 'riverside', variantOf: 'copay' }),
    facet('copay-riverside-es', { practice: 'riverside', lang: 'es', translationOf: 'copay-riverside' }),
  ];
  it.each<[string, Partial<Asker>, string[]]>([
    [
      'all are looked at, but not those of one account’s variant',
      {},
      ['fever', 'fever-es', 'copay', 'copay-es'],
    ],
    [
      'for its account the variant’s own, and none of what it replaced',
      { practice: 'riverside' },
      ['fever', 'fever-es', 'copay-riverside', 'copay-riverside-es'],
    ],
    ['another account: the general ones', { practice: 'harbor' }, ['fever', 'fever-es', 'copay', 'copay-es']],
  ])('%s', (_, asker, expected) => expect(seen(facets, asker)).toEqual(expected));

  it('a translation shows where its original may not be seen', () => {
    const closed = [
      facet('fever', { roles: ['nurse'] }),
      facet('fever-es', { lang: 'es', translationOf: 'fever' }),
    ];
    expect(seen(closed, { role: 'agent' })).toEqual(['fever-es']);
  });
  it('a site’s variant takes no place while the site is not known, and the account’s own still does when it is', () => {
    const site = [
      facet('copay'),
      facet('copay-lab', { practice: 'riverside', site: 'lab', variantOf: 'copay' }),
      facet('copay-lab-es', { practice: 'riverside', site: 'lab', lang: 'es', translationOf: 'copay-lab' }),
    ];
    expect(seen(site, { practice: 'riverside' })).toEqual(['copay', 'copay-lab', 'copay-lab-es']);
    expect(seen(site, { practice: 'riverside', site: 'lab' })).toEqual(['copay-lab', 'copay-lab-es']);
    expect(seen(site, { practice: 'riverside', site: 'desk' })).toEqual(['copay']);
    expect(seen(site, {})).toEqual(['copay']);
  });
});
