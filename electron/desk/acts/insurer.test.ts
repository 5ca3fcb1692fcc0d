// The insurer's answer is found however many answers to other requests there are; "none yet" is never a guess.
import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { emptyAnswer, type SearchAnswer } from '../fhir/bundle.ts';
import type { Search } from '../fhir/client.ts';
import { createFhirClient } from '../fhir/client.ts';
import { answerTo } from './insurer.ts';

const answer = (n: number, requestId: string) => ({
  resourceType: 'CoverageEligibilityResponse',
  id: `r${n}`,
  status: 'active',
  purpose: ['benefits'],
  patient: { reference: 'Patient/p1' },
  created: new Date(Date.parse('2020-01-01T00:00:00Z') + n * 86_400_000).toISOString(),
  request: { reference: `CoverageEligibilityRequest/${requestId}` },
  outcome: 'complete',
  disposition: `Answer ${n}`,
  insurer: { display: 'Stonebridge Mutual' },
  insurance: [],
});
/** 300 answers, oldest first; the one that is meant is the last. */
const all = Array.from({ length: 300 }, (_x, n) => answer(n, n === 299 ? 'mine' : `other-${n}`));
const cut = (list: readonly SearchAnswer['resources'][number][], most = 50): Result<SearchAnswer> =>
  ok({ ...emptyAnswer(), resources: list.slice(0, most), more: list.length > most });
const asks: Search[] = [];
function ask(requestId: string, search: (s: Search) => Result<SearchAnswer>) {
  const base = 'http://127.0.0.1:1/fhir';
  const client = createFhirClient({ base, token: () => null, fetch, wait: async () => {}, nowMs: () => 0 });
  asks.length = 0;
  const fhir = {
    ...client,
    search: async (s: Search) => {
      asks.push(s);
      return search(s);
    },
  };
  return answerTo(fhir, requestId, 'p1', new AbortController().signal);
}
const value = (s: Search, name: string) => s.params.find(([n]) => n === name)?.[1];

it('is asked for by its request: found behind hundreds of others', async () => {
  const found = await ask('mine', (s) =>
    cut(
      all.filter((r) => r.request.reference === value(s, 'request')),
      s.most,
    ),
  );
  expect(found).toMatchObject({ ok: true, value: { disposition: 'Answer 299' } });
  expect(asks).toHaveLength(1);
});
it('a server that refuses such a search is asked for all of them', async () => {
  const strict = (s: Search) => (value(s, 'request') === undefined ? cut(all, s.most) : fail('ehr-refused'));
  expect(await ask('mine', strict)).toMatchObject({ ok: true, value: { disposition: 'Answer 299' } });
  expect(await ask('nobody', strict)).toEqual({ ok: true, value: null });
});
it('one that takes no notice of it and cuts the list off: not known is not "none yet"', async () => {
  expect(await ask('mine', () => cut(all, 100))).toMatchObject({ ok: false, code: 'ehr-unreadable' });
  expect(await ask('mine', () => cut(all.toReversed(), 100))).toMatchObject({
    ok: true,
    value: { disposition: 'Answer 299' },
  });
});
it('away is told as it is, and not asked twice', async () => {
  expect(await ask('mine', () => fail('ehr-offline'))).toMatchObject({ code: 'ehr-offline' });
  expect(asks).toHaveLength(1);
});
