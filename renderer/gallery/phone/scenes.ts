// A made-up line in states that are hard to reach: what the server and the phone would say. Nobody here exists.
import type { LiveView, TelephonyView } from '#shared/contract/telephony.ts';
import { ringing, type Call } from '#shared/domain/calls/call.ts';
import type { Party } from '#shared/domain/telephony/live.ts';
import { at, idOf } from '../night/people.ts';

export const phoneScenes = [
  'idle',
  'missed',
  'absent',
  'ringing',
  'ringing-unknown',
  'active',
  'unmuted',
  'mic-silent',
  'pausing',
  'paused',
  'stale',
  'consult',
  'conference',
  'two',
  'wrap-up',
  'dialling',
  'colleague',
  'declined',
  'break',
  'breath',
] as const;
export type PhoneScene = (typeof phoneScenes)[number];

const number = '+16175550142';
const call = (n: number, more: Partial<Call> = {}): Call => ({
  ...ringing({
    id: idOf(n),
    line: 'live',
    number,
    dnis: '+16175550110',
    accountId: 'riverside',
    rangAt: at(5),
    waitedSeconds: 130,
  }),
  state: 'active',
  answeredAt: at(4, 37),
  notes: 'biopsy 10 Nov, told 3 days. Prefers calls after 4 pm. Husband Luis may take message',
  ...more,
});
const party = (id: string, more: Partial<Party> = {}): Party => ({
  id,
  role: 'caller',
  self: false,
  label: null,
  number,
  state: 'connected',
  since: at(2),
  why: null,
  ...more,
});
const me = party('me', { role: 'agent', self: true, number: null });
const colleague = party('target', { role: 'target', label: 'Ana Ruiz', number: null });

const live = (n: number, more: Partial<LiveView> = {}): LiveView => ({
  callId: idOf(n),
  direction: 'incoming',
  phase: 'connected',
  queue: { id: 'results', label: 'Results and referrals' },
  skill: 'spanish',
  number,
  dnis: '+16175550110',
  accountId: 'riverside',
  waitedSeconds: 130,
  waitedInAllSeconds: 648,
  offeredAt: at(5),
  answeredAt: at(4, 37),
  endedAt: null,
  endedBy: null,
  heldSince: null,
  heldSeconds: 0,
  consultSeconds: 0,
  parties: [party('caller'), me],
  recording: { state: 'on', since: at(4), readAt: at(0, 3), gaps: [], alarmAt: null },
  consent: {
    rule: 'all-party',
    places: ['US-MA'],
    tableDate: '2026-10-01',
    announced: true,
    answer: 'yes',
  },
  path: [
    { prompt: 'Results', typed: '2' },
    { prompt: 'Date of birth', typed: '05121961' },
  ],
  transfer: null,
  handover: null,
  callbackId: null,
  media: {
    state: 'open',
    muted: false,
    quality: { word: 'good', mos: 4.3, rttMs: 42, jitterMs: 3, lossPercent: 0.1, warnings: [] },
  },
  asked: [],
  ...more,
});
const handover = {
  fromName: 'Ana Ruiz',
  level: 2,
  reasonCode: null,
  patientId: null,
  summary: 'Waiting for a biopsy result since 10 November, afraid. Wants to know who will call her and when.',
  openTasks: ['Message to Oncology is not saved yet'],
  acceptedAt: null,
};

export function callsOf(scene: PhoneScene): Call[] {
  switch (scene) {
    case 'idle':
    case 'missed':
    case 'declined':
    case 'absent':
    case 'break':
    case 'breath':
      return [];
    case 'ringing':
      return [call(901, { state: 'ringing', answeredAt: null, rangAt: at(0, 6), notes: '' })];
    case 'ringing-unknown':
      return [
        call(901, {
          state: 'ringing',
          answeredAt: null,
          number: '',
          dnis: '',
          accountId: '',
          rangAt: at(0, 1),
          notes: '',
        }),
      ];
    case 'two':
      return [
        call(901),
        call(902, {
          number: '+17815550163',
          state: 'held',
          heldSince: at(1, 12),
          rangAt: at(9),
          answeredAt: at(8),
        }),
      ];
    case 'consult':
      return [call(901, { state: 'held', heldSince: at(0, 40) })];
    case 'wrap-up':
      return [call(901, { state: 'wrap-up', endedAt: at(0, 20), endedBy: 'caller' })];
    case 'dialling':
      return [
        call(901, {
          state: 'dialling',
          direction: 'outgoing',
          answeredAt: null,
          rangAt: at(0, 8),
          notes: '',
        }),
      ];
    case 'colleague':
      return [
        call(901, {
          direction: 'outgoing',
          number: '+16175550190',
          toPractice: true,
          waitedSeconds: null,
          notes: '',
        }),
      ];
    case 'stale':
      return [call(901, { muted: true, asked: ['hold'] })];
    default:
      return [call(901)];
  }
}

export function livesOf(scene: PhoneScene): LiveView[] {
  switch (scene) {
    case 'idle':
    case 'missed':
    case 'declined':
    case 'absent':
    case 'break':
    case 'breath':
    case 'ringing-unknown':
      return [];
    case 'ringing':
      return [
        live(901, { phase: 'offered', handover, media: { state: 'ringing', muted: false, quality: null } }),
      ];
    case 'active':
      return [live(901, { handover, consent: { ...live(901).consent, answer: null } })];
    case 'mic-silent':
      return [
        live(901, {
          media: {
            state: 'open',
            muted: false,
            quality: {
              word: 'poor',
              mos: 2.4,
              rttMs: 521,
              jitterMs: 38,
              lossPercent: 9.5,
              warnings: ['latency', 'loss'],
            },
          },
        }),
      ];
    case 'pausing':
      return [live(901, { recording: { ...live(901).recording, state: 'unknown' }, asked: ['recording'] })];
    case 'paused':
      return [
        live(901, {
          recording: {
            state: 'paused',
            since: at(5, 10),
            readAt: at(0, 2),
            gaps: [{ from: at(5, 10), to: null, reason: 'card-data' }],
            alarmAt: at(0, 10),
          },
        }),
      ];
    case 'consult':
      return [
        live(901, {
          heldSince: at(0, 40),
          parties: [party('caller', { state: 'held', since: at(0, 40) }), colleague, me],
          transfer: {
            kind: 'warm',
            label: 'Ana Ruiz',
            state: 'consulting',
            partyId: 'target',
            since: at(0, 30),
            why: null,
          },
        }),
      ];
    case 'conference':
      return [
        live(901, {
          parties: [
            party('caller'),
            colleague,
            party('x', { role: 'target', label: 'Pharmacy', state: 'ringing' }),
            me,
          ],
        }),
      ];
    case 'two':
      return [live(901), live(902, { heldSince: at(1, 12) })];
    case 'dialling':
      return [
        live(901, {
          phase: 'dialling',
          direction: 'outgoing',
          media: { state: 'ringing', muted: false, quality: null },
          path: [],
          queue: null,
          skill: null,
        }),
      ];
    case 'colleague':
      return [
        live(901, { direction: 'outgoing', number: '+16175550190', path: [], queue: null, skill: null }),
      ];
    case 'stale':
      return [live(901, { media: { state: 'open', muted: true, quality: null } })];
    default:
      return [live(901)];
  }
}

/** One caller who was talked to, asked about with a doctor, came back, and was missed then. */
export const logged: readonly Call[] = [
  call(911, {
    state: 'missed',
    rangAt: at(22),
    answeredAt: null,
    endedAt: at(21, 40),
    endedBy: 'line',
    notes: '',
  }),
  call(912, {
    line: 'live-ring',
    state: 'ended',
    rangAt: at(34),
    answeredAt: at(33),
    endedAt: at(25),
    endedBy: 'line',
    callerNow: 'queued',
    consulted: [
      { label: 'Dr Invented', state: 'cancelled', partyId: 't1', at: at(30), talked: true },
      { label: '+16175550177', state: 'failed', partyId: 't2', at: at(28), talked: false },
    ],
  }),
];

export function viewOf(scene: PhoneScene): TelephonyView {
  const isMissed = scene === 'missed' || scene === 'declined';
  const busy = callsOf(scene).some(
    (c) => c.state === 'active' || c.state === 'held' || c.state === 'dialling',
  );
  return {
    line: 'live',
    engine: {
      state: scene === 'absent' ? 'absent' : 'registered',
      why: null,
      since: at(61),
      audio: 'running',
    },
    server: { state: scene === 'stale' ? 'stale' : 'fresh', since: scene === 'stale' ? at(3) : null },
    agent: {
      state: busy
        ? 'on-call'
        : scene === 'wrap-up'
          ? 'wrap-up'
          : scene === 'break' || isMissed
            ? 'break'
            : 'available',
      reason: scene === 'break' ? 'meal' : null,
      since: isMissed ? at(2) : at(4, 37),
      next: busy ? { state: 'available', reason: null } : null,
      wrapUpEndsAt: scene === 'wrap-up' ? at(0, -45) : null,
      readyAt: scene === 'breath' ? at(0, -30) : null,
      missed: isMissed
        ? { callId: idOf(900), at: at(2), why: scene === 'missed' ? 'no-answer' : 'declined' }
        : null,
      skills: ['spanish', 'crisis'],
    },
    askedState: null,
    queues: [
      {
        id: 'results',
        label: 'Results and referrals',
        skill: null,
        waiting: 2,
        longestSeconds: 108,
        estimateSeconds: 150,
        available: 1,
      },
      {
        id: 'crisis',
        label: 'Crisis',
        skill: 'crisis',
        waiting: 1,
        longestSeconds: 12,
        estimateSeconds: null,
        available: 0,
      },
    ],
    callbacks: { due: 2, waiting: 5, nextAt: at(0, -300), gaveUp: 1 },
    voicemails: 1,
    notices: [],
    went: [],
    trouble: [],
  };
}
