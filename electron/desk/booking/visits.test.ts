// Whom a patient saw last is told at the first level: never out of a visit that is withheld, that was a mistake, or that
// did not take place (C26). Made-up records.
import { describe, expect, it } from 'vitest';
import { ok } from '#shared/domain/result.ts';
import { emptyAnswer } from '../fhir/bundle.ts';
import type { Search } from '../fhir/client.ts';
import { lastSeen } from './visits.ts';

const now = '2026-11-22T15:00:00.000Z';
const patient = { reference: 'Patient/p1' };
const appointment = (id: string, start: string, more: object = {}) => ({
  resourceType: 'Appointment',
  id,
  status: 'fulfilled',
  start,
  participant: [
    { actor: patient },
    { actor: { reference: `Practitioner/dr-${id}`, display: 'Dr. Okafor' } },
    { actor: { reference: 'Location/main', display: 'Main Street' } },
  ],
  ...more,
});
const encounter = (id: string, start: string, more: object = {}) => ({
  resourceType: 'Encounter',
  id,
  status: 'finished',
  subject: patient,
  period: { start },
  participant: [{ individual: { reference: `Practitioner/dr-${id}` } }],
  ...more,
});
const seen = (appointments: object[], encounters: object[] = []) =>
  lastSeen(
    {
      search: async (s: Search) =>
        ok({
          ...emptyAnswer(),
          resources: (s.type === 'Appointment' ? appointments : encounters) as {
            resourceType: string;
          }[],
        }),
    },
    'p1',
    now,
    new AbortController().signal,
  );
const [early, late] = ['2026-03-01T15:00:00Z', '2026-09-01T15:00:00Z'];
const label = (code: string) => ({ meta: { security: [{ code }] } });

it('the latest visit that took place, or should have', async () => {
  const two = [appointment('old', early), appointment('new', late, { status: 'booked' })];
  expect(await seen(two)).toEqual({ practitionerId: 'dr-new', placeId: 'main' });
  expect(await seen([], [encounter('a', early), encounter('b', late)])).toEqual({
    practitionerId: 'dr-b',
    placeId: null,
  });
});
describe.each<[string, object]>([
  ['restricted', label('R')],
  ['very restricted', label('V')],
  ['labelled as care for addiction', label('ETH')],
  ['a mistake', { status: 'entered-in-error' }],
  ['cancelled', { status: 'cancelled' }],
  ['not kept', { status: 'noshow' }],
  ['only proposed', { status: 'proposed' }],
  [
    'of such a clinic by its words',
    { description: 'Methadone clinic', type: [{ text: 'Methadone clinic' }] },
  ],
])('a visit that is %s', (_what, more) => {
  it('is passed over as an appointment, for an earlier one or none', async () => {
    expect(await seen([appointment('a', early), appointment('b', late, more)])).toEqual({
      practitionerId: 'dr-a',
      placeId: 'main',
    });
    expect(await seen([appointment('b', late, more)])).toBeNull();
  });
  it('is passed over as an encounter', async () => {
    expect(await seen([], [encounter('a', early), encounter('b', late, more)])).toEqual({
      practitionerId: 'dr-a',
      placeId: null,
    });
    expect(await seen([], [encounter('b', late, more)])).toBeNull();
  });
});
it('somebody else’s tells nothing', async () => {
  const other = {
    participant: [{ actor: { reference: 'Patient/p2' } }],
    subject: { reference: 'Patient/p2' },
  };
  expect(await seen([appointment('b', late, other)], [encounter('b', late, other)])).toBeNull();
});
