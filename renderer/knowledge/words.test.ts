import '../text/late/knowledge.ts';
import { expect, it } from 'vitest';
import { footOf } from './words.ts';

const hit = {
  state: 'verified',
  practice: 'riverside',
  version: 2,
  source: { name: 'Own', date: '2026' },
  verifiedBy: null,
  owner: null,
  kind: 'article',
  lang: 'en',
  variantOf: null,
  site: null,
} as const;
it.each([
  [hit, 'Riverside'],
  [{ ...hit, variantOf: 'parking' }, 'own version'],
  [{ ...hit, variantOf: 'parking', site: 'east-garage' }, 'Riverside, east garage alone'],
  [{ ...hit, lang: 'es' as const }, 'Spanish'],
])('a row says whose it is', (of, words) => expect(footOf(of, () => 'Riverside')).toContain(words));
