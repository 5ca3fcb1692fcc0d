// Whom a merged record leads to: only to a record of this server, by whichever address it calls itself.
import { expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { emptyAnswer } from '../fhir/bundle.ts';
import { createFhirClient } from '../fhir/client.ts';
import { survivors } from './merged.ts';
import { patientIdIn, readPatient } from './person.ts';

const base = 'https://ehr.example/fhir';
const patient = (id: string, more: object = {}) =>
  readPatient({ resourceType: 'Patient', id, name: [{ given: ['Ana'], family: id }], ...more }) ??
  expect.unreachable();
async function endOf(reference: string): Promise<string | undefined> {
  const here = patient('123');
  const fhir = {
    ...createFhirClient({ base, token: () => null, fetch, wait: async () => {}, nowMs: () => 0 }),
    search: async () => ok({ ...emptyAnswer(), resources: [here] }),
  };
  const old = patient('old', { link: [{ type: 'replaced-by', other: { reference } }] });
  return (await survivors(fhir, [old], new AbortController().signal)).get('old')?.id;
}

it.each(['Patient/123', `${base}/Patient/123`])('%s is followed', async (reference) =>
  expect(await endOf(reference)).toBe('123'),
);
it.each([
  'https://other-hospital.example/fhir/Patient/123',
  'https://ehr.example/other/fhir/Patient/123',
  `${base}.example/Patient/123`,
  `${base}/../Patient/123`,
  '/Patient/123',
  'urn:uuid:Patient/123',
  'Person/123',
])('%s is somebody elsewhere, not the one who has that id here', async (reference) => {
  expect(patientIdIn(reference, base)).toBeNull();
  expect(await endOf(reference)).toBeUndefined();
});
