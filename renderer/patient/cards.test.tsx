// What a card says in each state, drawn: no two states read the same, and what is missing is seen to be missing.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { CardView, IdentityRow } from '#shared/domain/patient/card.ts';
import { fail } from '#shared/domain/result.ts';
import { AppointmentCard } from './AppointmentCard.tsx';
import type { CardLoad, Loads } from './card-state.ts';
import type { Verification } from './checking.ts';
import { AllergyCard } from './ClinicalCards.tsx';
import { PatientHeader } from './PatientHeader.tsx';

const at = '2026-11-22T15:00:00.000Z';
const common = {
  patientId: 'p1',
  from: 'server',
  asOf: at,
  stale: false,
  because: null,
  unreadable: 0,
  withheldSome: false,
  more: false,
} as const;
const load = (view: CardView | null, over: Partial<CardLoad> = {}): CardLoad => ({
  view,
  failure: null,
  busy: false,
  ...over,
});
const words = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
const nothing = (): void => undefined;
const allergies = (over: object): CardView =>
  ({ card: 'allergies', ...common, state: 'recorded', rows: [], ...over }) as CardView;
const drawAllergies = (each: CardLoad): string =>
  words(
    renderToStaticMarkup(
      <AllergyCard loads={{ allergies: each }} load={each} onRetry={nothing} zone={undefined} />,
    ),
  );

test('none recorded, known none, withheld, not for the role, loading and failed read differently', () => {
  const drawn = [
    load(allergies({ state: 'none-recorded' })),
    load(allergies({ state: 'known-none' })),
    load(allergies({ state: 'withheld', withheldSome: true })),
    load(allergies({ state: 'not-for-role', from: null, asOf: null })),
    load(null, { busy: true }),
    load(null, { failure: fail('ehr-offline') }),
    load(allergies({ unreadable: 2 })),
  ].map(drawAllergies);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn[0]).toContain('None recorded');
  expect(drawn[1]).toContain('No known allergies');
  expect(drawn[2]).toContain('Something is withheld here.');
  expect(drawn[5]).toContain('could not be read');
  expect(drawn[5]).toContain('Try again');
  expect(drawn[6]).toContain('2 entries could not be read');
});

test('a visit without what to bring says that it is missing; one with it does not', () => {
  const visit = (bring: string | null, more: { bringFrom?: 'account' } = {}): string => {
    const view: CardView = {
      card: 'appointments',
      ...common,
      state: 'recorded',
      rows: [
        {
          id: 'a1',
          when: 'next',
          status: 'booked',
          start: '2026-11-24T14:30:00-05:00',
          end: null,
          what: 'Visit',
          practitioner: 'Dr. Iyer',
          place: null,
          bring,
          ...more,
        },
      ],
    };
    const loads: Loads = { appointments: load(view) };
    return words(
      renderToStaticMarkup(
        <AppointmentCard loads={loads} load={load(view)} onRetry={nothing} zone="America/New_York" />,
      ),
    );
  };
  expect(visit(null)).toContain('what to bring: missing');
  expect(visit('The insurance card')).toContain('what to bring: The insurance card');
  expect(visit('The insurance card')).not.toContain('missing');
  expect(visit('Come fasting.', { bringFrom: 'account' })).toContain(
    'what to bring, by the practice’s list: Come fasting.',
  );
});

const person: IdentityRow = {
  preferredName: 'Carmen',
  legalName: 'María del Carmen Abreu',
  otherNames: [],
  pronunciation: 'KAR-men',
  pronouns: 'she/her',
  birthDate: '1986-01-01',
  age: { unit: 'years', value: 40 },
  gender: 'female',
  birthSex: null,
  language: 'Spanish',
  interpreterNeeded: true,
  mrn: null,
  deceased: false,
  flags: [{ kind: 'no-voicemail', text: 'Do not leave voicemail' }],
  phones: [],
  email: null,
  address: [],
};
const evidence: Verification = {
  contextId: '0192f0c0-0000-7000-8000-000000000001',
  chosen: { patientId: 'p1', preferredName: 'Carmen', language: 'Spanish', interpreterNeeded: true },
  chosenAt: at,
  facts: [
    { fact: 'fullName', state: 'matched', at },
    { fact: 'birthDate', state: 'matched', at },
    { fact: 'address', state: 'open', at: null },
    { fact: 'phoneOnFile', state: 'open', at: null },
  ],
  level: 1,
  levelAt: at,
  wrongLeft: 3,
  locked: false,
  nameNeeded: false,
};
const header = (verification: Verification, loads: Loads): string =>
  words(
    renderToStaticMarkup(
      <PatientHeader
        verification={verification}
        contextId={evidence.contextId}
        known={{ value: verification, failure: null, read: () => Promise.resolve(), show: nothing }}
        loads={loads}
        ask={{
          busy: false,
          failure: null,
          wrongName: false,
          named: false,
          run: () => Promise.resolve(),
        }}
        onChange={nothing}
      />,
    ),
  );

test('flags and severe allergies stand in words beside the name', () => {
  const severe = allergies({
    rows: [
      {
        id: 'x',
        substance: 'Allergy to penicillin',
        criticality: 'high',
        kind: 'allergy',
        reactions: ['Anaphylaxis'],
        confirmed: true,
        recorded: null,
      },
    ],
  });
  const identity: CardView = { card: 'identity', ...common, state: 'recorded', rows: [person] };
  const html = header(evidence, { identity: load(identity), allergies: load(severe) });
  for (const said of [
    '“KAR-men” · 40 y · she/her',
    'Spanish · interpreter needed',
    'No voicemail',
    'Penicillin: Anaphylaxis',
    'level 1 ·',
  ])
    expect(html).toContain(said);
  expect(header(evidence, { allergies: load(null, { failure: fail('ehr-offline') }) })).toContain(
    'Allergies not read',
  );
});

test('before two facts nothing but name and language is drawn', () => {
  const html = header(
    { ...evidence, level: 0, levelAt: null, facts: evidence.facts.map((f) => ({ ...f, state: 'open' })) },
    {},
  );
  expect(html.trim()).toBe(
    'Carmen Spanish · interpreter needed not verified yet Change On the line: the patient? Shift F7 Change who is on the line',
  );
});
