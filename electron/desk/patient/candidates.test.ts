// "Nobody of that name" and "these are all" are only said when a search that could tell came whole.
import { expect, it } from 'vitest';
import { fail, ok, type Result } from '#shared/domain/result.ts';
import { emptyAnswer, type SearchAnswer } from '../fhir/bundle.ts';
import { createFhirClient } from '../fhir/client.ts';
import { findByName } from './candidates.ts';

const wu = { resourceType: 'Patient' as const, id: 'wu', name: [{ given: ['Li'], family: 'Wu' }] };
const { signal } = new AbortController();
const found = (more: boolean, resources: SearchAnswer['resources'] = []): Result<SearchAnswer> =>
  ok({ ...emptyAnswer(), more, resources });
const busy = fail('ehr-busy', 'HTTP 503');
/** The answers to the exact search, and to each word alone; later searches (first letters) find nothing. */
function record(...answers: Result<SearchAnswer>[]) {
  const base = 'http://127.0.0.1:1/fhir';
  const rounds = [answers];
  return {
    ...createFhirClient({ base, token: () => null, fetch, wait: async () => {}, nowMs: () => 0 }),
    batch: async (searches: readonly unknown[]) => rounds.shift() ?? searches.map(() => found(false)),
  };
}
const ask = (...answers: Result<SearchAnswer>[]) => findByName(record(...answers), 'Li Wu', [], signal);

it('the exact search failed and the wide ones were cut: nobody found is the failure', async () => {
  expect(await ask(busy, found(true), found(true))).toMatchObject({ ok: false, code: 'ehr-busy' });
  expect(await ask(busy, found(true), busy)).toMatchObject({ ok: false, code: 'ehr-busy' });
});
it('the exact search failed and somebody was found: there may be more', async () =>
  expect(await ask(busy, found(true, [wu]), found(true))).toMatchObject({
    people: [{ person: { patientId: 'wu' } }],
    more: true,
  }));
it('the exact search failed and a wide one came whole: it would have had whoever bears that name', async () => {
  expect(await ask(busy, found(false), found(true))).toMatchObject({ people: [], more: false });
  expect(await ask(busy, found(true), found(false, [wu]))).toMatchObject({ more: false });
});
it('the exact search came whole: what the wide ones were cut off from is not "more"', async () =>
  expect(await ask(found(false, [wu]), found(true, [wu]), found(true))).toMatchObject({ more: false }));
it('the exact search was cut, as the wide ones were: there are more', async () =>
  expect(await ask(found(true, [wu]), found(true), found(true))).toMatchObject({ more: true }));
