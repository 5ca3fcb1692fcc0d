// Made-up devices, colleagues, callbacks and voicemail of the telephone's page. Nobody here exists.
import type { DevicesView } from '#shared/contract/telephony.ts';
import { at, idOf } from '../night/people.ts';
import type { PhoneScene } from './scenes.ts';

export const devicesOf = (scene: PhoneScene): DevicesView => ({
  inputs: [
    { id: 'a', label: 'Headset (USB)' },
    { id: 'b', label: 'Built-in microphone' },
  ],
  outputs: [
    { id: 'c', label: 'Headset (USB)' },
    { id: 'd', label: 'Loudspeaker' },
  ],
  input: 'a',
  output: 'c',
  ringer: 'd',
  ringVolume: 0.7,
  microphone: scene === 'mic-silent' ? 'silent' : 'ready',
  switched: null,
  echo: 'done',
  preflight: {
    state: 'done',
    grade: 'usable',
    checks: [
      { check: 'microphone', result: 'good', figure: -32 },
      { check: 'output', result: 'good', figure: null },
      { check: 'signalling', result: 'good', figure: 120 },
      { check: 'media', result: 'good', figure: 98 },
      { check: 'quality', result: 'poor', figure: 3.4 },
    ],
  },
});

export const directory = {
  agents: [
    { personId: 'ar', name: 'Ana Ruiz', state: 'available', skills: ['spanish'] },
    { personId: 'lo', name: 'Lena Okafor', state: 'on-call', skills: ['crisis'] },
    { personId: 'sb', name: 'Sam Bauer', state: 'wrap-up', skills: [] },
  ],
  queues: [
    { id: 'results', label: 'Results and referrals', skill: null, waiting: 2, estimateSeconds: 150 },
    { id: 'nurse', label: 'Nurse line', skill: 'nurse', waiting: 0, estimateSeconds: 0 },
  ],
  callerIds: [
    { number: '+16175550110', accountId: 'riverside', label: 'Riverside results line' },
    { number: '+16175550100', accountId: 'riverside', label: 'Riverside main' },
  ],
};
export const callbacks = [
  {
    id: idOf(701),
    number: '+17815550163',
    accountId: 'riverside',
    reasonCode: null,
    dueAt: at(4),
    queueId: 'results',
    askedAt: at(61),
    claimedBy: null,
    tries: 0,
    gaveUp: null,
  },
  {
    id: idOf(702),
    number: '+16175550199',
    accountId: 'harbor',
    reasonCode: null,
    dueAt: at(1),
    queueId: null,
    askedAt: at(120),
    claimedBy: 'Ana Ruiz',
    tries: 1,
    gaveUp: null,
  },
  {
    id: idOf(703),
    number: '+16175550155',
    accountId: 'riverside',
    reasonCode: null,
    dueAt: at(0, -1600),
    queueId: null,
    askedAt: at(30),
    claimedBy: 'M. Kramer',
    tries: 0,
    gaveUp: null,
  },
  {
    id: idOf(704),
    number: '+16175550188',
    accountId: 'harbor',
    reasonCode: null,
    dueAt: at(6),
    queueId: 'results',
    askedAt: at(30),
    claimedBy: null,
    tries: 0,
    gaveUp: { seconds: 602, inAll: 940, times: 2 },
  },
  {
    id: idOf(705),
    number: '',
    accountId: 'riverside',
    reasonCode: null,
    dueAt: at(12),
    queueId: 'results',
    askedAt: at(12),
    claimedBy: null,
    tries: 0,
    gaveUp: { seconds: 64, inAll: 64, times: 1 },
  },
];
export const voicemails = [
  {
    id: idOf(711),
    number: '+16175550171',
    accountId: 'riverside',
    leftAt: at(22),
    seconds: 47,
    sound: 'ready',
    claimedBy: null,
  },
  {
    id: idOf(712),
    number: '',
    accountId: 'harbor',
    leftAt: at(3),
    seconds: 12,
    sound: 'fetching',
    claimedBy: null,
  },
];
export const numbers = {
  from: at(300),
  to: at(0),
  zone: 'America/New_York',
  handled: 18,
  ahtSeconds: 302,
  acwSeconds: 41,
  holdSeconds: 22,
  occupancy: 0.78,
  missed: 1,
  declined: 0,
  outSeconds: 74,
  transferRate: 0.06,
  differing: 0,
  comparedAt: at(1),
};
