// The further cards, drawn: what each row says, and what is never said of fields that this call isn't shown.
import type { ComponentType } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import type { Card } from '#shared/domain/disclosure/table.ts';
import type { CardView } from '#shared/domain/patient/card.ts';
import { fail } from '#shared/domain/result.ts';
import { ClockProvider } from '../../ui/index.ts';
import type { CardLoad } from '../card-state.ts';
import { AllergyCard, ConditionCard } from '../ClinicalCards.tsx';
import type { OneCardProps } from '../FactCard.tsx';
import { ContactCard } from './ContactCard.tsx';
import { LabCard } from './LabCard.tsx';
import { MoneyCard } from './MoneyCards.tsx';
import TrendChart from './TrendChart.tsx';
import { CareGapCard, TaskCard } from './WorkCards.tsx';

const at = '2026-11-22T15:00:00.000Z';
const provenance = { kind: 'Observation', source: 'Dr. Iyer', recorded: '2026-11-20', system: null };
const view = (card: Card, rows: readonly object[], over: object = {}): CardView =>
  ({
    card,
    patientId: 'p1',
    state: 'recorded',
    from: 'server',
    asOf: at,
    stale: false,
    because: null,
    unreadable: 0,
    withheldSome: false,
    more: false,
    rows,
    ...over,
  }) as unknown as CardView;
const words = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');

function draw(Drawn: ComponentType<OneCardProps>, name: Card, load: Partial<CardLoad>): string {
  const whole: CardLoad = { view: null, failure: null, busy: false, ...load };
  return words(
    renderToStaticMarkup(
      <ClockProvider now={() => new Date(at)}>
        <Drawn loads={{ [name]: whole }} load={whole} onRetry={() => undefined} zone="America/New_York" />
      </ClockProvider>,
    ),
  );
}

test('not for the role, this call, this caller and not before a third fact read differently', () => {
  const role = draw(LabCard, 'labs', { view: view('labs', [], { state: 'not-for-role', asOf: null }) });
  const others = (['not-for-reason', 'not-for-caller', 'not-verified'] as const).map((code) =>
    draw(LabCard, 'labs', { failure: fail(code) }),
  );
  expect(role).toContain('Results are the clinic’s to give. Take a message or warm-transfer');
  expect(others[0]).toContain('Not for this call');
  expect(others[1]).toContain('Neither confirm nor deny');
  expect(others[2]).toContain('Needs a third fact');
});

test('what was kept and could not be renewed says from when it is', () => {
  const html = draw(ConditionCard, 'conditions', {
    view: view('conditions', [], { from: 'cache', stale: true, because: 'ehr-offline' }),
  });
  expect(html).toMatch(/\d\d:\d\d, not renewed/);
  expect(
    draw(ConditionCard, 'conditions', { view: view('conditions', [], { from: 'cache' }), busy: true }),
  ).toContain('kept copy, renewing');
});

test('of a field that was cut nothing is claimed, and it is named once', () => {
  const row = {
    id: 'a',
    substance: 'Penicillin',
    criticality: 'high',
    kind: 'unknown',
    reactions: [],
    confirmed: false,
    recorded: null,
  };
  const cut = draw(AllergyCard, 'allergies', {
    view: view('allergies', [row], { hidden: ['reactions', 'confirmed', 'provenance'] }),
  });
  expect(cut).toContain('Not shown on this call: reactions, whether confirmed.');
  expect(cut).not.toMatch(/reaction not recorded|not confirmed/);
  const whole = draw(AllergyCard, 'allergies', { view: view('allergies', [row]) });
  expect(whole).toMatch(/reaction not recorded.*not confirmed/);
});

const contact = (over: object): object => ({
  id: 'c',
  at: '2026-11-20T15:00:00-05:00',
  channel: 'phone',
  direction: 'in',
  what: 'Asked for results',
  by: null,
  status: 'completed',
  provenance,
  ...over,
});
test('a caller of this week is told as such, with the reason when it is the same; our own calls don’t count', () => {
  const rows = [contact({ status: 'in-progress' }), contact({ at: '2026-11-18' })];
  const html = draw(ContactCard, 'contacts', { view: view('contacts', rows) });
  expect(html).toContain('3rd call in 7 days, same reason');
  expect(html).toMatch(/Fri 20 Nov .*Asked for results open .*Wed 18 Nov/);
  const ours = draw(ContactCard, 'contacts', { view: view('contacts', [contact({ direction: 'out' })]) });
  expect(ours).not.toContain('call in 7 days');
});

test('our own calls and messages are told apart, with how they ended; the call in hand is counted once', () => {
  const own = { own: 'call', id: 'desk/call/1', what: 'Refill', by: 'Imogen Invented' };
  const rows = [
    contact({ ...own, present: true, at, status: 'in-progress' }),
    contact({ ...own, id: 'm1', own: 'message', channel: 'message', what: null, status: 'dispatched' }),
    contact({ ...own, id: 'm2', own: 'message', channel: 'message', what: null, status: 'open' }),
    contact({ ...own, id: 'm3', own: 'message', what: null, status: 'closed', at: '2026-11-01' }),
    contact({ ...own, id: 'desk/call/2', status: 'callback-promised' }),
    contact({ ...own, id: 'desk/call/3', what: null, direction: 'out', status: 'not-done' }),
  ];
  const html = draw(ContactCard, 'contacts', { view: view('contacts', rows) });
  expect(html).toContain('2nd call in 7 days, same reason');
  expect(html).toMatch(
    /Refill this call .*Message taken at this desk dispatched .*Message taken at this desk open .*Message taken on another phone closed .*Refill Callback promised .*Call from this desk not done/,
  );
  expect(html).not.toContain('from the patient');
  const other = rows.with(0, contact({ ...own, present: true, at, what: 'Billing' }));
  const again = draw(ContactCard, 'contacts', { view: view('contacts', other) });
  expect(again).toContain('2nd call in 7 days');
  expect(again).not.toContain('same reason');
});

test('when the record can’t be asked our own contacts say that they are only that, and why', () => {
  const rows = [contact({ own: 'call', what: null, status: 'resolved' })];
  const html = draw(ContactCard, 'contacts', {
    view: view('contacts', rows, { from: 'desk', asOf: null, because: 'ehr-offline' }),
  });
  expect(html).toMatch(
    /this desk’s own only .*Call to this desk Resolved .*what others wrote down is not here.*Try again/,
  );
});

test('what a contact was about may be cut: then its kind and way stand there', () => {
  const html = draw(ContactCard, 'contacts', {
    view: view('contacts', [contact({ what: null })], { hidden: ['what'], notOffered: ['Encounter'] }),
  });
  expect(html).toContain('Phone call, from the patient');
  expect(html).toContain('Not shown on this call: what it was about.');
  expect(html).toContain('Not in this record system: Visit.');
});

test('a balance has its time, and is not told while part of it is missing', () => {
  const invoice = {
    id: 'i',
    kind: 'invoice',
    what: null,
    at: '2026-10-03',
    status: 'issued',
    amount: { cents: 29_968, currency: 'USD' },
    open: true,
    provenance,
  };
  expect(draw(MoneyCard, 'money', { view: view('money', [invoice]) })).toMatch(
    /Balance \$299\.68 as of \d\d:\d\d/,
  );
  const partly = draw(MoneyCard, 'money', { view: view('money', [invoice], { unreadable: 1 }) });
  expect(partly).toContain('The balance can’t be told');
  expect(partly).not.toContain('Balance $');
  expect(
    draw(MoneyCard, 'money', { view: view('money', [{ ...invoice, open: false, status: 'balanced' }]) }),
  ).toMatch(/Nothing open as of \d\d:\d\d\./);
});

test('a care gap says why it is told, and that the rules are a draft', () => {
  const html = draw(CareGapCard, 'care-gaps', {
    view: view('care-gaps', [
      {
        id: 'g',
        rule: 'hba1c',
        status: 'due',
        because: [{ text: 'Diabetes', at: '2011' }],
        lastAt: '2025-01-05',
        provenance,
      },
    ]),
  });
  expect(html).toContain(
    'HbA1c test due every 6 months with diabetes · because of Diabetes (2011) · last on 5 Jan 2025',
  );
  expect(html).toContain('not reviewed by a clinician');
});

test('an overdue task says so in words', () => {
  const task = {
    id: 't',
    what: 'Call back',
    note: null,
    status: 'requested',
    priority: 'urgent',
    owner: null,
    due: '2026-07-15',
    overdue: true,
    at: null,
    provenance,
  };
  expect(draw(TaskCard, 'tasks', { view: view('tasks', [task]) })).toMatch(
    /Call back overdue urgent .*nobody has it · due Wed 15 Jul · asked for/,
  );
});

test('a trend is told in words and as a table, what is outside its range too', () => {
  const html = renderToStaticMarkup(
    <TrendChart
      row={{
        id: 'l',
        text: 'HbA1c',
        code: '4548-4',
        value: '7.2',
        unit: '%',
        flag: 'high',
        range: '4–5.6',
        at: '2026-11-01',
        preliminary: false,
        earlier: [{ at: '2025-11-01', value: 5 }],
        provenance,
      }}
    />,
  );
  expect(html).toContain(
    'aria-label="HbA1c over time in %: 2 values from 1 Nov 2025 to 1 Nov 2026, first 5, last 7.2. Reference range: 4–5.6."',
  );
  expect(words(html)).toMatch(/1 Nov 2026 7\.2 above range 1 Nov 2025 5 /);
});
