// What pages and the engine's page may say: hostile input is refused by the schema before anything looks at it.
import { expect, it } from 'vitest';
import { specOf } from './index.ts';

const callId = '0190a1b2-0000-7000-8000-000000000001';
const input = (name: string): { safeParse(value: unknown): { success: boolean } } => {
  const spec = specOf(name);
  if (spec === null || spec.kind === 'topic') throw new Error(name);
  return spec.input;
};
const media = {
  kind: 'media',
  callId,
  state: 'open',
  why: null,
  muted: false,
  connectToken: null,
  legSid: null,
};
const bad: readonly (readonly [string, unknown])[] = [
  ['telephony.act', {}],
  ['telephony.act', { kind: 'drop-table' }],
  ['telephony.act', { kind: 'end', callId: '1 OR 1=1', how: 'all' }],
  ['telephony.act', { kind: 'end', callId, how: 'all', legSid: 'CA1' }],
  ['telephony.act', { kind: 'end', callId, how: 'all', extra: true }],
  ['telephony.act', { kind: 'state', wanted: { state: 'on-call', reason: null } }],
  [
    'telephony.act',
    {
      kind: 'dial',
      callId,
      to: '1'.repeat(41),
      callerId: '',
      accountId: '',
      purpose: 'other',
      callbackId: null,
      overrides: [],
    },
  ],
  [
    'telephony.act',
    {
      kind: 'dial',
      callId,
      to: '1',
      callerId: '',
      accountId: '',
      purpose: 'other',
      callbackId: null,
      overrides: [{ rule: 'quiet-hours', reason: '  ' }],
    },
  ],
  ['telephony.act', { kind: 'recording', callId, to: 'erase', reason: null }],
  ['telephony.dtmf', { callId, digits: '12; rm -rf' }],
  ['telephony.dtmf', { callId, digits: '' }],
  ['telephony.chooseDevices', { input: 'x'.repeat(401), output: null, ringer: null, ringVolume: 1 }],
  ['telephony.chooseDevices', { input: null, output: null, ringer: null, ringVolume: 7 }],
  ['telephony.voicemailSound', { id: callId, part: -1 }],
  ['telephony.orders', { after: -1 }],
  ['telephony.orders', { after: 1e99 }],
  ['telephony.report', { reports: [] }],
  ['telephony.report', { reports: Array.from({ length: 101 }, () => media) }],
  ['telephony.report', { reports: [{ kind: 'ring', callId: '<script>' }] }],
  ['telephony.report', { reports: [{ ...media, legSid: 'PN00' }] }],
  ['telephony.report', { reports: [{ ...media, connectToken: 'x'.repeat(8001) }] }],
  ['telephony.report', { reports: [{ kind: 'level', input: Number.NaN, output: 0 }] }],
  [
    'telephony.report',
    { reports: [{ kind: 'registration', state: 'fine', why: null, code: null, tokenLeftSeconds: null }] },
  ],
  ['calls.answer', { callId: null }],
];
it.each(bad)('%s refuses %j', (name, value) => expect(input(name).safeParse(value).success).toBe(false));

it.each([
  ['telephony.act', { kind: 'end', callId, how: 'leave' }],
  ['telephony.act', { kind: 'end', callId, how: 'leave', legSid: `CA${'0'.repeat(32)}` }],
  ['telephony.dtmf', { callId, digits: '15w#*9' }],
  ['telephony.report', { reports: [media] }],
  ['telephony.orders', { after: 0 }],
])('%s takes %j', (name, value) => expect(input(name).safeParse(value).success).toBe(true));

it('only the engine’s page gives and takes what is the engine’s, and it gives and takes nothing else of telephony', () => {
  const rooms = [
    'view',
    'live',
    'act',
    'dtmf',
    'directory',
    'devices',
    'callbacks',
    'voicemails',
    'orders',
    'report',
  ];
  const forPhone = rooms.filter((name) => specOf(`telephony.${name}`)?.surfaces.includes('phone'));
  expect(forPhone).toEqual(['orders', 'report']);
  for (const name of forPhone) expect(specOf(`telephony.${name}`)?.surfaces).toEqual(['phone']);
});
