import { expect, it } from 'vitest';
import type { Call } from '#shared/domain/calls/call.ts';
import type { DispatchCard } from '#shared/contract/dispatch.ts';
import type { DraftRow, MessageRow } from '#shared/contract/messages.ts';
import type { WorkItem } from '#shared/contract/work.ts';
import { countOf, isDue, sectionsOf, type WorkFacts } from './sections.ts';

const now = new Date('2026-11-22T10:30:00.000Z');
const at = (minutes: number): string => new Date(now.getTime() + minutes * 60_000).toISOString();
const item = (id: string, dueAt: string | null, more: Partial<WorkItem> = {}): WorkItem => ({
  id,
  kind: 'callback',
  title: id,
  detail: '',
  dueAt,
  doneAt: null,
  patientId: null,
  number: null,
  ...more,
});
const message = (id: string, sync: MessageRow['sync']): MessageRow => ({
  id,
  accountId: 'riverside',
  patientName: 'Synthetic Person',
  callerName: 'Caller',
  reasonCode: 'billing',
  urgency: 'non-clinical',
  takenAt: at(-60),
  takenBy: 'p1',
  sync,
  why: null,
  hasEmergency: false,
  addenda: 0,
  incomplete: false,
  dispatch: null,
  acceptedBy: null,
  acceptedAt: null,
  closed: false,
  conflict: false,
  elsewhere: false,
  repeats: null,
});
const card = (id: string, more: Partial<DispatchCard> = {}): DispatchCard => ({
  messageId: id,
  accountId: 'riverside',
  patientName: 'Synthetic Person',
  callbackNumber: '+16175550142',
  reasonCode: 'refill',
  urgency: 'urgent-clinical',
  savedAt: at(-5),
  state: 'manual',
  manualWhy: 'offline',
  claimedUntil: null,
  ladder: [
    {
      stepId: 'voice',
      afterMinutes: 0,
      dueAt: at(-5),
      method: 'voice',
      contact: { personId: 's', name: 'Dr S', role: 'primary', phones: [] },
      state: 'now',
    },
  ],
  alarmAt: at(1),
  schedule: { version: 1, asOf: at(-60), age: 'fresh', source: 'delivered' },
  accepted: null,
  outcome: null,
  attempts: [],
  owner: 'p1',
  checkBackAt: at(40),
  ...more,
});
const draft = (id: string, more: Partial<DraftRow> = {}): DraftRow => ({
  id,
  accountId: 'riverside',
  practiceAsked: false,
  callId: null,
  patientName: '',
  callerName: '',
  number: '',
  urgency: null,
  reasonCode: '',
  openedAt: at(-3),
  keptAt: at(-1),
  discardedAt: null,
  ...more,
});
const call = (state: Call['state']): Call => ({
  id: crypto.randomUUID(),
  line: 'l',
  direction: 'incoming',
  number: '+16175550142',
  dnis: '+16175550100',
  accountId: 'riverside',
  state,
  muted: false,
  rangAt: at(-2),
  answeredAt: state === 'ringing' ? null : at(-1),
  heldSince: null,
  heldSeconds: 0,
  endedAt: null,
  endedBy: null,
  wrapUpDoneAt: null,
  disposition: null,
  reasonCode: null,
  notes: '',
  waitedSeconds: null,
  patientId: null,
  asked: [],
});
const facts = (more: Partial<WorkFacts>): WorkFacts => ({
  calls: [],
  items: [],
  drafts: [],
  messages: [],
  accountName: (id) => `name of ${id}`,
  ...more,
});

it('is empty when nothing waits', () => {
  expect(sectionsOf(facts({}), now)).toEqual([]);
  expect(
    sectionsOf(
      facts({ items: [item('a', at(-5), { doneAt: at(-1) })], calls: [call('ended'), call('missed')] }),
      now,
    ),
  ).toEqual([]);
});

it('orders callbacks by due time, undated last, and counts the due ones', () => {
  const items = [item('later', at(90)), item('never', null), item('over', at(-5)), item('soon', at(20))];
  const [section] = sectionsOf(facts({ items }), now);
  expect(section?.rows.map((row) => row.title)).toEqual(['over', 'soon', 'later', 'never']);
  expect(section?.rows.map((row) => row.tone)).toEqual(['red', 'amber', 'neutral', 'neutral']);
  expect(section?.note).toBe('1 due');
  expect(isDue(item('x', at(0)), now)).toBe(true);
});

it('puts calls first, with the number as it is said and their own clock', () => {
  const sections = sectionsOf(
    facts({ calls: [call('active'), call('ringing')], items: [item('a', null)] }),
    now,
  );
  expect(sections[0]).toMatchObject({
    id: 'now',
    rows: [
      { title: '617 555 0142', since: at(-1) },
      { since: at(-2), tone: 'amber' },
    ],
  });
});

it('keeps what is not handed over apart from what is, and never shows a discarded draft', () => {
  const sections = sectionsOf(
    facts({
      drafts: [draft('d1'), draft('d2', { discardedAt: at(-1) })],
      messages: [
        message('m1', 'waiting'),
        message('m2', 'quarantined'),
        ...Array.from({ length: 9 }, (_, i) => message(`s${i}`, 'synced')),
      ],
    }),
    now,
  );
  expect(sections.map((s) => [s.id, s.rows.map((r) => r.id)])).toEqual([
    ['in-hand', ['draft:d1', 'message:m1', 'message:m2']],
    ['latest', ['message:s0', 'message:s1', 'message:s2', 'message:s3', 'message:s4']],
  ]);
  expect(sections[0]?.rows.map((row) => row.tone)).toEqual(['amber', 'amber', 'red']);
  expect(countOf(sections)).toBe(3);
});

it('who must be phoned stands once, with its time; asked about when nothing is known of what came of it', () => {
  const accepted = { state: 'accepted' as const, accepted: { by: 'Dr S', at: at(-3) } };
  const sections = sectionsOf(
    facts({
      messages: [message('m1', 'waiting'), message('m2', 'synced'), message('m3', 'waiting')],
      cards: [
        card('m1'),
        card('m2', accepted),
        card('m4', { ...accepted, checkBackAt: at(-1) }),
        card('m5', { state: 'backend' }),
        card('m6', { ...accepted, outcome: { what: 'advice-given', text: '', at: at(-1) } }),
        card('m7', { state: 'ended' }),
        card('m8', { urgency: 'routine-clinical' }),
      ],
    }),
    now,
  );
  expect(sections.map((s) => [s.id, s.rows.map((r) => r.id)])).toEqual([
    ['dispatch', ['message:m1', 'message:m2', 'message:m4', 'message:m5', 'message:m7']],
    ['routine', ['message:m8']],
    ['in-hand', ['message:m3']],
  ]);
  expect(sections[0]?.rows.map((r) => r.tone)).toEqual(['red', 'amber', 'red', 'red', 'red']);
  expect(sections[1]?.rows.map((r) => r.tone)).toEqual(['amber']);
  expect(sections[0]?.rows[0]?.detail).toContain('Call Dr S');
  expect(sections[0]?.rows[1]?.meta).toMatch(/^due \d\d:\d\d$/);
});

it('a draft names no practice before one is chosen', () => {
  const detail = (practiceAsked: boolean) =>
    sectionsOf(facts({ drafts: [draft('d1', { practiceAsked })] }), now)[0]?.rows[0]?.detail;
  expect(detail(true)).toMatch(/^draft · no practice chosen yet · kept/);
  expect(detail(false)).toMatch(/^draft · name of riverside · kept/);
});

it('a call shows its patient once verified, with the number beside; before that the number alone', () => {
  const live = call('active');
  const facts = { calls: [live], items: [], drafts: [], messages: [], accountName: () => 'Riverside' };
  const row = (name: string | null) => sectionsOf({ ...facts, patientOf: () => name }, now)[0]?.rows[0];
  expect(row(null)?.title).toBe('617 555 0142');
  expect([row('Earnestine')?.title, row('Earnestine')?.detail]).toEqual([
    'Earnestine',
    '617 555 0142 · Riverside',
  ]);
});

it('an appointment that was left open stands above follow-ups; one that is just under way is nobody’s work yet', () => {
  const booking = {
    bookingId: '019a9f2e-0000-7000-8000-000000000001',
    contextId: '019a9f2e-0000-7000-8000-000000000002',
    patientId: 'pat-1',
    what: 'move' as const,
    at: at(0),
    state: 'open' as const,
    stands: 'both' as const,
    resumed: false,
    unread: false,
  };
  type More = Partial<Omit<typeof booking, 'state'>> & { state?: 'running' | 'open' | 'done' };
  const sections = (more: More, now_ = now, calls: Call[] = []) =>
    sectionsOf(
      {
        calls,
        items: [item('later', at(60))],
        drafts: [],
        messages: [],
        bookings: [{ ...booking, ...more }],
        accountName: (id) => id,
      },
      now_,
    ).map((s) => [s.id, s.rows[0]?.tone]);
  expect(sections({})).toEqual([
    ['bookings', 'red'],
    ['callbacks', 'neutral'],
  ]);
  expect(sections({ state: 'running' })).toEqual([['callbacks', 'neutral']]);
  expect(sections({ state: 'running' }, new Date(now.getTime() + 60_000))[0]?.[0]).toBe('bookings');
  // Not read back: said in the wrap-up while there is one, here from then on.
  const over = call('wrap-up');
  const unread = { state: 'done', unread: true, contextId: over.id, stands: 'both' } as const;
  expect(sections(unread)[0]).toEqual(['bookings', 'red']);
  expect(sections(unread, now, [over]).map(([id]) => id)).toEqual(['now', 'callbacks']);
});
