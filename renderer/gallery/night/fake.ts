// A desk that answers from a table, for looking at screens in states that are hard to reach. Development only.
import riverside from '../../../data/accounts/riverside.json' with { type: 'json' };
import harbor from '../../../data/accounts/harbor.json' with { type: 'json' };
import ivyLane from '../../../data/accounts/ivy-lane.json' with { type: 'json' };
import { ok, fail, type Result } from '#shared/domain/result.ts';
import { emptyDraft } from '#shared/domain/messages/message.ts';
import type { Client, DeskState } from '../../bridge/client.ts';
import * as p from './people.ts';

export type Scene =
  | 'empty'
  | 'loading'
  | 'failed'
  | 'one'
  | 'dialling'
  | 'six'
  | 'backend'
  | 'both'
  | 'accepted'
  | 'overdue'
  | 'ended'
  | 'old-list'
  | 'long';

function cardsOf(scene: Scene): unknown[] {
  switch (scene) {
    case 'one':
      return [p.manual(1, 'Walter Brandt')];
    case 'dialling':
      return [p.dialling(1)];
    case 'old-list':
      return [
        p.manual(1, 'Walter Brandt', {
          urgency: 'urgent-clinical',
          attempts: [],
          schedule: { version: 316, asOf: p.at(60 * 30), age: 'expired', source: 'shipped' },
        }),
      ];
    case 'six':
      return [
        'Walter Brandt',
        'Ruth Delgado',
        'Amina Yusuf',
        'Karl Lindqvist',
        'Grace Obi',
        'Petra Nowak',
      ].map((name, i) =>
        p.manual(i + 1, name, i === 0 ? {} : { urgency: 'urgent-clinical', alarmAt: p.at(0, -30 - i) }),
      );
    case 'backend':
      return [p.paging(1)];
    case 'both':
      return [p.bothSides(1)];
    case 'accepted':
      return [p.accepted(1)];
    case 'overdue':
      return [p.accepted(1, 50)];
    case 'ended':
      return [p.ended(1)];
    default:
      return [];
  }
}
const online = (scene: Scene): boolean => scene === 'backend' || scene === 'both' || scene === 'empty';

function message(scene: Scene) {
  const fields = {
    ...emptyDraft({
      accountId: 'riverside',
      dnis: '+16175550100',
      greeting: 'Riverside Family Practice',
      receivedAt: p.at(4),
      zone: 'America/New_York',
      practice: false,
      origin: { kind: 'other-phone', why: 'gallery' },
    } as never),
    callerName: 'Hanna Brandt',
    callerIs: 'spouse' as const,
    callback: { number: '+16175550164', extension: '', second: '', readBack: true },
    patientName: 'Walter Brandt',
    patientBirthDate: '1955-02-03',
    locationNow: 'At home, 14 Alder Street, Natick',
    reasonCode: 'urgent',
    verbatim:
      'He says it’s like a belt around his chest, since supper. He’s sweating. He doesn’t want to bother anyone.',
    urgency: 'emergency' as const,
    emergency: [],
  };
  return {
    message: {
      schema: 2,
      id: p.idOf(1),
      fields,
      incomplete: [],
      takenBy: { personId: 'mk', name: 'M. Kramer' },
      savedAt: p.at(3),
      clockOffsetMs: null,
    },
    addenda: [],
    entries: [],
    urgency: 'emergency',
    current: { version: 1, fields, incomplete: [] },
    conflicts: [],
    closed: false,
    elsewhere: false,
    sync: online(scene) ? 'synced' : 'waiting',
    why: null,
    syncedAt: null,
  };
}
const queued = (scene: Scene) =>
  scene === 'empty'
    ? []
    : [
        {
          lane: 'urgent',
          seq: 41,
          itemId: p.idOf(801),
          messageId: p.idOf(1),
          type: 'message',
          kind: '',
          urgency: 0,
          savedAt: p.at(3),
          state: 'waiting',
          why: '',
        },
        {
          lane: 'urgent',
          seq: 42,
          itemId: p.idOf(802),
          messageId: p.idOf(1),
          type: 'entry',
          kind: 'attempt',
          urgency: 0,
          savedAt: p.at(2),
          state: 'waiting',
          why: '',
        },
        {
          lane: 'normal',
          seq: 307,
          itemId: p.idOf(803),
          messageId: p.idOf(4),
          type: 'message',
          kind: '',
          urgency: 2,
          savedAt: p.at(64),
          state: 'quarantined',
          why: 'field reasonCode is not known',
        },
        {
          lane: 'normal',
          seq: 308,
          itemId: p.idOf(804),
          messageId: p.idOf(3),
          type: 'message',
          kind: '',
          urgency: 3,
          savedAt: p.at(58),
          state: 'waiting',
          why: '',
        },
        {
          lane: 'normal',
          seq: 309,
          itemId: p.idOf(805),
          messageId: p.idOf(3),
          type: 'addendum',
          kind: '',
          urgency: 3,
          savedAt: p.at(20),
          state: 'waiting',
          why: '',
        },
      ];

function answers(scene: Scene, locked: boolean): Record<string, unknown> {
  const cards = cardsOf(scene) as { alarmAt: string | null }[];
  const alarm = cards.map((c) => c.alarmAt).find((a) => a !== null) ?? null;
  const list = scene === 'empty' ? [] : scene === 'long' ? p.longList(200) : p.rows;
  const lane = (name: string, waiting: number, oldest: string | null) => ({
    lane: name,
    waiting,
    oldest,
    highest: 42,
    acknowledged: 40,
    quarantined: name === 'normal' ? 1 : 0,
    paused: null,
  });
  const person = { id: 'mk', name: 'M. Kramer', initials: 'MK', role: 'after-hours' };
  return {
    'session.state': {
      phase: locked ? 'locked' : 'open',
      problem: null,
      person: locked ? null : person,
      organisation: 'Harbor Answering',
      enrolled: true,
      lockAfterMinutes: 10,
      locksAt: p.at(-8),
      demo: false,
      practice: false,
      host: 'preview',
      now: p.nowIso,
      clockShifted: true,
      version: '0.4.0',
      profile: 'gallery',
      keystore: { state: 'none', backend: null, given: false, opens: false, problem: null },
    },
    'accounts.list': [riverside, harbor, ivyLane],
    'status.read': {
      backend: online(scene)
        ? { state: 'online', since: p.at(200), lastContact: p.at(0), problem: null }
        : { state: 'offline', since: p.at(72), lastContact: p.at(72), problem: 'offline' },
      sync: {
        waiting: online(scene) ? 0 : 3,
        urgent: online(scene) ? 0 : 1,
        oldest: online(scene) ? null : p.at(58),
        quarantined: 0,
        acknowledged: 340,
        paused: null,
      },
      phone: { state: 'none', onCall: false },
      ehr: { state: 'offline', since: p.at(72) },
      clock: { offsetMs: 0, at: p.at(0) },
      knowledge: {
        articles: 2609,
        asOf: p.at(120),
        importing: null,
        index: { state: 'ready', done: null },
        feed: null,
      },
      vault: { open: true, locksAt: p.at(-8) },
    },
    'settings.read': {
      theme: 'system',
      language: 'en',
      columns: { left: 272, right: 372 },
      leftTab: 'messages',
      rightTab: 'knowledge',
      tourDone: true,
      alarmSound: true,
      keys: {},
      lockAfterMinutes: 10,
    },
    'calls.current': [],
    'work.list': [],
    'messages.drafts': [],
    'messages.list': { rows: list, next: scene === 'long' ? 'more' : null },
    'messages.read': message(scene),
    'dispatch.list': cards,
    'dispatch.alarm': { open: cards.length, urgent: cards.length, alarmAt: alarm },
    'outbox.state': {
      lanes: [
        lane('urgent', online(scene) ? 0 : 2, p.at(3)),
        lane('normal', online(scene) ? 0 : 2, p.at(58)),
      ],
      nextTryAt: p.at(0, -12),
      lastTryAt: p.at(0, 18),
      lastAckAt: p.at(72),
      unread: 0,
    },
    'outbox.queue': { rows: queued(scene), next: null },
    'handover.open': {
      items:
        scene === 'empty'
          ? []
          : [
              {
                messageId: p.idOf(1),
                accountId: 'riverside',
                patientName: 'Walter Brandt',
                urgency: 'emergency',
                savedAt: p.at(3),
                dispatch: 'manual',
                owner: 'M. Kramer',
                ownerId: 'mk',
              },
              {
                messageId: p.idOf(2),
                accountId: 'harbor',
                patientName: 'Ruth Delgado',
                urgency: 'urgent-clinical',
                savedAt: p.at(32),
                dispatch: 'backend',
                owner: 'M. Kramer',
                ownerId: 'mk',
              },
            ],
      drafts: scene === 'empty' ? 0 : 1,
      people: [
        { id: 'lo', name: 'Lena Okafor' },
        { id: 'sb', name: 'Sam Bauer' },
      ],
    },
    'handover.batches': {
      forDate: '2026-11-22',
      accounts:
        scene === 'empty'
          ? []
          : [
              {
                accountId: 'riverside',
                at: '2026-11-22T12:00:00.000Z',
                total: 4,
                unsent: 2,
                open: 1,
                deliveredAt: null,
              },
              {
                accountId: 'harbor',
                at: '2026-11-22T12:30:00.000Z',
                total: 3,
                unsent: 0,
                open: 0,
                deliveredAt: p.at(10),
              },
              {
                accountId: 'ivy-lane',
                at: '2026-11-22T12:00:00.000Z',
                total: 2,
                unsent: 0,
                open: 0,
                deliveredAt: null,
              },
            ],
    },
    'handover.batch': { rows: p.batch, from: '2026-11-21T22:00:00.000Z', to: '2026-11-22T12:00:00.000Z' },
    'windows.state': { open: ['main'], link: false, startedAgain: 0 },
    'emergency.state': null,
    'oncall.now': {
      resolved: null,
      roles: [{ role: 'primary', people: [{ personId: 'keiko-sato' }], until: '2026-11-22T12:00:00.000Z' }],
      origin: { version: 318, asOf: p.at(75), age: 'fresh', source: 'delivered' },
    },
  };
}

export function fakeClient(scene: Scene, locked: boolean): Client {
  const table = answers(scene, locked);
  let asked = 0;
  const desk: DeskState = {
    state: 'running',
    reason: null,
    version: '0.4.0',
    hello: { epoch: 1, host: 'preview', demo: false, practice: false },
  };
  const call = async (name: string): Promise<Result<unknown>> => {
    const night = /^(dispatch|outbox|handover|messages)\./.test(name);
    if (scene === 'loading' && night) return new Promise(() => {});
    if (scene === 'failed' && night) return fail('disk-error', name);
    if (scene === 'long' && name === 'messages.list')
      return ok({ rows: p.longList(200), next: ++asked < 15 ? String(asked) : null });
    if (name in table) return ok(table[name]);
    return fail('unknown-request', name);
  };
  return {
    call: (name) => call(name),
    callSure: (name) => call(name),
    watch: () => () => {},
    onDesk(listener) {
      listener(desk);
      return () => {};
    },
    desk: () => desk,
    tryAgain: () => {},
  };
}
